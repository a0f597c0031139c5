package dev.lanewise.cli;

import dev.lanewise.model.Model;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a model file holds. */
@Command(
        name = "inspect",
        description = "Shows what a model holds and how it came about.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: lanewise inspect houses.safetensors"})
final class InspectCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A model file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    Path file;

    @Option(
            names = "--json",
            paramLabel = "FILE|-",
            description = "Where to write all of it as JSON; - for standard output.")
    @Nullable
    String json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        JsonFile.checkWritable(json);
        Model model = Model.load(file);
        if (json != null) {
            JsonFile.write(json, out, generator -> JsonReports.model(generator, model));
        }
        if ("-".equals(json)) {
            return 0;
        }
        out.println("task        " + model.task().label());
        out.println("targets     " + String.join(", ", model.preprocessor().targets()));
        if (!model.classes().isEmpty()) {
            out.println("classes     " + String.join(", ", model.classes()));
        }
        out.println("network     " + Summary.describe(model.spec()) + ", " + model.parameterCount() + " parameters");
        out.println("inputs      " + String.join(", ", model.preprocessor().inputNames()));
        model.preprocessor().notes().forEach(note -> out.println("note        " + note));
        out.println();
        for (Map.Entry<String, String> entry : model.provenance().entrySet()) {
            if (!entry.getValue().isEmpty()) {
                out.println(entry.getKey()
                        + " ".repeat(Math.max(1, 32 - entry.getKey().length()))
                        + entry.getValue());
            }
        }
        out.flush();
        return 0;
    }
}
