package dev.lanewise.cli;

import dev.lanewise.metrics.ClassMetrics;
import dev.lanewise.metrics.ClassificationMetrics;
import dev.lanewise.metrics.RegressionMetrics;
import dev.lanewise.model.Evaluation;
import dev.lanewise.model.TrainedModel;
import dev.lanewise.model.TrainingSetup;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.train.History;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Results as text for people. */
final class Summary {

    /** A confusion matrix of more classes than this is left to the JSON. */
    private static final int MOST_CLASSES = 16;

    private static final int NAME = 18;

    private final PrintWriter out;

    Summary(PrintWriter out) {
        this.out = out;
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    void print(TrainedModel trained, @Nullable Path file) {
        TrainingSetup setup = trained.setup();
        History history = trained.history();
        line("");
        line(
                "data       %s: %d rows to train on, %d for validation, %d for the test",
                setup.source(), setup.trainRows(), setup.validationRows(), setup.testRows());
        line(
                "task       %s of %s%s",
                setup.preprocessor().task().label(),
                String.join(", ", quoted(setup.preprocessor().targets())),
                setup.taskReason().isEmpty() ? "" : " (" + setup.taskReason() + ")");
        line("network    %s, %,d parameters", describe(setup.network()), setup.parameters());
        line(
                "training   %s, %s, batches of %d, seed %d",
                setup.plan().optimizer().label(),
                setup.plan().loss().label(),
                setup.plan().batchSize(),
                setup.plan().seed());
        line(
                "           %d epochs in %.1f s, best %d (%s); %,.0f samples/s",
                history.epochs().size(),
                history.seconds(),
                history.bestEpoch(),
                describe(history.stop()),
                history.samplesPerSecond());
        line(
                "kernels    %s%s, %d threads",
                setup.kernels(), setup.vectorBits() == 0 ? "" : ", " + setup.vectorBits() + " bits", setup.threads());
        for (String note : trained.notes()) {
            line("note       %s", note);
        }
        Evaluation test = trained.test();
        if (test != null) {
            line("");
            evaluation(test);
        }
        line("");
        if (file == null) {
            line("The model was not kept; add --model FILE.safetensors to keep it.");
        } else {
            line("The model is in %s; 'lanewise predict %s DATA' uses it.", file, file);
        }
        out.flush();
    }

    private static List<String> quoted(List<String> names) {
        return names.stream().map(n -> "'" + n + "'").toList();
    }

    static String describe(NetworkSpec spec) {
        StringBuilder text = new StringBuilder(String.valueOf(spec.inputs()));
        for (LayerSpec layer : spec.layers()) {
            switch (layer) {
                case LayerSpec.Dense dense -> {
                    text.append(" - ").append(dense.units());
                    text.append(
                            "identity".equals(dense.activation().label())
                                    ? ""
                                    : " " + dense.activation().label());
                }
                case LayerSpec.Dropout dropout -> text.append(" - dropout ").append(dropout.probability());
            }
        }
        return text.toString();
    }

    private static String describe(History.Stop stop) {
        return switch (stop) {
            case COMPLETED -> "all epochs ran";
            case PATIENCE -> "no progress any more";
            case LISTENER, CANCELLED -> "stopped";
        };
    }

    void evaluation(Evaluation evaluation) {
        ClassificationMetrics classes = evaluation.classification();
        if (classes != null) {
            classification(classes);
        }
        RegressionMetrics numbers = evaluation.regression();
        if (numbers != null) {
            line(
                    "test       R2 %.4f   RMSE %.4g   MAE %.4g   MAPE %s   (%d rows)",
                    numbers.r2(),
                    numbers.rmse(),
                    numbers.mae(),
                    Double.isNaN(numbers.mape()) ? "-" : String.format(Locale.ROOT, "%.2f %%", 100 * numbers.mape()),
                    numbers.rows());
        }
        out.flush();
    }

    private void classification(ClassificationMetrics metrics) {
        line(
                "test       accuracy %.4f   log loss %.4f   macro F1 %.4f   calibration error %.4f%s   (%d rows)",
                metrics.accuracy(),
                metrics.logLoss(),
                metrics.macroF1(),
                metrics.ece(),
                Double.isNaN(metrics.rocAuc()) ? "" : String.format(Locale.ROOT, "   ROC AUC %.4f", metrics.rocAuc()),
                metrics.rows());
        line("");
        line("%-" + NAME + "s %9s %9s %9s %9s", "class", "precision", "recall", "F1", "rows");
        for (ClassMetrics c : metrics.classes()) {
            line(
                    "%-" + NAME + "s %9.4f %9.4f %9.4f %9d",
                    cut(c.name(), NAME),
                    c.precision(),
                    c.recall(),
                    c.f1(),
                    c.support());
        }
        if (metrics.classes().size() > MOST_CLASSES) {
            return;
        }
        line("");
        line("confusion: a row for each right class, a column for each predicted one");
        confusion(metrics);
    }

    private void confusion(ClassificationMetrics metrics) {
        int widest = 3;
        for (ClassMetrics c : metrics.classes()) {
            widest = Math.max(widest, Math.min(9, c.name().length()));
        }
        for (int[] row : metrics.confusion()) {
            for (int count : row) {
                widest = Math.max(widest, String.valueOf(count).length());
            }
        }
        StringBuilder head = new StringBuilder(" ".repeat(NAME));
        for (ClassMetrics c : metrics.classes()) {
            head.append(' ').append(String.format(Locale.ROOT, "%" + widest + "s", cut(c.name(), widest)));
        }
        line("%s", head);
        for (int r = 0; r < metrics.confusion().length; r++) {
            StringBuilder row = new StringBuilder(String.format(
                    Locale.ROOT, "%-" + NAME + "s", cut(metrics.classes().get(r).name(), NAME)));
            for (int count : metrics.confusion()[r]) {
                row.append(' ').append(String.format(Locale.ROOT, "%" + widest + "d", count));
            }
            line("%s", row);
        }
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "~";
    }
}
