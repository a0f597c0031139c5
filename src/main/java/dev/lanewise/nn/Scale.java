package dev.lanewise.nn;

import dev.lanewise.core.Layout;
import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ProductScratch;
import org.jspecify.annotations.Nullable;

/**
 * A scaling layer {@code y = s x + b}, element by element, with factors {@code [members][units]} and, where wanted, biases of the same shape. Rows of the batch go
 * to the members in turn.
 */
final class Scale implements Layer {

    final int units;
    final int members;
    final Tensor scale;
    final @Nullable Tensor bias;
    private final Initializer initializer;

    Scale(int index, int units, LayerSpec.Scale spec, Layout.Builder layout) {
        this.units = units;
        this.members = spec.members();
        this.initializer = spec.initializer();
        scale = layout.add("layers." + index + ".scale", members, units, Tensor.Kind.SCALE);
        bias = spec.bias() ? layout.add("layers." + index + ".bias", members, units, Tensor.Kind.BIAS) : null;
    }

    @Override
    public int outputs() {
        return units;
    }

    @Override
    public void initialize(float[] parameters, RandomKey seed) {
        initializer.fill(parameters, scale, seed);
        if (bias != null) {
            Initializer.ZERO.fill(parameters, bias, seed);
        }
    }

    @Override
    public LayerPass pass(
            Execution execution,
            float[] parameters,
            int maxRows,
            boolean training,
            boolean last,
            ProductScratch[] scratch) {
        return new ScalePass(this, execution, parameters, maxRows, training, last);
    }
}
