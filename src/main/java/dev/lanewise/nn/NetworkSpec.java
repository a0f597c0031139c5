package dev.lanewise.nn;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * The description of a network.
 *
 * @param inputs number of inputs, at least 1
 * @param layers layers, from the inputs to the outputs; at least one of them dense
 */
public record NetworkSpec(int inputs, List<LayerSpec> layers) {

    /** Checks and copies. */
    public NetworkSpec {
        layers = List.copyOf(layers);
        if (inputs < 1) {
            throw new UserException("A network has at least 1 input, not " + inputs + ".");
        }
        if (layers.stream().noneMatch(LayerSpec.Dense.class::isInstance)) {
            throw new UserException("A network has at least one dense layer.");
        }
    }

    /**
     * Returns the description of a multi-layer perceptron: dense hidden layers, each followed by dropout where {@code dropout} is not 0, and
     * a dense output layer without activation.
     *
     * @param hidden widths of the hidden layers; none for a linear or logistic regression
     */
    public static NetworkSpec perceptron(
            int inputs, List<Integer> hidden, Activation activation, double dropout, int outputs) {
        List<LayerSpec> layers = new ArrayList<>();
        for (int units : hidden) {
            layers.add(new LayerSpec.Dense(units, activation, initializerFor(activation)));
            if (dropout != 0) {
                layers.add(new LayerSpec.Dropout(dropout));
            }
        }
        layers.add(new LayerSpec.Dense(outputs, Activation.IDENTITY, Initializer.GLOROT_UNIFORM));
        return new NetworkSpec(inputs, layers);
    }

    /** Returns the initialiser that keeps the variance through an activation: He's for those like relu, LeCun's for selu, else Glorot's. */
    public static Initializer initializerFor(Activation activation) {
        return switch (activation) {
            case RELU, LEAKY_RELU, RELU6, ELU, GELU, GELU_TANH, SILU, MISH, SOFTPLUS -> Initializer.HE_UNIFORM;
            case SELU -> Initializer.LECUN_NORMAL;
            case IDENTITY, SIGMOID, HARD_SIGMOID, TANH, SOFTSIGN -> Initializer.GLOROT_UNIFORM;
        };
    }

    /** Returns the number of outputs. */
    public int outputs() {
        int width = inputs;
        for (LayerSpec layer : layers) {
            width = layer instanceof LayerSpec.Dense dense ? dense.units() : width;
        }
        return width;
    }
}
