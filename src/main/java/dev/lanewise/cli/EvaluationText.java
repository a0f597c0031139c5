package dev.lanewise.cli;

import dev.lanewise.metrics.ClassMetrics;
import dev.lanewise.metrics.ClassificationMetrics;
import dev.lanewise.metrics.IntervalMetrics;
import dev.lanewise.metrics.RegressionMetrics;
import dev.lanewise.model.Evaluation;
import dev.lanewise.model.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Metrics for people. Many classes are shortened to those that matter. */
final class EvaluationText {

    private static final int MOST_CLASSES = 30;
    private static final int WORST = 10;

    private final Console console;

    EvaluationText(Console console) {
        this.console = console;
    }

    /** Returns the figures of all rows in one line, with the F1 of the class that the model is about, if it is told. */
    static String line(Evaluation evaluation, Model model) {
        String positive = model.provenance().get("positive-class");
        ClassificationMetrics metrics = evaluation.classification();
        String f1 = metrics == null || positive == null
                ? ""
                : metrics.classes().stream()
                        .filter(c -> c.name().equals(positive))
                        .map(c -> ", F1 of '" + positive + "' " + Text.share(c.f1()))
                        .collect(Collectors.joining());
        return line(evaluation) + f1;
    }

    /** Returns the figures of all rows in one line. */
    static String line(Evaluation evaluation) {
        ClassificationMetrics c = evaluation.classification();
        if (c != null) {
            String auc =
                    c.classes().size() == 2 && Double.isFinite(c.rocAuc()) ? ", ROC AUC " + Text.share(c.rocAuc()) : "";
            return "accuracy " + Text.share(c.accuracy()) + ", log loss " + Text.figure(c.logLoss()) + ", macro F1 "
                    + Text.share(c.macroF1()) + two(c) + auc + ", calibration error " + Text.share(c.ece());
        }
        RegressionMetrics r = evaluation.regression();
        if (r == null) {
            return "";
        }
        IntervalMetrics i = evaluation.intervals();
        String intervals = i == null
                ? ""
                : "; intervals of " + i.nominal() + " hold " + Text.share(i.coverage()) + " of the rows, mean width "
                        + Text.figure(i.meanWidth());
        String mape = Double.isFinite(r.mape()) ? ", MAPE " + Text.figure(100 * r.mape()) + " %" : "";
        return "R2 " + Text.share(r.r2()) + ", RMSE " + Text.figure(r.rmse()) + ", MAE " + Text.figure(r.mae()) + mape
                + intervals;
    }

    /** What matters where one of two classes is rare. */
    private static String two(ClassificationMetrics c) {
        return c.classes().size() == 2
                ? ", balanced accuracy " + Text.share(c.balancedAccuracy()) + ", MCC " + Text.share(c.mcc())
                : "";
    }

    /** Prints the tables by class; nothing for a regression. */
    void printClasses(Evaluation evaluation) {
        ClassificationMetrics metrics = evaluation.classification();
        if (metrics == null) {
            return;
        }
        console.out.println();
        classes(metrics.classes());
        console.out.println();
        confusion(metrics);
    }

    private void classes(List<ClassMetrics> classes) {
        boolean many = classes.size() > MOST_CLASSES;
        List<ClassMetrics> shown = classes;
        if (many) {
            shown = classes.stream()
                    .filter(c -> c.support() > 0)
                    .sorted(Comparator.comparingDouble(ClassMetrics::f1))
                    .limit(WORST)
                    .toList();
        }
        TextTable table = new TextTable(1, "Class", "Precision", "Recall", "F1", "Rows");
        for (ClassMetrics c : shown) {
            table.add(
                    c.name(),
                    Text.share(c.precision()),
                    Text.share(c.recall()),
                    Text.share(c.f1()),
                    Text.count(c.support()));
        }
        table.print(console.out, console.style);
        if (many) {
            console.out.println(
                    "(the " + shown.size() + " classes of " + classes.size() + " with the lowest F1; --json has all)");
        }
    }

    private void confusion(ClassificationMetrics metrics) {
        List<String> names = metrics.classes().stream().map(ClassMetrics::name).toList();
        TextTable matrix = matrix(metrics, names, false);
        if (matrix.width() > console.width) {
            matrix = matrix(metrics, names, true);
        }
        if (names.size() > MOST_CLASSES || matrix.width() > console.width) {
            mistakes(metrics, names);
        } else {
            matrix.print(console.out, console.style);
        }
    }

    /** The whole matrix; with many or long names, the columns are numbered. */
    private static TextTable matrix(ClassificationMetrics metrics, List<String> names, boolean numbered) {
        List<String> header = new ArrayList<>();
        header.add("Actual \\ predicted");
        for (int c = 0; c < names.size(); c++) {
            header.add(numbered ? String.valueOf(c + 1) : names.get(c));
        }
        TextTable table = new TextTable(1, header.toArray(String[]::new));
        for (int r = 0; r < names.size(); r++) {
            List<String> cells = new ArrayList<>();
            cells.add(numbered ? (r + 1) + " " + names.get(r) : names.get(r));
            for (int count : metrics.confusion()[r]) {
                cells.add(count == 0 ? "." : Text.count(count));
            }
            table.add(cells);
        }
        return table;
    }

    private record Mistake(String actual, String predicted, int rows) {}

    private void mistakes(ClassificationMetrics metrics, List<String> names) {
        List<Mistake> all = new ArrayList<>();
        for (int r = 0; r < names.size(); r++) {
            for (int c = 0; c < names.size(); c++) {
                int rows = metrics.confusion()[r][c];
                if (r != c && rows > 0) {
                    all.add(new Mistake(names.get(r), names.get(c), rows));
                }
            }
        }
        all.sort(Comparator.comparingInt(Mistake::rows).reversed());
        TextTable table = new TextTable(2, "Actual", "Predicted", "Rows");
        all.stream().limit(WORST).forEach(m -> table.add(m.actual, m.predicted, Text.count(m.rows)));
        if (all.isEmpty()) {
            console.out.println("No row is mistaken for another class.");
            return;
        }
        table.print(console.out, console.style);
        console.out.println("(the most frequent mistakes; --json has the whole confusion matrix)");
    }
}
