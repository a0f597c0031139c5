package dev.lanewise.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lanewise.core.UserException;
import dev.lanewise.loss.IntervalLoss;
import dev.lanewise.model.Model;
import dev.lanewise.model.Prediction;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predicts with a model. */
@Command(
        name = "predict",
        header = "Predict the rows of DATA as CSV, in the same order.",
        description = {
            "",
            "The column 'prediction' holds the class or the number; with several targets there is a column 'prediction_TARGET' each.",
            "A model with intervals adds the columns 'lower' and 'upper', or 'lower_TARGET' and 'upper_TARGET' each.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  lanewise predict houses.safetensors new-houses.csv --output prices.csv",
            "  lanewise predict iris.safetensors flowers.csv --probabilities"
        })
final class PredictCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = Help.MODEL)
    Path model = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "DATA",
            description = Help.DATA + " Of such a folder the test images are taken.")
    String data = "";

    @Option(names = "--output", paramLabel = "FILE.csv", description = "Write to this file. Default: standard output.")
    @Nullable
    Path output;

    @Option(names = "--probabilities", description = "Add a column 'probability_CLASS' for each class.")
    boolean probabilities;

    @Option(
            names = "--threshold",
            paramLabel = "P",
            converter = Numbers.Probability.class,
            description = "For two classes: predict the second from this probability on; at 0.5 the more probable one."
                    + " Default: that of the model, 0.5 where none was chosen.")
    @Nullable
    Double threshold;

    PredictCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        OutputFile file = output == null
                ? null
                : OutputFile.check("--output", output).distinctFrom(data).distinctFrom(model.toString());
        Model loaded = Model.load(model);
        int classes = loaded.classes().size();
        if (threshold != null) {
            checkTwoClasses(loaded);
        }
        if (probabilities && classes == 0) {
            throw new UserException(
                    "--probabilities is for models of classes; this one predicts numbers. Leave it out.");
        }
        Prediction prediction = threshold == null
                ? loaded.predict(DataSource.rows(data))
                : loaded.predict(DataSource.rows(data), threshold);
        boolean intervals = loaded.postprocessor().hasIntervals();
        if (file == null) {
            write(prediction, classes > 0, intervals, console.data, console.terminal ? Text::oneLine : name -> name);
        } else {
            file.write(out -> write(prediction, classes > 0, intervals, out, name -> name));
            console.message(Text.count(prediction.rows(), "row", "rows") + " predicted, in " + file + ".");
        }
        return ExitCodes.OK;
    }

    /** Refuses a threshold for a model that has no place for one. */
    static void checkTwoClasses(Model model) {
        int classes = model.classes().size();
        if (classes != 2) {
            throw new UserException("--threshold is for models of two classes; this one "
                    + (classes == 0 ? "predicts numbers" : "has " + classes + " classes") + ". Leave it out.");
        }
    }

    /** Writes CSV; {@code names} makes names from data harmless where a terminal shows them. */
    private void write(
            Prediction prediction, boolean classes, boolean intervals, OutputStream out, UnaryOperator<String> names)
            throws IOException {
        List<String> columns = prediction.columns();
        List<String> header = new ArrayList<>();
        if (classes || columns.size() == 1) {
            header.add("prediction");
        } else if (intervals && columns.size() == IntervalLoss.OUTPUTS) {
            header.addAll(List.of("prediction", "lower", "upper"));
        } else if (intervals) {
            for (int c = 0; c < columns.size(); c++) {
                boolean first = c % IntervalLoss.OUTPUTS == 0; // the names of the others begin with lower_ and upper_
                header.add((first ? "prediction_" : "") + names.apply(columns.get(c)));
            }
        } else {
            columns.forEach(name -> header.add("prediction_" + names.apply(name)));
        }
        if (probabilities) {
            columns.forEach(name -> header.add("probability_" + names.apply(name)));
        }
        try {
            CsvWriter csv = CsvWriter.builder().build(out, StandardCharsets.UTF_8);
            csv.writeRecord(header);
            List<String> cells = new ArrayList<>(header.size());
            for (int r = 0; r < prediction.rows() && !console.data.failed(); r++) {
                cells.clear();
                if (classes) {
                    cells.add(names.apply(prediction.labels().get(r)));
                }
                for (int c = 0; c < columns.size() && (!classes || probabilities); c++) {
                    cells.add(Float.toString(prediction.value(r, c)));
                }
                csv.writeRecord(cells);
            }
            csv.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
