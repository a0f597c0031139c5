package dev.lanewise.model;

import java.util.List;

/**
 * Predictions of some rows.
 *
 * @param columns what {@code values} has a column for: the classes, or the targets of a regression
 * @param labels predicted class of each row; none for a regression
 * @param values {@code [rows][columns]}: class probabilities, or predicted numbers in the targets' units
 * @param rows number of rows
 */
public record Prediction(List<String> columns, List<String> labels, float[] values, int rows) {

    /** Returns a value. */
    public float value(int row, int column) {
        return values[row * columns.size() + column];
    }
}
