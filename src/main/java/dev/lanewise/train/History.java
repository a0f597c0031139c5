package dev.lanewise.train;

import java.util.List;

/**
 * The course of one call of {@code fit}.
 *
 * @param epochs the epochs that ran to their end
 * @param bestEpoch number of the epoch with the lowest validation loss, whose weights the network has; the last one without early
 *     stopping, 0 where no epoch ended
 * @param stop why training ended
 */
public record History(List<EpochRecord> epochs, int bestEpoch, Stop stop) {

    /** Why training ended. */
    public enum Stop {
        /** All epochs ran. */
        COMPLETED,
        /** The validation loss got no better for as many epochs as the patience allows. */
        PATIENCE,
        /** A listener asked for it. */
        LISTENER,
        /** Somebody called {@link Trainer#cancel()}. */
        CANCELLED
    }

    /** Copies the list. */
    public History {
        epochs = List.copyOf(epochs);
    }

    /** Returns the validation loss of {@link #bestEpoch}, or where there is none its training loss; NaN where no epoch ended. */
    public double best() {
        for (EpochRecord epoch : epochs) {
            if (epoch.epoch() == bestEpoch) {
                return Double.isNaN(epoch.validationLoss()) ? epoch.trainLoss() : epoch.validationLoss();
            }
        }
        return Double.NaN;
    }

    /** Returns the time of all steps in seconds. */
    public double seconds() {
        double sum = 0;
        for (EpochRecord epoch : epochs) {
            sum += epoch.seconds();
        }
        return sum;
    }

    /** Returns rows per second over all epochs. */
    public double samplesPerSecond() {
        long rows = 0;
        for (EpochRecord epoch : epochs) {
            rows += epoch.rows();
        }
        double seconds = seconds();
        return seconds == 0 ? 0 : rows / seconds;
    }
}
