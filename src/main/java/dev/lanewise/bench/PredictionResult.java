package dev.lanewise.bench;

/**
 * Predictions of single rows, measured.
 *
 * @param workload the network
 * @param parameters parameters of the network
 * @param predictions windows of predictions
 * @param machine the machine at that time
 */
public record PredictionResult(Workload workload, int parameters, Samples predictions, Machine machine) {

    /** Returns the median time of a prediction in nanoseconds. */
    public double nanoseconds() {
        return 1e9 / predictions.median();
    }

    /** Returns the same in the best window. */
    public double bestNanoseconds() {
        return 1e9 / predictions.best();
    }
}
