package dev.lanewise.cli;

import dev.lanewise.model.Evaluation;
import dev.lanewise.model.Model;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evaluates a model. */
@Command(
        name = "evaluate",
        description = "Evaluates a model on rows whose targets are known.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: lanewise evaluate houses.safetensors new-houses.csv"})
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    Path model;

    @Parameters(index = "1", paramLabel = "DATA", description = "A bundled data set, a file, or a folder of IDX files.")
    String data = "";

    @Option(
            names = "--json",
            paramLabel = "FILE|-",
            description = "Where to write the metrics as JSON; - for standard output.")
    @Nullable
    String json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        JsonFile.checkWritable(json);
        Evaluation evaluation = Model.load(model).evaluate(DataSource.rows(data));
        if (!"-".equals(json)) {
            new Summary(out).evaluation(evaluation);
        }
        if (json != null) {
            JsonFile.write(json, out, generator -> JsonReports.evaluation(generator, evaluation));
        }
        return 0;
    }
}
