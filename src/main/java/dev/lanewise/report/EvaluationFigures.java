package dev.lanewise.report;

import dev.lanewise.data.Preprocessor;
import dev.lanewise.figure.Axis;
import dev.lanewise.figure.ConfusionMatrix;
import dev.lanewise.figure.Digits;
import dev.lanewise.figure.Facts;
import dev.lanewise.figure.Histogram;
import dev.lanewise.figure.Item;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Scatter;
import dev.lanewise.figure.Table;
import dev.lanewise.metrics.Calibration;
import dev.lanewise.metrics.ClassMetrics;
import dev.lanewise.metrics.ClassificationMetrics;
import dev.lanewise.metrics.IntervalMetrics;
import dev.lanewise.metrics.RegressionMetrics;
import dev.lanewise.model.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How good a model is. */
final class EvaluationFigures {

    /** A matrix of more classes cannot be read; the table of the classes remains. */
    private static final int MOST_CLASSES = 100;

    private static final int MOST_TARGETS = 4;
    private static final int BINS = 30;

    private EvaluationFigures() {}

    /** Returns the figures to quote. */
    static List<Facts.Fact> headline(Evaluation test) {
        List<Facts.Fact> facts = new ArrayList<>();
        ClassificationMetrics c = test.classification();
        RegressionMetrics r = test.regression();
        if (c != null) {
            facts.add(new Facts.Fact("Accuracy", Digits.share(c.accuracy())));
            facts.add(new Facts.Fact("Log loss", Digits.figure(c.logLoss())));
            facts.add(new Facts.Fact("Macro F1", Digits.share(c.macroF1())));
            if (c.classes().size() == 2) {
                facts.add(new Facts.Fact("Balanced accuracy", Digits.share(c.balancedAccuracy())));
                facts.add(new Facts.Fact("MCC", Digits.share(c.mcc())));
            }
            if (Double.isFinite(c.rocAuc())) {
                facts.add(new Facts.Fact("ROC AUC", Digits.share(c.rocAuc())));
            }
            facts.add(new Facts.Fact("Calibration error", Digits.share(c.ece())));
            facts.add(new Facts.Fact("Rows", Digits.count(c.rows())));
        } else if (r != null) {
            facts.add(new Facts.Fact("R2", Digits.share(r.r2())));
            facts.add(new Facts.Fact("RMSE", Digits.figure(r.rmse())));
            facts.add(new Facts.Fact("MAE", Digits.figure(r.mae())));
            if (Double.isFinite(r.mape())) {
                facts.add(new Facts.Fact("MAPE", Digits.figure(100 * r.mape()) + " %"));
            }
            if (test.intervals() != null) {
                IntervalMetrics i = test.intervals();
                facts.add(new Facts.Fact("In intervals of " + i.nominal(), Digits.share(i.coverage())));
                facts.add(new Facts.Fact("Mean interval width", Digits.figure(i.meanWidth())));
            }
            facts.add(new Facts.Fact("Rows", Digits.count(r.rows())));
        }
        return facts;
    }

    /** Returns what there is to see. */
    static List<Item> of(Evaluation test, Preprocessor preprocessor) {
        List<Item> items = new ArrayList<>();
        if (test.classification() != null) {
            classification(test.classification(), items);
        } else if (test.pairs() != null) {
            for (int t = 0; t < Math.min(MOST_TARGETS, test.pairs().columns()); t++) {
                regression(test.pairs(), t, preprocessor.targets().get(t), items);
            }
        } else {
            items.add(new Facts(headline(test)));
        }
        return items;
    }

