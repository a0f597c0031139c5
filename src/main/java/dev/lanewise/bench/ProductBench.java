package dev.lanewise.bench;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Room;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Workspace;

/** Measures a matrix product as a network of one dense layer without an activation computes it, with its tiles and threads. */
final class ProductBench {

    /** What is repeated, and the array it leaves its result in, from 0 on. */
    record Computed(Work work, float[] result) {}

    private ProductBench() {}

    static ProductResult run(
            Product product, Execution execution, MachineMeter machine, double seconds, double limitSeconds) {
        Room.check(floats(product), "A product of " + product.shape(), "a smaller one");
        Gauge gauge = new Gauge(compute(product, execution).work(), seconds / Gauge.WINDOWS).warmUp(limitSeconds);
        machine.alternate(gauge);
        return new ProductResult(product, gauge.samples(), machine.machine());
    }

    /** At least the two factors and the result. */
    private static long floats(Product product) {
        long rows = product.rows();
        return rows * product.depth() + (long) product.depth() * product.columns() + rows * product.columns();
    }

    /** Gets ready to compute a product. */
    static Computed compute(Product product, Execution execution) {
        return switch (product.kind()) {
            case FORWARD -> forward(product, execution);
            case WEIGHT_GRADIENT -> weightGradient(product, execution);
            case INPUT_GRADIENT -> {
                InputGradient gradient = new InputGradient(product, execution);
                yield new Computed(gradient, gradient.result);
            }
        };
    }

    private static Computed forward(Product product, Execution execution) {
        Workspace layer = layer(product.depth(), product.columns()).workspace(execution, product.rows(), false);
        float[] x = uniform("x", product.rows() * product.depth());
        Work work = times -> {
            for (int i = 0; i < times; i++) {
                layer.forward(x, 0, product.rows());
            }
        };
        return new Computed(work, layer.output());
    }

    private static Computed weightGradient(Product product, Execution execution) {
        Network network = layer(product.rows(), product.columns());
        Workspace layer = network.workspace(execution, product.depth(), true);
        float[] gradients = new float[network.parameters().length];
        layer.forward(uniform("x", product.depth() * product.rows()), 0, product.depth());
        float[] delta = uniform("delta", product.depth() * product.columns());
        System.arraycopy(delta, 0, layer.outputDelta(), 0, delta.length);
        Work work = times -> {
            for (int i = 0; i < times; i++) {
                layer.backward(gradients);
            }
        };
        return new Computed(work, gradients);
    }

    /** The network of one dense layer. */
    static Network layer(int inputs, int outputs) {
        return Network.input(inputs).dense(outputs, Activation.IDENTITY).build(1);
    }

    /** Numbers from -0.5 to 0.5. */
    static float[] uniform(String name, int length) {
        SeededRandom random = new SeededRandom(RandomKey.of(1).fold(name));
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
