package dev.lanewise.train;

import dev.lanewise.loss.Loss;
import org.jspecify.annotations.Nullable;

/** Which batches of an epoch belong to one step. */
final class StepRows {

    private final Loss loss;
    private final int outputs;
    private final int rows;
    private final long perStep;
    private final boolean single;
    private int seen;
    private int before;
    private double divisor;
    private double weight;

    /**
     * Starts an epoch, or goes on with one between two steps.
     *
     * @param seen rows of the epoch that were trained on
     * @param rows rows of the epoch
     * @param batchSize rows of a batch
     * @param batches batches of a step
     */
    StepRows(Loss loss, int outputs, int seen, int rows, int batchSize, int batches) {
        this.loss = loss;
        this.outputs = outputs;
        this.seen = seen;
        this.rows = rows;
        perStep = (long) batchSize * batches;
        single = batches == 1;
    }

    /** Takes the next batch in; true where it is the first of its step. */
    boolean begins(float @Nullable [] weights, int batchRows) {
        double own = loss.weight(weights, 0, batchRows, outputs);
        before = (int) (seen % perStep);
        if (before == 0) {
            // What the whole step would weigh without row weights, which are not all known yet.
            int ahead = (int) Math.min(perStep, (long) rows - seen);
            divisor = single ? own : loss.weight(null, 0, ahead, outputs);
            weight = 0;
        }
        weight += own;
        seen += batchRows;
        return before == 0;
    }

    /** Rows of the step in the batches before. */
    int before() {
        return before;
    }

    /** What the batches' weighted losses are divided by. */
    double divisor() {
        return divisor;
    }

    /** Whether the batch is the last of its step. */
    boolean ends() {
        return seen % perStep == 0 || seen == rows;
    }

    /** What the sum of the gradients is to be multiplied by, for the mean over the weights of the rows. */
    float scale() {
        return weight == 0 ? 1 : (float) (divisor / weight);
    }
}
