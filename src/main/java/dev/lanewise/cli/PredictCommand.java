package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Table;
import dev.lanewise.model.Model;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
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
            "Rows are read, predicted and written in parts: memory does not grow with the length of a file.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  lanewise predict houses.safetensors new-houses.csv --output prices.csv",
            "  lanewise predict iris.safetensors flowers.csv --probabilities",
            "  zcat houses-*.csv.gz | lanewise predict houses.safetensors - > prices.csv"
        })
final class PredictCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = Help.MODEL)
    Path model = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "DATA",
            description = Help.DATA + " Of such a folder the test images are taken. - for standard input.")
    String data = "";

    @Option(
            names = "--output",
            paramLabel = "FILE.csv",
            description = "Write to this file, packed where it ends in .gz. Default: standard output.")
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

    @Option(
            names = "--threads",
            paramLabel = "T",
            converter = Numbers.Threads.class,
            description =
                    "Threads, 1 to 1024. Default: as many as there are processors. Results are the same for any number.")
    int threads = Math.min(1024, Runtime.getRuntime().availableProcessors());

    @Option(names = "--quiet", description = "No messages and no progress on standard error.")
    boolean quiet;

    private long done;

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
        try (RowSource rows = RowSource.of(data, loaded)) {
            if (file == null) {
                predict(loaded, rows, console.data, console.terminal ? Text::oneLine : name -> name);
            } else {
                file.write(out -> {
                    try (OutputStream packed = packed(out)) {
                        predict(loaded, rows, packed, name -> name);
                    }
                });
            }
        }
        if (file != null && !quiet) {
            console.message(Text.count(done, "row", "rows") + " predicted, in " + file + ".");
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

    private OutputStream packed(OutputStream out) throws IOException {
        boolean gzip = String.valueOf(output).toLowerCase(Locale.ROOT).endsWith(".gz");
        return gzip ? new GZIPOutputStream(out, 1 << 16) : out;
    }

    /** Rows before one that cannot be predicted are written before that is told, whatever the number of threads. */
    private void predict(Model loaded, RowSource rows, OutputStream out, UnaryOperator<String> names)
            throws IOException {
        PredictionText text = new PredictionText(loaded, probabilities, names);
        double from = threshold == null ? loaded.postprocessor().threshold() : threshold;
        RowProgress progress =
                new RowProgress(console.err, console.liveProgress && !console.terminal && !quiet, console.width);
        UserException refused = null;
        try (OrderedWork<Lines> work = new OrderedWork<>(threads, lines -> write(lines, text, out))) {
            while (!console.data.failed()) {
                Table part;
                try {
                    part = rows.next();
                } catch (UserException e) {
                    refused = e;
                    break;
                }
                if (part == null) {
                    break;
                }
                work.add(() -> new Lines(text.lines(loaded.predict(part, from)), part.rows()));
                progress.show(done, rows.done());
            }
            work.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            progress.end();
        }
        if (refused != null) {
            throw refused;
        }
    }

    private void write(Lines lines, PredictionText text, OutputStream out) {
        try {
            // With the first rows, so that a table without any that fit leaves nothing.
            if (done == 0) {
                out.write(text.header());
            }
            out.write(lines.text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        done += lines.rows;
    }

    /** Predictions of some rows as text. */
    private record Lines(byte[] text, int rows) {}
}
