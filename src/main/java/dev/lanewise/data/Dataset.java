package dev.lanewise.data;

import dev.lanewise.core.Room;
import dev.lanewise.core.UserException;
import org.jspecify.annotations.Nullable;

/** Prepared rows in flat arrays. Class labels are class indices held as floats, in one target column. */
public final class Dataset {

    /** What a weight must be, in words. Sums of others, and what is divided by them, would leave the range of floats. */
    static final String WEIGHTS = "0 or a positive number from 1e-30 to 1e30";

    private final FeatureRows features;
    private final int inputs;
    private final float[] targets;
    private final int targetColumns;
    private final float @Nullable [] weights;
    private final int rows;

    static boolean isWeight(float weight) {
        return weight == 0 || (weight >= 1e-30f && weight <= 1e30f);
    }

    /**
     * Makes a data set that keeps the arrays themselves.
     *
     * @param features {@code [rows][inputs]}, row-major
     * @param inputs number of columns of the features
     * @param targets {@code [rows][targetColumns]}, row-major
     * @param targetColumns number of columns of the targets; 0 where they are not known
     * @param weights a weight for each row, or null for 1
     * @param rows number of rows
     * @throws IllegalArgumentException if the arrays do not hold so many rows
     */
    public Dataset(
            float[] features, int inputs, float[] targets, int targetColumns, float @Nullable [] weights, int rows) {
        this(new FeatureRows.Floats(features, inputs), inputs, targets, targetColumns, weights, rows);
    }

    Dataset(
            FeatureRows features,
            int inputs,
            float[] targets,
            int targetColumns,
            float @Nullable [] weights,
            int rows) {
        if (features.size() != (long) rows * inputs || targets.length != (long) rows * targetColumns) {
            throw new IllegalArgumentException("arrays of " + features.size() + " and " + targets.length
                    + " elements do not hold " + rows + " rows of " + inputs + " and " + targetColumns + " columns");
        }
        if (weights != null && weights.length != rows) {
            throw new IllegalArgumentException(weights.length + " weights for " + rows + " rows");
        }
        this.features = features;
        this.inputs = inputs;
        this.targets = targets;
        this.targetColumns = targetColumns;
        this.weights = weights;
        this.rows = rows;
    }

    /** Returns the features, {@code [rows][inputs]}, row-major: the array that keeps them, or a copy where they are kept as bytes. */
    public float[] features() {
        return features.all();
    }

    /** Writes the features of a row into an array, from {@code at} on. */
    public void copyFeatures(int row, float[] to, int at) {
        features.copy(row, to, at);
    }

    /** Returns the place in {@code [rows][inputs]} of the first feature that is infinite or not a number, or -1. */
    public int firstNotFinite() {
        return features.firstNotFinite();
    }

    /** Returns the number of columns of the features. */
    public int inputs() {
        return inputs;
    }

    /** Returns the targets, {@code [rows][targetColumns]}, row-major. */
    public float[] targets() {
        return targets;
    }

    /** Returns the number of columns of the targets; 0 where they are not known. */
    public int targetColumns() {
        return targetColumns;
    }

    /** Returns a weight for each row, or null for 1. */
    public float @Nullable [] weights() {
        return weights;
    }

    /** Returns the number of rows. */
    public int rows() {
        return rows;
    }

    /**
     * Copies plain arrays.
     *
     * @param x {@code [rows][inputs]}
     * @param y {@code [rows][outputs]}
     * @throws UserException if rows differ in length, or there are not as many of one as of the other
     */
    public static Dataset of(float[][] x, float[][] y) {
        if (x.length != y.length) {
            throw new UserException("There are " + x.length + " rows of features but " + y.length + " of targets.");
        }
        int inputs = width(x, "features");
        int outputs = width(y, "targets");
        return new Dataset(flat(x, inputs), inputs, flat(y, outputs), outputs, null, x.length);
    }

    /** Copies plain arrays for classification; {@code classes} are indices from 0. */
    public static Dataset of(float[][] x, int[] classes) {
        float[][] y = new float[classes.length][1];
        for (int r = 0; r < classes.length; r++) {
            y[r][0] = classes[r];
        }
        return of(x, y);
    }

    /**
     * Returns the same rows with other row weights.
     *
     * @param rowWeights one for each row, 0 or from 1e-30 to 1e30
     */
    public Dataset withWeights(float... rowWeights) {
        for (int r = 0; r < rowWeights.length; r++) {
            if (!isWeight(rowWeights[r])) {
                throw new UserException(
                        "The weight of row " + r + " must be " + WEIGHTS + ", not " + rowWeights[r] + ".");
            }
        }
        return new Dataset(features, inputs, targets, targetColumns, rowWeights, rows);
    }

    /**
     * Returns the same rows, each weighted by its class, times the weight that it has.
     *
     * @param classWeights one for each class index
     */
    public Dataset withClassWeights(float... classWeights) {
        if (targetColumns != 1) {
            throw new IllegalArgumentException("class weights need one column of class indices");
        }
        float[] product = new float[rows];
        for (int r = 0; r < rows; r++) {
            int label = (int) targets[r];
            if (label != targets[r] || label < 0 || label >= classWeights.length) {
                throw new UserException("The class of row " + r + " is " + targets[r] + ", but there are weights for "
                        + classWeights.length + " classes.");
            }
            product[r] = classWeights[label] * (weights == null ? 1 : weights[r]);
        }
        return withWeights(product);
    }

    private static int width(float[][] values, String what) {
        if (values.length == 0) {
            throw new UserException("There are no rows of " + what + ".");
        }
        for (int r = 0; r < values.length; r++) {
            if (values[r].length != values[0].length) {
                throw new UserException("Row " + r + " of the " + what + " has " + values[r].length
                        + " columns, the rows before it " + values[0].length + ".");
            }
        }
        return values[0].length;
    }

    private static float[] flat(float[][] values, int columns) {
        float[] flat = new float[Room.elements(values.length, columns, "A data set", "fewer rows or columns")];
        for (int r = 0; r < values.length; r++) {
            System.arraycopy(values[r], 0, flat, r * columns, columns);
        }
        return flat;
    }

    /** Returns all rows as a view. */
    public DatasetView all() {
        int[] index = new int[rows];
        for (int r = 0; r < rows; r++) {
            index[r] = r;
        }
        return new DatasetView(this, index);
    }

    /** Returns some rows as a view, in the order given. */
    public DatasetView view(int[] index) {
        return new DatasetView(this, index.clone());
    }
}
