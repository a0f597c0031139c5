package dev.lanewise.nn;

import dev.lanewise.core.RandomKey;
import org.jspecify.annotations.Nullable;

/** A layer at work: its outputs and deltas for a batch, allocated once. Forward and backward mirror each other. */
abstract class LayerPass {

    /** Outputs of the last forward pass, {@code [rows][outputs]}. */
    final float[] output;

    /** Derivatives of the loss by the outputs, {@code [rows][outputs]}; the layer may overwrite them in its backward pass. */
    final float[] delta;

    LayerPass(int outputs, int maxRows, boolean training) {
        int size = Math.multiplyExact(maxRows, outputs);
        output = new float[size];
        delta = new float[training ? size : 0];
    }

    /** Computes {@link #output} from {@code x}, {@code [rows][inputs]} from {@code xOffset}. */
    abstract void forward(float[] x, int xOffset, int rows);

    /**
     * Computes the gradients of the layer's parameters from {@link #delta}, and the derivatives by its inputs.
     *
     * @param gradients slab of gradients; the layer's own tensors are overwritten
     * @param inputDelta result, or null for the first layer
     */
    abstract void backward(float[] gradients, float @Nullable [] inputDelta);

    /**
     * Says which optimizer step the next passes belong to.
     *
     * @param seed key of the training run
     */
    void step(RandomKey seed, int step) {}
}
