package dev.lanewise.nn;

import dev.lanewise.core.RandomKey;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ProductScratch;

/** A layer: sizes and offsets, no arrays. */
interface Layer {

    /** Number of outputs. */
    int outputs();

    /** Whether the layer does anything while predicting. */
    default boolean actsInPrediction() {
        return true;
    }

    /** Writes the layer's starting parameters into the slab, where it has any. */
    default void initialize(float[] parameters, RandomKey seed) {}

    /**
     * Returns the buffers and tasks of the layer for up to {@code maxRows} rows.
     *
     * @param last whether it is the last one, whose deltas the loss writes from the start of an array
     * @param scratch of the products, one for each member of the team; shared by all layers
     */
    LayerPass pass(
            Execution execution,
            float[] parameters,
            int maxRows,
            boolean training,
            boolean last,
            ProductScratch[] scratch);
}
