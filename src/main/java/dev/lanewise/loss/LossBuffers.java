package dev.lanewise.loss;

import dev.lanewise.kernel.LossKernel;
import dev.lanewise.kernel.SumKernel;

/** Scratch for the losses of one batch, allocated once. Not for use by several threads. */
public final class LossBuffers {

    final float[] losses;
    final float[] unusedDeltas;
    final float[] rowScratch = new float[LossKernel.SCRATCH];
    final double[] sumScratch = new double[SumKernel.LANES];

    /**
     * Allocates for batches of up to {@code maxRows} rows of {@code outputs} outputs.
     */
    public LossBuffers(int maxRows, int outputs) {
        int size = Math.multiplyExact(maxRows, outputs);
        losses = new float[size];
        unusedDeltas = new float[size];
    }

    /** Copies the first {@code count} terms of a loss into {@code target} from {@code offset} on. */
    public void copyTerms(int count, float[] target, int offset) {
        System.arraycopy(losses, 0, target, offset, count);
    }
}
