package dev.lanewise.train;

/**
 * What an epoch brought.
 *
 * @param epoch number, from 1
 * @param trainLoss mean loss of the epoch's batches, each before its step
 * @param validationLoss mean loss of the validation rows after the epoch; NaN without validation
 * @param validationScore score of the validation rows after the epoch, see {@link Scorer}; NaN without validation or scorer
 * @param seconds time of the epoch's steps
 * @param rows rows trained on
 */
public record EpochRecord(
        int epoch, double trainLoss, double validationLoss, double validationScore, double seconds, long rows) {

    /** Returns rows per second of the epoch's steps. */
    public double samplesPerSecond() {
        return seconds == 0 ? 0 : rows / seconds;
    }
}
