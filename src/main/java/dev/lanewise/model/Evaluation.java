package dev.lanewise.model;

import dev.lanewise.metrics.ClassificationMetrics;
import dev.lanewise.metrics.RegressionMetrics;
import org.jspecify.annotations.Nullable;

/**
 * How well a model predicts some rows: one of the two, as its task asks.
 *
 * @param classification metrics of a classification, or null
 * @param regression metrics of a regression, or null
 */
public record Evaluation(
        @Nullable ClassificationMetrics classification,
        @Nullable RegressionMetrics regression) {

    /** Returns the accuracy or the R2: the one figure to quote. */
    public double score() {
        if (classification != null) {
            return classification.accuracy();
        }
        return regression == null ? Double.NaN : regression.r2();
    }
}
