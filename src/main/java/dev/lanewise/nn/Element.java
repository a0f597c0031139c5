package dev.lanewise.nn;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ProductScratch;

/** A layer without parameters that gives an output for each input: an activation, or the end of a residual block. */
final class Element implements Layer {

    /** Layers of the block that ends here; 0 for an activation. */
    final int block;

    private final Activation activation;

    private final int units;

    Element(int units, LayerSpec.Activate spec) {
        this.units = units;
        block = 0;
        activation = spec.activation();
    }

    Element(int units, LayerSpec.Residual spec) {
        this.units = units;
        block = spec.layers();
        activation = Activation.IDENTITY;
    }

    @Override
    public int outputs() {
        return units;
    }

    @Override
    public LayerPass pass(
            Execution execution,
            float[] parameters,
            int maxRows,
            boolean training,
            boolean last,
            ProductScratch[] scratch) {
        return block == 0
                ? new ActivationPass(execution, units, activation, maxRows, training, last)
                : new ResidualPass(execution, units, maxRows, training, last);
    }
}
