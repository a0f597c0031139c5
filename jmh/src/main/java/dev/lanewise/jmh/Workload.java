package dev.lanewise.jmh;

import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SigmoidBinaryCrossEntropy;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/** The training workloads that Lanewise and its peers are measured on: the same network, batch and loss for all. */
public enum Workload {
    /** Pure overhead. */
    TINY(32, Activation.RELU, new SoftmaxCrossEntropy(0), 4, 16, 3),
    /** A binary classifier of a table. */
    SMALL(128, Activation.RELU, new SigmoidBinaryCrossEntropy(0), 30, 64, 64, 1),
    /** A small regression on large batches, as SimpleChains.jl measures it. */
    CHAINS(10_000, Activation.TANH, new MeanSquaredError(), 4, 32, 16, 4),
    /** Handwritten digits. */
    MNIST(128, Activation.RELU, new SoftmaxCrossEntropy(0), 784, 512, 256, 10),
    /** Wide layers. */
    WIDE(256, Activation.RELU, new SoftmaxCrossEntropy(0), 1024, 2048, 2048, 1024, 100);

    private final int batch;
    private final Activation activation;
    private final Loss loss;
    private final List<Integer> widths;

    Workload(int batch, Activation activation, Loss loss, Integer... widths) {
        this.batch = batch;
        this.activation = activation;
        this.loss = loss;
        this.widths = List.of(widths);
    }

    /** Returns the rows of a step. */
    public int batch() {
        return batch;
    }

    /** Returns the activation of the hidden layers; the output layer has none. */
    public Activation activation() {
        return activation;
    }

    /** Returns the loss. */
    public Loss loss() {
        return loss;
    }

    /** Returns the widths from the inputs to the outputs. */
    public List<Integer> widths() {
        return widths;
    }

    /** Returns the widths of the hidden layers. */
    public List<Integer> hidden() {
        return widths.subList(1, widths.size() - 1);
    }

    /** Returns the number of inputs. */
    public int inputs() {
        return widths.getFirst();
    }

    /** Returns the number of outputs. */
    public int outputs() {
        return widths.getLast();
    }

    /** Returns the description of the network. */
    public NetworkSpec network() {
        return NetworkSpec.perceptron(inputs(), hidden(), activation, 0, outputs());
    }

    /** Returns the number of weights and biases. */
    public int parameters() {
        int count = 0;
        for (int i = 1; i < widths.size(); i++) {
            count += (widths.get(i - 1) + 1) * widths.get(i);
        }
        return count;
    }

    /** Returns the features of a batch, {@code [batch][inputs]}. */
    public float[] features() {
        return Data.normal(1, batch * inputs());
    }

    /** Returns the targets of a batch as Lanewise takes them: class indices, zeros and ones, or numbers. */
    public float[] targets() {
        if (loss instanceof SoftmaxCrossEntropy) {
            return Data.classes(2, batch, outputs());
        }
        return loss instanceof MeanSquaredError ? Data.normal(2, batch * outputs()) : Data.classes(2, batch, 2);
    }

    /** Returns the arithmetic of a step's products: forward, weight gradients, and input gradients but for the first layer. */
    public double gigaflopOfStep() {
        List<Double> layers = new ArrayList<>();
        for (int i = 1; i < widths.size(); i++) {
            layers.add(2e-9 * batch * widths.get(i - 1) * widths.get(i));
        }
        double all = layers.stream().mapToDouble(d -> d).sum();
        return 3 * all - layers.getFirst();
    }
}
