package dev.lanewise.nn;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Team;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Outputs and deltas of all layers for a batch, allocated once. Passes allocate nothing. Not for use by several threads. */
public final class Workspace {

    private final LayerPass[] passes;
    /** Where each pass writes the deltas of the one before; null where nobody asks for them. */
    private final @Nullable LayerPass[] targets;

    private final int maxRows;
    private final int members;
    private final boolean training;
    private final @Nullable RowRegions regions;
    private int rows;

    Workspace(List<LayerPass> passes, int maxRows, int members, boolean training, Team team) {
        this.passes = passes.toArray(LayerPass[]::new);
        this.maxRows = maxRows;
        this.members = members;
        this.training = training;
        targets = new LayerPass[this.passes.length];
        for (int i = 1; i < targets.length; i++) {
            targets[i] = this.passes[i - 1].delta.length == 0 ? null : this.passes[i - 1];
        }
        for (LayerPass pass : passes) {
            if (pass instanceof ResidualPass residual) {
                LayerPass target = targets[residual.source() + 1];
                targets[residual.source() + 1] = target == null ? null : new ResidualPass.Fork(target, residual);
            }
        }
        regions = RowRegions.of(team, this.passes, targets, members, System::nanoTime);
    }

    /** Returns the rows of the last forward pass; each went through as many rows as the network has members. */
    public int rows() {
        return rows;
    }

    /** Returns the members of the network; 1 for an ordinary one. */
    public int members() {
        return members;
    }

    /** Returns the number of rows that fit. */
    public int maxRows() {
        return maxRows;
    }

    /**
     * Says which optimizer step the next passes belong to, which decides what dropout drops.
     *
     * @param seed key of the training run
     * @param firstRow row of the batch that the passes start with; dropout counts the members' rows, {@code members} for each
     */
    public void step(RandomKey seed, int step, int firstRow) {
        for (LayerPass pass : passes) {
            pass.step(seed, step, firstRow * members);
        }
    }

    /**
     * Moves the running statistics of batch normalisation, which are among the network's parameters, by those of the forward passes since the last call, or since {@link #step} of a
     * first row; to be called with each update of the parameters. Does nothing where no layer has any.
     */
    public void keepStatistics() {
        for (LayerPass pass : passes) {
            pass.keepStatistics();
        }
    }

    /**
     * Multiplies the probabilities of all dropout layers from the next pass on.
     *
     * @throws dev.lanewise.core.UserException if one is no longer from 0 to below 1
     */
    public void dropoutFactor(double factor) {
        for (LayerPass pass : passes) {
            pass.dropoutFactor(factor);
        }
    }

    /**
     * Computes the outputs.
     *
     * @param x inputs, {@code [rows][inputs]} from {@code xOffset}
     */
    public void forward(float[] x, int xOffset, int newRows) {
        rows = newRows;
        if (rows > maxRows) {
            throw new IllegalArgumentException(rows + " rows do not fit into a workspace of " + maxRows);
        }
        float[] input = x;
        int offset = xOffset;
        for (int i = 0; i < passes.length; i++) {
            LayerPass pass = passes[i];
            if (pass instanceof ResidualPass residual) {
                boolean inputs = residual.source() < 0;
                residual.skip(inputs ? x : passes[residual.source()].output, inputs ? xOffset : 0);
            }
            if (regions == null) {
                pass.forward(input, offset, rows * members);
            } else {
                regions.begin(i, input, offset, rows * members);
            }
            input = pass.output;
            offset = 0;
        }
        if (regions != null) {
            regions.forward(rows * members, training);
        }
    }

    /**
     * Computes the gradients of all parameters from {@link #outputDelta()}; to be called after {@link #forward} with the same rows.
     *
     * @param gradients slab, overwritten
     */
    public void backward(float[] gradients) {
        backward(gradients, false);
    }

    /**
     * As {@link #backward(float[])}; with {@code add} the gradients are added to what the slab holds, which is the first term of the sums over rows.
     */
    public void backward(float[] gradients, boolean add) {
        if (!training) {
            throw new IllegalStateException("this workspace is for predicting");
        }
        if (regions != null) {
            regions.backward(gradients, add);
            return;
        }
        LayerPass last = passes[passes.length - 1];
        last.deltaWritten(0, rows * members, 0, last.outputs);
        for (int i = passes.length - 1; i >= 0; i--) {
            passes[i].backward(gradients, add, targets[i]);
        }
    }

    /**
     * Returns the outputs of the last forward pass, {@code [rows][outputs]}, or those of each member, {@code [rows][members][outputs]}, where the network has members and the
     * workspace is for training or was made without a link; overwritten by the next.
     */
    public float[] output() {
        return passes[passes.length - 1].output;
    }

    /** Returns the outputs of one of the layers after the last forward pass, {@code [rows][members][units]}, from index 0; there may be more behind them. In a workspace for training every layer has its place. */
    public float[] output(int layer) {
        return passes[layer].output;
    }

    /** Returns where the loss writes the derivatives by the outputs, {@code [rows][members][outputs]}. */
    public float[] outputDelta() {
        return passes[passes.length - 1].delta;
    }
}
