package dev.lanewise.train;

import dev.lanewise.core.UserException;
import dev.lanewise.loss.Loss;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.ScheduleFreeAdamW;

/**
 * What a trainer does. Immutable; made by {@link #of} and the {@code with} methods.
 *
 * @param optimizer update rule
 * @param loss what is minimised
 * @param pace epochs, batches and steps
 * @param scheduling what moves while training
 * @param regularization penalties, clipping and limits
 * @param averaging which average of the weights is judged and kept
 * @param factors what is trained otherwise than the rest, or not at all
 * @param seed decides the order of the rows and what dropout drops
 */
public record TrainingPlan(
        Optimizer optimizer,
        Loss loss,
        Pace pace,
        Scheduling scheduling,
        Regularization regularization,
        Averaging averaging,
        TensorFactors factors,
        long seed) {

    /** Refuses what cannot go together. */
    public TrainingPlan {
        if (optimizer instanceof ScheduleFreeAdamW) {
            if (regularization.maxNorm() != null) {
                throw new UserException(
                        "max-norm does not go with schedule-free-adamw: what it keeps is a mean of other points"
                                + " than the one that is trained and limited. Take weight decay, or another optimizer.");
            }
            if (averaging.kind() != Averaging.Kind.NONE) {
                throw new UserException("schedule-free-adamw keeps an average of its own; leave --ema and --swa out,"
                        + " or take another optimizer.");
            }
        }
    }

    /**
     * How long is trained, and in which steps.
     *
     * @param epochs most passes over the training rows of one call of {@code fit}, at least 1
     * @param batchSize rows of a batch, at least 1; the last batch of an epoch may be shorter
     * @param accumulate batches whose gradients are added for one step, at least 1; the last step of an epoch may have fewer
     * @param patience epochs without a better validation loss after which training stops; 0 turns early stopping off
     */
    public record Pace(int epochs, int batchSize, int accumulate, int patience) {

        /** Checks the ranges. */
        public Pace {
            atLeast("epochs", epochs, 1);
            atLeast("batch-size", batchSize, 1);
            atLeast("accumulate", accumulate, 1);
            atLeast("patience", patience, 0);
        }

        private static void atLeast(String name, int value, int least) {
            if (value < least) {
                throw new UserException(name + " must be at least " + least + ", not " + value + ".");
            }
        }
    }

    /** Returns a plan of 100 epochs, batches of 32 rows, no early stopping and seed 1, in which nothing moves and nothing is held down. */
    public static TrainingPlan of(Optimizer optimizer, Loss loss) {
        return new TrainingPlan(
                optimizer,
                loss,
                new Pace(100, 32, 1, 0),
                Scheduling.NONE,
                Regularization.NONE,
                Averaging.NONE,
                TensorFactors.NONE,
                1);
    }

    /** Returns the most epochs. */
    public int epochs() {
        return pace.epochs;
    }

    /** Returns the rows of a batch. */
    public int batchSize() {
        return pace.batchSize;
    }

    /** Returns the batches of a step. */
    public int accumulate() {
        return pace.accumulate;
    }

    /** Returns the epochs without progress after which training stops. */
    public int patience() {
        return pace.patience;
    }

    /** Returns the same plan with another number of epochs. */
    public TrainingPlan withEpochs(int epochs) {
        return with(new Pace(epochs, batchSize(), accumulate(), patience()));
    }

    /** Returns the same plan with another batch size. */
    public TrainingPlan withBatchSize(int batchSize) {
        return with(new Pace(epochs(), batchSize, accumulate(), patience()));
    }

    /** Returns the same plan with another number of batches for one step. */
    public TrainingPlan withAccumulate(int batches) {
        return with(new Pace(epochs(), batchSize(), batches, patience()));
    }

    /** Returns the same plan with another patience. */
    public TrainingPlan withPatience(int patience) {
        return with(new Pace(epochs(), batchSize(), accumulate(), patience));
    }

    /** Returns the same plan at another pace. */
    public TrainingPlan with(Pace newPace) {
        return new TrainingPlan(optimizer, loss, newPace, scheduling, regularization, averaging, factors, seed);
    }

    /** Returns the same plan with other schedules. */
    public TrainingPlan with(Scheduling newScheduling) {
        return new TrainingPlan(optimizer, loss, pace, newScheduling, regularization, averaging, factors, seed);
    }

    /** Returns the same plan with other penalties, clipping and limits. */
    public TrainingPlan with(Regularization newRegularization) {
        return new TrainingPlan(optimizer, loss, pace, scheduling, newRegularization, averaging, factors, seed);
    }

    /** Returns the same plan with another average of the weights. */
    public TrainingPlan with(Averaging newAveraging) {
        return new TrainingPlan(optimizer, loss, pace, scheduling, regularization, newAveraging, factors, seed);
    }

    /** Returns the same plan with other factors by layer and kind. */
    public TrainingPlan with(TensorFactors newFactors) {
        return new TrainingPlan(optimizer, loss, pace, scheduling, regularization, averaging, newFactors, seed);
    }

    /** Returns the same plan with another optimizer. */
    public TrainingPlan with(Optimizer newOptimizer) {
        return new TrainingPlan(newOptimizer, loss, pace, scheduling, regularization, averaging, factors, seed);
    }

    /** Returns the same plan with another seed. */
    public TrainingPlan withSeed(long newSeed) {
        return new TrainingPlan(optimizer, loss, pace, scheduling, regularization, averaging, factors, newSeed);
    }
}
