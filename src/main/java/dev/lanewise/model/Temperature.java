package dev.lanewise.model;

import org.jspecify.annotations.Nullable;

/**
 * Temperature scaling: the one number that logits are divided by so that the probabilities of some rows fit their classes best (Guo et al., On Calibration of
 * Modern Neural Networks, 2017).
 */
final class Temperature {

    /** Halvings of the range of its logarithm; the last step is below 2e-9. */
    private static final int STEPS = 32;

    private final float[] logits;
    private final int columns;
    private final int[] actual;
    private final float @Nullable [] weights;
    private final double[] powers;

    private Temperature(float[] logits, int columns, int[] actual, float @Nullable [] weights) {
        this.logits = logits;
        this.columns = columns;
        this.actual = actual;
        this.weights = weights;
        powers = new double[columns];
    }

    /**
     * Returns the temperature of the least mean cross-entropy, found by halving the range of its logarithm: the cross-entropy is convex in the inverse of the
     * temperature, so that the sign of its slope tells the side. In double, row after row: the same bits everywhere. Targets are smoothed as if one of {@code rows + 1}
     * rows had no known class, as Platt (1999) does, so that rows that are all right do not ask for probabilities of 1.
     *
     * @param logits {@code [rows][columns]}, or one logit for each row of two classes
     * @param actual right class of each row
     * @param weights a weight for each row, or null
     */
    static double fit(float[] logits, int columns, int[] actual, float @Nullable [] weights) {
        Temperature fit = new Temperature(logits, columns, actual, weights);
        double low = StrictMath.log(Postprocessor.LEAST_TEMPERATURE);
        double high = -low;
        for (int i = 0; i < STEPS; i++) {
            double middle = (low + high) / 2;
            double slope = fit.slope(StrictMath.exp(-middle));
            if (slope == 0) {
                return StrictMath.exp(middle);
            }
            if (slope > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return StrictMath.exp((low + high) / 2);
    }

    /** The derivative of the summed cross-entropy by the inverse temperature. */
    private double slope(double inverse) {
        double smoothing = 1.0 / (actual.length + 1);
        double sum = 0;
        for (int r = 0; r < actual.length; r++) {
            double weight = weights == null ? 1 : weights[r];
            sum += weight * (columns == 1 ? ofOne(r, inverse, smoothing) : ofMany(r, inverse, smoothing));
        }
        return sum;
    }

    private double ofOne(int row, double inverse, double smoothing) {
        double z = logits[row];
        double p = 1 / (1 + StrictMath.exp(-inverse * z));
        return z * (p - (actual[row] * (1 - smoothing) + smoothing / 2));
    }

    /** The mean logit by the probabilities, less that by the targets. */
    private double ofMany(int row, double inverse, double smoothing) {
        int at = row * columns;
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < columns; c++) {
            most = Math.max(most, logits[at + c]);
        }
        double total = 0;
        for (int c = 0; c < columns; c++) {
            powers[c] = StrictMath.exp(inverse * (logits[at + c] - most));
            total += powers[c];
        }
        double slope = 0;
        for (int c = 0; c < columns; c++) {
            double target = smoothing / columns + (c == actual[row] ? 1 - smoothing : 0);
            slope += (powers[c] / total - target) * (logits[at + c] - most);
        }
        return slope;
    }
}
