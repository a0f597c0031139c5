package dev.lanewise.cli;

import dev.lanewise.testing.Contract;
import dev.lanewise.testing.Input;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The journal of a search: any bytes as the whole file, or, behind an {@code s}, as the lines behind a first line that fits. What is read is read as the same again, and a
 * journal that is refused stays as it is.
 */
public final class JournalFuzz {

    private static final Map<String, String> SETTINGS = Map.of("data", "d", "seed", "1");
    private static final byte[] FIRST = "{\"data\":\"d\",\"seed\":\"1\"}\n".getBytes(StandardCharsets.US_ASCII);

    private JournalFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        Input input = new Input(bytes);
        boolean fitting = input.choice(256) == 's';
        byte[] rest = input.rest();
        Path file = Files.createTempFile("journal", ".jsonl");
        try {
            Files.write(file, fitting ? joined(FIRST, rest) : rest);
            byte[] before = Files.readAllBytes(file);
            if (!Contract.holds(() -> read(file))) {
                Contract.require(Arrays.equals(before, Files.readAllBytes(file)), "is refused, but changed");
            }
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] joined(byte[] first, byte[] rest) {
        byte[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }

    private static void read(Path file) {
        List<Trial> trials;
        try (TrialJournal journal = TrialJournal.open(file, SETTINGS)) {
            trials = journal.trials();
            for (Trial trial : trials) {
                boolean ended =
                        trial.number() > 0 && trial.share() > 0 && trial.epochs() >= 0 && trial.bestEpoch() >= 0;
                Contract.require(ended && trial.loss() > Double.NEGATIVE_INFINITY, "is no trial: " + trial);
                journal.add(trial);
            }
        }
        try (TrialJournal again = TrialJournal.open(file, SETTINGS)) {
            List<Trial> twice = again.trials();
            Contract.require(twice.size() == 2 * trials.size(), "has " + twice.size() + " trials");
            Contract.require(twice.subList(0, trials.size()).equals(trials), "is read as others");
            Contract.require(twice.subList(trials.size(), twice.size()).equals(trials), "is written as others");
        }
    }
}
