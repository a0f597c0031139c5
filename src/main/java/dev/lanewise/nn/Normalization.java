package dev.lanewise.nn;

import dev.lanewise.core.Layout;
import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ProductScratch;
import org.jspecify.annotations.Nullable;

/**
 * A normalisation of rows or of columns, with factors and biases {@code [members][units]} behind it; that of columns also has, of the same shape, the running mean and variance
 * that predictions take.
 */
final class Normalization implements Layer {

    final int units;
    final int members;
    final double epsilon;
    /** Share of a batch in the running statistics. */
    final double momentum;

    final Tensor scale;
    final Tensor bias;
    final @Nullable Tensor mean;
    final @Nullable Tensor variance;

    Normalization(int index, int units, LayerSpec.Normalization spec, Layout.Builder layout) {
        this.units = units;
        members = spec.members();
        epsilon = spec.epsilon();
        momentum = spec.momentum();
        boolean batch = spec.batch();
        String name = "layers." + index;
        scale = layout.add(name + ".scale", members, units, Tensor.Kind.SCALE);
        bias = layout.add(name + ".bias", members, units, Tensor.Kind.BIAS);
        mean = batch ? layout.add(name + ".mean", members, units, Tensor.Kind.STATISTIC) : null;
        variance = batch ? layout.add(name + ".variance", members, units, Tensor.Kind.STATISTIC) : null;
    }

    @Override
    public int outputs() {
        return units;
    }

    @Override
    public void initialize(float[] parameters, RandomKey seed) {
        Initializer one = Initializer.constant(1);
        one.fill(parameters, scale, seed);
        Initializer.ZERO.fill(parameters, bias, seed);
        if (mean != null && variance != null) {
            Initializer.ZERO.fill(parameters, mean, seed);
            one.fill(parameters, variance, seed);
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
        return mean != null && variance != null
                ? new BatchNormalizationPass(
                        this, mean.offset(), variance.offset(), execution, parameters, maxRows, training, last)
                : new LayerNormalizationPass(this, execution, parameters, maxRows, training, last);
    }
}
