package dev.lanewise.model;

import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.History;
import org.jspecify.annotations.Nullable;

/**
 * How a model's training went, kept in the model. Without times, so that a training that is repeated gives the same model file.
 *
 * @param history the epochs, whose seconds are 0
 * @param test metrics of the test rows, without {@link Evaluation#pairs}, which would carry rows of the data into the model; or null where there were none
 */
public record TrainingRecord(History history, @Nullable Evaluation test) {

    /** Leaves out times and rows. */
    public TrainingRecord {
        history = new History(
                history.epochs().stream().map(TrainingRecord::timeless).toList(), history.bestEpoch(), history.stop());
        test = test == null ? null : new Evaluation(test.classification(), test.regression(), null, test.intervals());
    }

    private static EpochRecord timeless(EpochRecord e) {
        return new EpochRecord(e.epoch(), e.trainLoss(), e.validationLoss(), e.validationScore(), 0, e.rows());
    }
}