    private static void classification(ClassificationMetrics c, List<Item> items) {
        List<String> names = c.classes().stream().map(ClassMetrics::name).toList();
        if (names.size() <= MOST_CLASSES) {
            long[][] counts = Arrays.stream(c.confusion())
                    .map(row -> Arrays.stream(row).asLongStream().toArray())
                    .toArray(long[][]::new);
            items.add(new ConfusionMatrix(
                    "confusion", "Confusion", "Rows by actual and predicted class.", names, counts));
        }
        items.add(calibration(c));
        List<List<String>> rows = new ArrayList<>();
        for (ClassMetrics m : c.classes()) {
            rows.add(List.of(
                    m.name(),
                    Digits.share(m.precision()),
                    Digits.share(m.recall()),
                    Digits.share(m.f1()),
                    Digits.count(m.support())));
        }
        items.add(new Table("classes", "Classes", "", List.of("class", "precision", "recall", "F1", "rows"), rows));
    }

    private static Lines calibration(ClassificationMetrics c) {
        Calibration bins = c.calibration();
        int[] used = IntStream.range(0, bins.rows().length)
                .filter(b -> bins.rows()[b] > 0)
                .toArray();
        double[] accuracy =
                Arrays.stream(used).mapToDouble(b -> bins.accuracy()[b]).toArray();
        double[] low = new double[used.length];
        double[] high = new double[used.length];
        for (int i = 0; i < used.length; i++) {
            low[i] = wilson(accuracy[i], bins.rows()[used[i]], -1);
            high[i] = wilson(accuracy[i], bins.rows()[used[i]], 1);
        }
        double[] ends = {0, 1};
        Lines.Line model = Lines.Line.of(
                "model",
                Arrays.stream(used).mapToDouble(b -> bins.confidence()[b]).toArray(),
                accuracy);
        return new Lines(
                "calibration",
                "Calibration",
                "How often the predicted class is right, by the probability that the model gives it; above the diagonal it is too modest, below too"
                        + " sure. The band holds the true share in 95 % of cases; few rows make it wide.",
                Axis.of("mean predicted probability"),
                Axis.of("share that is right"),
                List.of(
                        model.with(Lines.Style.MARKED).withBand(low, high),
                        Lines.Line.of("ideal", ends, ends).with(Lines.Style.DASHED)));
    }

    /** An end of Wilson's score interval of a share (E. B. Wilson, 1927). */
    private static double wilson(double share, int rows, int sign) {
        double z = 1.959964;
        double middle = share + z * z / (2 * rows);
        double half = z * Math.sqrt(share * (1 - share) / rows + z * z / (4.0 * rows * rows));
        return Math.clamp((middle + sign * half) / (1 + z * z / rows), 0, 1);
    }

    private static void regression(Evaluation.Pairs pairs, int target, String name, List<Item> items) {
        int rows = pairs.actual().length / pairs.columns();
        double[] actual = new double[rows];
        double[] predicted = new double[rows];
        double[] residual = new double[rows];
        for (int r = 0; r < rows; r++) {
            actual[r] = pairs.actual()[r * pairs.columns() + target];
            predicted[r] = pairs.predicted()[r * pairs.columns() + target];
            residual[r] = predicted[r] - actual[r];
        }
        String suffix = pairs.columns() == 1 ? "" : "-" + (target + 1);
        String of = pairs.columns() == 1 ? "" : " of " + name;
        items.add(new Scatter(
                "predicted" + suffix,
                "Predicted against actual" + of,
                "A perfect model has all points on the line.",
                Axis.of("actual " + name),
                Axis.of("predicted " + name),
                List.of(new Scatter.Points("rows", actual, predicted)),
                Scatter.Guide.DIAGONAL));
        items.add(new Scatter(
                "residuals" + suffix,
                "Residuals" + of,
                "Predicted minus actual; a bend or a funnel is something that the model does not see.",
                Axis.of("predicted " + name),
                Axis.of("predicted minus actual"),
                List.of(new Scatter.Points("rows", predicted, residual)),
                Scatter.Guide.ZERO));
        items.add(new Histogram(
                "errors" + suffix,
                "Distribution of the residuals" + of,
                "",
                Axis.of("predicted minus actual"),
                Axis.of("rows"),
                Histogram.Bars.count(List.of("rows"), List.of(residual), BINS)));
    }
}
