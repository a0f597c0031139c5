package dev.lanewise.nn;

import dev.lanewise.core.RandomKey;
import java.util.List;

/** Outputs and deltas of all layers for a batch, allocated once. Passes allocate nothing. Not for use by several threads. */
public final class Workspace {

    private final LayerPass[] passes;
    private final int maxRows;
    private final int members;
    private final boolean training;
    private int rows;

    Workspace(List<LayerPass> passes, int maxRows, int members, boolean training) {
        this.passes = passes.toArray(LayerPass[]::new);
        this.maxRows = maxRows;
        this.members = members;
        this.training = training;
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
        for (LayerPass pass : passes) {
            pass.forward(input, offset, rows * members);
            input = pass.output;
            offset = 0;
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
        LayerPass last = passes[passes.length - 1];
        last.deltaWritten(0, rows * members, 0, last.outputs);
        for (int i = passes.length - 1; i >= 0; i--) {
            boolean first = i == 0 || passes[i - 1].delta.length == 0;
            passes[i].backward(gradients, add, first ? null : passes[i - 1]);
        }
    }

    /**
     * Returns the outputs of the last forward pass, {@code [rows][outputs]}, or those of each member, {@code [rows][members][outputs]}, where the network has members and the
     * workspace is for training or was made without a link; overwritten by the next.
     */
    public float[] output() {
        return passes[passes.length - 1].output;
    }

    /** Returns the outputs of one of the layers after the last forward pass, {@code [rows][members][units]}; in a workspace for training every layer has its place. */
    public float[] output(int layer) {
        return passes[layer].output;
    }

    /** Returns where the loss writes the derivatives by the outputs, {@code [rows][members][outputs]}. */
    public float[] outputDelta() {
        return passes[passes.length - 1].delta;
    }
}
