package dev.lanewise.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lanewise.core.UserException;
import dev.lanewise.model.Model;
import dev.lanewise.model.Prediction;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Predicts with a model. */
@Command(
        name = "predict",
        description = "Predicts the rows of a table, as CSV in the same order.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: lanewise predict flowers.safetensors new-flowers.csv --probabilities --output predicted.csv"
        })
final class PredictCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    Path model;

    @Parameters(index = "1", paramLabel = "DATA", description = "A bundled data set, a file, or a folder of IDX files.")
    String data = "";

    @Option(names = "--output", paramLabel = "FILE.csv", description = "Where to write; standard output by default.")
    @Nullable
    Path output;

    @Option(names = "--probabilities", description = "A column with the probability of each class too.")
    boolean probabilities;

    @Option(
            names = "--threshold",
            paramLabel = "P",
            description = "For two classes, the probability from which on the second is predicted; 0.5 by default.")
    double threshold = 0.5;

    @Override
    public Integer call() {
        if (!(threshold > 0 && threshold < 1)) {
            throw new UserException("--threshold must be between 0 and 1, not " + threshold + ".");
        }
        if (output != null) {
            OutputFile.checkWritable(output);
        }
        Model loaded = Model.load(model);
        if (threshold != 0.5 && loaded.classes().size() != 2) {
            throw new UserException("--threshold is for models of two classes; this one has "
                    + (loaded.classes().isEmpty() ? "none" : loaded.classes().size()) + ".");
        }
        if (probabilities && loaded.classes().isEmpty()) {
            throw new UserException("--probabilities is for models of classes; this one predicts numbers.");
        }
        Prediction prediction = loaded.predict(DataSource.rows(data), threshold);
        PrintWriter out = spec.commandLine().getOut();
        if (output == null) {
            StringWriter text = new StringWriter();
            write(prediction, text);
            out.print(text);
            out.flush();
            return 0;
        }
        try {
            OutputFile.write(output, stream -> write(prediction, stream));
        } catch (IOException e) {
            throw new UserException(output + ": cannot be written (" + e.getMessage() + ").", e);
        }
        return 0;
    }

    private void write(Prediction prediction, OutputStream stream) throws IOException {
        Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        write(prediction, writer);
        writer.flush();
    }

    private void write(Prediction prediction, Writer target) {
        boolean classes = !prediction.labels().isEmpty() || prediction.rows() == 0;
        List<String> head = new ArrayList<>();
        if (classes) {
            head.add("prediction");
        }
        if (!classes || probabilities) {
            prediction.columns().forEach(c -> head.add(classes ? "probability_" + c : "prediction_" + c));
        }
        CsvWriter csv = CsvWriter.builder().build(target);
        csv.writeRecord(head);
        List<String> row = new ArrayList<>();
        for (int r = 0; r < prediction.rows(); r++) {
            row.clear();
            if (classes) {
                row.add(prediction.labels().get(r));
            }
            for (int c = 0; c < prediction.columns().size() && (!classes || probabilities); c++) {
                row.add(String.valueOf(prediction.value(r, c)));
            }
            csv.writeRecord(row);
        }
    }
}
