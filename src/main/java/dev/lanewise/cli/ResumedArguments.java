package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.model.Checkpoint;
import dev.lanewise.model.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The arguments of a training, kept with its checkpoints in a form that means the same in any folder: DATA first, then options as {@code --name=value}. */
final class ResumedArguments {

    private static final String KEY = "argument.";

    /** Options whose values are names of files, and perhaps of something else. */
    private static final List<String> FILES = List.of("--test", "--json");

    /** Options whose values are names of files and folders that are written. */
    private static final List<String> OUTPUTS = List.of("--model", "--report", "--plots", "--json", "--record");

    private ResumedArguments() {}

    /** Adds the arguments to the notes of checkpoints. */
    static Checkpoints noted(Checkpoints checkpoints, ParseResult parsed) {
        Checkpoints noted = checkpoints;
        List<String> arguments = words(parsed);
        for (int i = 0; i < arguments.size(); i++) {
            noted = noted.note(KEY + i, arguments.get(i));
        }
        return noted;
    }

    /**
     * Returns the arguments of a training that goes on: those kept, with what is given now in their place. Checkpoints may come from anybody: files are written
     * where they name a place beside their folder or below that, and elsewhere only where the user names it again.
     *
     * @param folder where its checkpoints are
     * @param given the arguments of now
     */
    static List<String> of(Checkpoint checkpoint, Path folder, ParseResult given) {
        List<String> now = words(given);
        Set<String> replaced = new LinkedHashSet<>(List.of("--checkpoint"));
        now.forEach(word -> replaced.add(name(word)));
        List<String> all = new ArrayList<>(List.of("train"));
        for (int i = 0; ; i++) {
            String word = checkpoint.note(KEY + i);
            if (word == null) {
                break;
            }
            if (!replaced.contains(name(word))) {
                if (OUTPUTS.contains(name(word))) {
                    checkOutput(checkpoint, folder, word);
                }
                all.add(word);
            }
        }
        now.stream().filter(word -> !name(word).equals("--resume")).forEach(all::add);
        all.add("--checkpoint=" + folder);
        return all;
    }

    private static void checkOutput(Checkpoint checkpoint, Path folder, String word) {
        String file = word.substring(word.indexOf('=') + 1);
        if (!file.equals("-") && !isBeside(folder, file)) {
            throw new UserException(checkpoint.file() + ": the training is to write " + file
                    + ", which is not beside its checkpoints. If that is right, name it again: "
                    + Text.shell(word) + ".");
        }
    }

    /** Whether a file lies in the folder of the folder, or below that; neither hidden nor behind a link. */
    private static boolean isBeside(Path folder, String file) {
        try {
            Path base = folder.toRealPath().getParent();
            Path target = Path.of(file).toAbsolutePath().normalize();
            Path parent = target.getParent();
            if (base == null || parent == null || !Files.exists(parent) || Files.isSymbolicLink(target)) {
                return false;
            }
            Path real = parent.toRealPath().resolve(target.getFileName());
            if (!real.startsWith(base)) {
                return false;
            }
            for (Path part : base.relativize(real)) {
                if (part.toString().startsWith(".")) {
                    return false;
                }
            }
            return true;
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    /** The option of a word; empty for DATA. */
    private static String name(String word) {
        return word.startsWith("--") ? word.substring(0, Math.max(0, (word + "=").indexOf('='))) : "";
    }

    private static List<String> words(ParseResult parsed) {
        List<String> words = new ArrayList<>();
        // An option that is repeated is there each time, with all its values.
        for (ArgSpec spec : new LinkedHashSet<>(parsed.matchedArgs())) {
            if (spec instanceof OptionSpec option) {
                boolean file = FILES.contains(option.longestName()) || option.type() == Path.class;
                if (option.arity().max() == 0) {
                    words.add(option.longestName());
                } else {
                    option.originalStringValues()
                            .forEach(value -> words.add(option.longestName() + "=" + (file ? absolute(value) : value)));
                }
            } else {
                spec.originalStringValues().forEach(value -> words.addFirst(existing(value)));
            }
        }
        return words;
    }

    /** A bundled data set keeps its name. */
    private static String existing(String data) {
        try {
            return Files.exists(Path.of(data)) ? absolute(data) : data;
        } catch (InvalidPathException e) {
            return data;
        }
    }

    private static String absolute(String file) {
        return file.isEmpty() || file.equals("-")
                ? file
                : Path.of(file).toAbsolutePath().normalize().toString();
    }
}
