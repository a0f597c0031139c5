package dev.lanewise.lab;

import dev.lanewise.metrics.ClassificationMetrics;
import dev.lanewise.metrics.RegressionMetrics;
import dev.lanewise.model.Evaluation;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.Recording;
import dev.lanewise.train.TrainingPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A training of a comparison. Immutable; arrays are not to be changed.
 *
 * @param candidate who trained
 * @param seed seed of split, start, order and dropout
 * @param plan epochs, rows of a batch and all else; both may differ from optimizer to optimizer where they are not given
 * @param batches batches of an epoch; 0 where not one was done
 * @param diverged whether a loss was no finite number; the curves then end before it
 * @param curve loss while training
 * @param epochs the epochs that ended
 * @param test metrics of the test rows, or null where there are none, or the training diverged
 * @param recording internals, or null where they were not asked for
 */
public record TrainingRun(
        Candidate candidate,
        long seed,
        TrainingPlan plan,
        int batches,
        boolean diverged,
        Curve curve,
        List<EpochRecord> epochs,
        @Nullable Evaluation test,
        @Nullable Recording recording) {

    /**
     * Mean losses of equal numbers of neighbouring batches.
     *
     * @param steps batches trained on at the end of each group
     * @param losses mean loss of each group, of each batch before its step
     * @param seconds time of the steps until then, without evaluation
     */
    public record Curve(double[] steps, double[] losses, double[] seconds) {}

    /** Copies the list. */
    public TrainingRun {
        epochs = List.copyOf(epochs);
    }

    /** Returns the lowest validation loss; without validation the last epoch's training loss; infinity where the training diverged. */
    public double validation() {
        if (diverged || epochs.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        double best = Double.POSITIVE_INFINITY;
        for (EpochRecord epoch : epochs) {
            best = Double.isNaN(epoch.validationLoss()) ? epoch.trainLoss() : Math.min(best, epoch.validationLoss());
        }
        return best;
    }

    /** Returns the loss that candidates are ranked by: log loss or RMSE of the test rows, or {@link #validation()} where there are none. */
    public double loss() {
        if (diverged) {
            return Double.POSITIVE_INFINITY;
        }
        if (test == null) {
            return validation();
        }
        ClassificationMetrics classes = test.classification();
        RegressionMetrics numbers = test.regression();
        return classes != null ? classes.logLoss() : numbers != null ? numbers.rmse() : validation();
    }

    /** Returns accuracy or R2 of the test rows; NaN where there are none. */
    public double score() {
        return test == null ? Double.NaN : test.score();
    }

    /** Returns the median time of an epoch's steps in seconds; NaN where no epoch ended. */
    public double secondsOfEpoch() {
        return Ranking.median(epochs.stream().mapToDouble(EpochRecord::seconds).toArray());
    }

    /** Returns the time of all steps in seconds. */
    public double seconds() {
        return epochs.stream().mapToDouble(EpochRecord::seconds).sum();
    }
}
