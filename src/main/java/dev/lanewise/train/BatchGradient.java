package dev.lanewise.train;

import dev.lanewise.core.RandomKey;
import dev.lanewise.kernel.Execution;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.LossBuffers;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Workspace;
import org.jspecify.annotations.Nullable;

/** The loss of a batch and its gradient: forward, loss, backward. Buffers are allocated once. */
sealed class BatchGradient permits ChunkedGradient {

    final Execution execution;
    final Network network;
    final Loss loss;
    final RandomKey key;
    final int maxRows;
    private final Workspace workspace;
    private final LossBuffers buffers;
    private final MemberRows memberRows;

    /**
     * Prepares for batches of up to {@code maxRows} rows.
     *
     * @param held rows that the buffers hold, at most {@code maxRows}
     */
    BatchGradient(Network network, Loss loss, RandomKey key, Execution execution, int maxRows, int held) {
        this.execution = execution;
        this.network = network;
        this.loss = loss;
        this.key = key;
        this.maxRows = maxRows;
        workspace = network.workspace(execution, held, true);
        buffers = new LossBuffers(Math.multiplyExact(held, network.members()), network.outputs());
        memberRows = new MemberRows(network, loss, held);
    }

    /** Returns what fits a network and batches of up to {@code rows} rows. */
    static BatchGradient of(Network network, Loss loss, RandomKey key, Execution execution, int rows) {
        return !network.spec().mixesRows()
                        && ChunkedGradient.fits(network.parameters().length, rows, network.members(), loss)
                ? new ChunkedGradient(network, loss, key, execution, rows)
                : new BatchGradient(network, loss, key, execution, rows, rows);
    }

    /**
     * Computes the gradient of the mean loss, or that of one of several batches whose gradients are added.
     *
     * @param x features, {@code [rows][inputs]}
     * @param y targets, {@code [rows][targetColumns]}
     * @param weights a weight for each row, or null
     * @param step optimizer steps before this one
     * @param firstRow rows of the batches before that belong to the same step
     * @param divisor weight of all batches of the step
     * @param gradients slab; overwritten where {@code firstRow} is 0, otherwise added to
     * @return the sum of weight times loss, of members their mean
     */
    double compute(
            float[] x,
            float[] y,
            float @Nullable [] weights,
            int rows,
            int step,
            int firstRow,
            double divisor,
            float[] gradients) {
        workspace.step(key, step, firstRow);
        workspace.forward(x, 0, rows);
        int members = network.members();
        double sum = loss.sum(
                execution.kernels(),
                buffers,
                workspace.output(),
                members == 1 ? y : memberRows.targets(y, 0, rows),
                0,
                members == 1 ? weights : memberRows.weights(weights, 0, rows),
                0,
                rows * members,
                network.outputs(),
                divisor * members,
                workspace.outputDelta());
        workspace.backward(gradients, firstRow > 0);
        return sum / members;
    }

    /** Returns the outputs of the last rows that went through. */
    Workspace workspace() {
        return workspace;
    }

    /** Returns this, or one for longer batches. */
    BatchGradient holding(int rows) {
        return maxRows >= rows ? this : of(network, loss, key, execution, rows);
    }

    /** Moves the running statistics by the batches of a step, which is done. */
    void keepStatistics() {
        workspace.keepStatistics();
    }

    /** Multiplies the probabilities of dropout from the next batch on. */
    void dropoutFactor(double factor) {
        workspace.dropoutFactor(factor);
    }
}
