package dev.lanewise.metrics;

/**
 * How well prediction intervals hold; with several targets, means over all of them.
 *
 * @param nominal share of rows that they are meant to hold
 * @param coverage share of rows whose target lies between both ends, the ends included
 * @param meanWidth mean of upper less lower end, in the target's unit
 */
public record IntervalMetrics(double nominal, double coverage, double meanWidth) {

    /**
     * Computes the metrics.
     *
     * @param predicted {@code [rows][columns][3]}: the prediction, the lower and the upper end
     * @param actual {@code [rows][columns]}
     */
    public static IntervalMetrics of(double nominal, float[] predicted, float[] actual) {
        long inside = 0;
        double width = 0;
        for (int i = 0; i < actual.length; i++) {
            float low = predicted[3 * i + 1];
            float high = predicted[3 * i + 2];
            inside += low <= actual[i] && actual[i] <= high ? 1 : 0;
            width += (double) high - low;
        }
        return new IntervalMetrics(nominal, (double) inside / actual.length, width / actual.length);
    }
}
