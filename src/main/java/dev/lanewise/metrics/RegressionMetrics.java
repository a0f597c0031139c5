package dev.lanewise.metrics;

/**
 * Metrics of predicted numbers; with several targets, means over all of them, r2 the mean of each target's.
 *
 * @param rows number of rows
 * @param rmse root of the mean squared error, in the target's unit
 * @param mae mean absolute error, in the target's unit
 * @param mape mean of {@code |error| / |target|} as a fraction, over the targets that are not 0; NaN where all are 0
 * @param r2 share of the variance that is explained; 0 where the targets are all equal and not met, 1 where they are met
 */
public record RegressionMetrics(int rows, double rmse, double mae, double mape, double r2) {

    /**
     * Computes the metrics.
     *
     * @param predicted {@code [rows][columns]}
     * @param actual {@code [rows][columns]}
     * @param columns number of targets
     */
    public static RegressionMetrics of(float[] predicted, float[] actual, int columns) {
        int rows = actual.length / columns;
        double squares = 0;
        double sizes = 0;
        double shares = 0;
        long counted = 0;
        double r2 = 0;
        for (int c = 0; c < columns; c++) {
            double mean = 0;
            for (int r = 0; r < rows; r++) {
                mean += actual[r * columns + c];
            }
            mean /= rows;
            double residual = 0;
            double total = 0;
            for (int r = 0; r < rows; r++) {
                double target = actual[r * columns + c];
                double error = predicted[r * columns + c] - target;
                residual += error * error;
                total += (target - mean) * (target - mean);
                sizes += Math.abs(error);
                if (target != 0) {
                    shares += Math.abs(error / target);
                    counted++;
                }
            }
            squares += residual;
            r2 += total == 0 ? (residual == 0 ? 1 : 0) : 1 - residual / total;
        }
        double n = (double) rows * columns;
        return new RegressionMetrics(
                rows, Math.sqrt(squares / n), sizes / n, counted == 0 ? Double.NaN : shares / counted, r2 / columns);
    }
}
