package dev.lanewise.metrics;

/**
 * How often the predicted class is right, by its probability: bins of equal width from 0 to 1.
 *
 * @param confidence for each bin, the mean probability of the predicted class; 0 where there are no rows
 * @param accuracy for each bin, the share of rows whose predicted class is right; 0 where there are none
 * @param rows rows in each bin
 */
public record Calibration(double[] confidence, double[] accuracy, int[] rows) {

    static final int BINS = 15;

    /** Bins rows by the probability of their predicted class. */
    static Calibration of(float[] probabilities, int[] predicted, int[] actual, int classes) {
        double[] confidence = new double[BINS];
        double[] accuracy = new double[BINS];
        int[] rows = new int[BINS];
        for (int r = 0; r < actual.length; r++) {
            double p = probabilities[r * classes + predicted[r]];
            if (Double.isNaN(p)) {
                continue; // in no bin
            }
            int bin = Math.min((int) (p * BINS), BINS - 1);
            confidence[bin] += p;
            accuracy[bin] += actual[r] == predicted[r] ? 1 : 0;
            rows[bin]++;
        }
        for (int b = 0; b < BINS; b++) {
            confidence[b] = rows[b] == 0 ? 0 : confidence[b] / rows[b];
            accuracy[b] = rows[b] == 0 ? 0 : accuracy[b] / rows[b];
        }
        return new Calibration(confidence, accuracy, rows);
    }
}
