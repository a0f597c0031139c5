package dev.lanewise.model;

import dev.lanewise.metrics.ClassificationMetrics;
import dev.lanewise.metrics.IntervalMetrics;
import dev.lanewise.metrics.RegressionMetrics;
import org.jspecify.annotations.Nullable;

/**
 * How well a model predicts some rows: one of the two, as its task asks.
 *
 * @param classification metrics of a classification, or null
 * @param regression metrics of a regression, or null
 * @param pairs the numbers behind the metrics of a regression, or null where they are not at hand, as in a model that was loaded
 * @param intervals metrics of the prediction intervals of a regression, or null where there are none
 */
public record Evaluation(
        @Nullable ClassificationMetrics classification,
        @Nullable RegressionMetrics regression,
        @Nullable Pairs pairs,
        @Nullable IntervalMetrics intervals) {

    /** Makes one without prediction intervals. */
    public Evaluation(
            @Nullable ClassificationMetrics classification,
            @Nullable RegressionMetrics regression,
            @Nullable Pairs pairs) {
        this(classification, regression, pairs, null);
    }

    /**
     * Predicted and actual numbers, in the targets' units.
     *
     * @param predicted {@code [rows][columns]}, handed over
     * @param actual {@code [rows][columns]}, handed over
     * @param columns number of targets
     */
    public record Pairs(float[] predicted, float[] actual, int columns) {}

    /** Returns the accuracy or the R2: the one figure to quote. */
    public double score() {
        if (classification != null) {
            return classification.accuracy();
        }
        return regression == null ? Double.NaN : regression.r2();
    }
}
