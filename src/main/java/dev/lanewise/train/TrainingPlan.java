package dev.lanewise.train;

import dev.lanewise.core.UserException;
import dev.lanewise.loss.Loss;
import dev.lanewise.optim.Optimizer;

/**
 * What a trainer does.
 *
 * @param optimizer update rule
 * @param loss what is minimised
 * @param epochs most passes over the training rows of one call of {@code fit}, at least 1
 * @param batchSize rows of a step, at least 1; the last batch of an epoch may be shorter
 * @param patience epochs without a better validation loss after which training stops; 0 turns early stopping off
 * @param seed decides the order of the rows and what dropout drops
 */
public record TrainingPlan(Optimizer optimizer, Loss loss, int epochs, int batchSize, int patience, long seed) {

    /** Checks the ranges. */
    public TrainingPlan {
        atLeast("epochs", epochs, 1);
        atLeast("batch-size", batchSize, 1);
        atLeast("patience", patience, 0);
    }

    /** Returns a plan of 100 epochs, batches of 32 rows, no early stopping and seed 1. */
    public static TrainingPlan of(Optimizer optimizer, Loss loss) {
        return new TrainingPlan(optimizer, loss, 100, 32, 0, 1);
    }

    /** Returns the same plan with another number of epochs. */
    public TrainingPlan withEpochs(int newEpochs) {
        return new TrainingPlan(optimizer, loss, newEpochs, batchSize, patience, seed);
    }

    /** Returns the same plan with another batch size. */
    public TrainingPlan withBatchSize(int newBatchSize) {
        return new TrainingPlan(optimizer, loss, epochs, newBatchSize, patience, seed);
    }

    /** Returns the same plan with another patience. */
    public TrainingPlan withPatience(int newPatience) {
        return new TrainingPlan(optimizer, loss, epochs, batchSize, newPatience, seed);
    }

    /** Returns the same plan with another seed. */
    public TrainingPlan withSeed(long newSeed) {
        return new TrainingPlan(optimizer, loss, epochs, batchSize, patience, newSeed);
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new UserException(name + " must be at least " + least + ", not " + value + ".");
        }
    }
}
