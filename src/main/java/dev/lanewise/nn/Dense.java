package dev.lanewise.nn;

import dev.lanewise.core.Layout;
import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ProductScratch;

/** A dense layer {@code y = f(x W + b)} with weights stored {@code [inputs][outputs]}. */
final class Dense implements Layer {

    final int inputs;
    final int outputs;
    final Activation activation;
    final Tensor weight;
    final Tensor bias;
    private final Initializer initializer;

    Dense(int index, int inputs, LayerSpec.Dense spec, Layout.Builder layout) {
        this.inputs = inputs;
        this.outputs = spec.units();
        this.activation = spec.activation();
        this.initializer = spec.initializer();
        this.weight = layout.add("layers." + index + ".weight", inputs, outputs, Tensor.Kind.WEIGHT);
        this.bias = layout.add("layers." + index + ".bias", 1, outputs, Tensor.Kind.BIAS);
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public void initialize(float[] parameters, RandomKey seed) {
        initializer.fill(parameters, weight, seed);
        Initializer.ZERO.fill(parameters, bias, seed);
    }

    @Override
    public LayerPass pass(
            Execution execution,
            float[] parameters,
            int maxRows,
            boolean training,
            boolean last,
            ProductScratch[] scratch) {
        return new DensePass(this, execution, parameters, maxRows, training, last, scratch);
    }
}
