package dev.lanewise.loss;

import dev.lanewise.kernel.LossKernel;
import dev.lanewise.kernel.SumKernel;

/** Scratch for the losses of one batch, allocated once. Not for use by several threads. */
public final class LossBuffers {

    final float[] losses;
    final float[] unusedDeltas;
    final float[] rowScratch = new float[LossKernel.SCRATCH];
    final double[] sumScratch = new double[SumKernel.LANES];
    private float[] column = {};

    /**
     * Allocates for batches of up to {@code maxRows} rows of {@code outputs} outputs.
     */
    public LossBuffers(int maxRows, int outputs) {
        int size = Math.multiplyExact(maxRows, outputs);
        losses = new float[size];
        unusedDeltas = new float[size];
    }

    /** Returns room for four columns of the rows, of the loss that goes column by column; allocated by the first batch. */
    float[] column(int outputs) {
        if (column.length == 0) {
            column = new float[Math.multiplyExact(4, losses.length / outputs)];
        }
        return column;
    }

    /** Copies the first {@code count} terms of a loss into {@code target} from {@code offset} on. */
    public void copyTerms(int count, float[] target, int offset) {
        System.arraycopy(losses, 0, target, offset, count);
    }
}
