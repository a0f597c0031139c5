package dev.lanewise.nn;

import dev.lanewise.core.RandomKey;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ProductScratch;

/** The end of a residual block: adds what went into the block to what comes out of it. */
final class Residual implements Layer {

    /** Layers of the block. */
    final int layers;

    private final int units;

    Residual(int units, LayerSpec.Residual spec) {
        this.units = units;
        layers = spec.layers();
    }

    @Override
    public int outputs() {
        return units;
    }

    @Override
    public boolean actsInPrediction() {
        return true;
    }

    @Override
    public void initialize(float[] parameters, RandomKey seed) {
        // A sum has no parameters.
    }

    @Override
    public LayerPass pass(
            Execution execution,
            float[] parameters,
            int maxRows,
            boolean training,
            int deltaOffset,
            ProductScratch[] scratch) {
        return new ResidualPass(execution, units, maxRows, training, deltaOffset);
    }
}
