package dev.lanewise.nn;

import dev.lanewise.core.Layout;
import dev.lanewise.core.Room;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.DropoutKernel;
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
        int members = members(layers);
        for (int i = 0; i < layers.size(); i++) {
            if (i > 0 && layers.get(i) instanceof LayerSpec.Members) {
                throw new UserException("The members of a network are its first layer, not layer " + (i + 1) + ".");
            }
            boolean foremost = i == 0 || (i == 1 && layers.getFirst() instanceof LayerSpec.Members);
            if (layers.get(i) instanceof LayerSpec.Embedding && !foremost) {
                throw new UserException(
                        "Embeddings are the first layer of a network, or the one behind its members, not layer "
                                + (i + 1) + ".");
            }
            int own = ownMembers(layers.get(i));
            if (own != 1 && own != members) {
                boolean scales = layers.get(i) instanceof LayerSpec.Scale;
                throw new UserException("Layer " + (i + 1) + (scales ? " scales " : " normalises ") + own
                        + " members, but the network has " + members + ". It may "
                        + (scales ? "scale" : "normalise") + " so many, or 1.");
            }
        }
        parameters(inputs, layers);
        checkBlocks(inputs, layers);
    }

    /** Returns how many members a layer has factors for. */
    private static int ownMembers(LayerSpec layer) {
        if (layer instanceof LayerSpec.Normalization norm) {
            return norm.members();
        }
        return layer instanceof LayerSpec.Scale scale ? scale.members() : 1;
    }

    /** Refuses residual blocks that do not end with as many units as they begin with. */
    private static void checkBlocks(int inputs, List<LayerSpec> layers) {
        int[] widths = new int[layers.size() + 1];
        widths[0] = inputs;
        int begin = 0;
        for (int i = 0; i < layers.size(); i++) {
            LayerSpec layer = layers.get(i);
            widths[i + 1] = width(layer, widths[i]);
            begin = layer instanceof LayerSpec.Members || layer instanceof LayerSpec.Embedding ? i + 1 : begin;
            if (layer instanceof LayerSpec.Residual block) {
                int first = i - block.layers();
                if (first < begin) {
                    throw new UserException("The residual block that ends with layer " + (i + 1) + " has "
                            + block.layers() + " layers, but " + (i - begin)
                            + " are in front of it, members and embeddings not counted.");
                }
                if (widths[first] != widths[i]) {
                    throw new UserException("The residual block that ends with layer " + (i + 1) + " takes "
                            + widths[first] + " units and gives " + widths[i]
                            + ". What is added must be of equal width.");
                }
            }
        }
    }

    /** Returns the outputs of a layer. */
    private static int width(LayerSpec layer, int inputs) {
        if (layer instanceof LayerSpec.Dense dense) {
            return dense.units();
        }
        return layer instanceof LayerSpec.Embedding embedding ? embedding.outputs(inputs) : inputs;
    }

    /** Whether what becomes of a row while training depends on the other rows of its batch. */
    public boolean mixesRows() {
        for (LayerSpec layer : layers) {
            if (layer instanceof LayerSpec.Normalization norm && norm.batch()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the members of layers that may be the first of a network. */
    static int members(List<LayerSpec> layers) {
        return !layers.isEmpty() && layers.getFirst() instanceof LayerSpec.Members members ? members.count() : 1;
    }

    /** Returns the number of members that share the network; 1 for an ordinary one. */
    public int members() {
        return members(layers);
    }

    /** Returns the rows of each table of embeddings, whose codes are the last inputs; none where nothing is embedded. */
    public List<Integer> codes() {
        return layers.stream()
                .filter(LayerSpec.Embedding.class::isInstance)
                .flatMap(layer -> ((LayerSpec.Embedding) layer).codes().stream())
                .toList();
    }

    /** Counts as the network will; what has too many is refused before there is one. */
    private static int parameters(int inputs, List<LayerSpec> layers) {
        Layout.Builder layout = Layout.builder();
        Network.layers(inputs, layers, layout);
        return layout.build().size();
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

    /** Returns the number of parameters. */
    public int parameters() {
        return parameters(inputs, layers);
    }

    /**
     * Returns the floats that a {@link Workspace} takes, about.
     *
     * @param rows rows of a pass
     * @param training whether backward passes are wanted
     * @throws UserException if one of its arrays would be too long
     */
    public long workspaceFloats(int rows, boolean training) {
        long sum = 0;
        int width = inputs;
        for (LayerSpec layer : layers) {
            boolean fromArgument = false;
            if (layer instanceof LayerSpec.Dense dense) {
                width = dense.units();
                fromArgument = dense.activation().derivativeFromArgument();
            } else if (layer instanceof LayerSpec.Embedding embedding) {
                width = embedding.outputs(width);
                // Lists of rows by code.
                sum += training
                        ? embedding.rows()
                                + (long) rows * members() * embedding.codes().size()
                        : 0;
            } else if (layer instanceof LayerSpec.Dropout) {
                if (!training) {
                    continue;
                }
                // A bit for each unit says which are kept.
                sum += 2L * rows * members() * DropoutKernel.words(width);
            } else if (layer instanceof LayerSpec.Activate activate) {
                fromArgument = training && activate.activation().derivativeFromArgument();
            } else if (layer instanceof LayerSpec.Normalization) {
                sum += (long) rows * members() * width;
            }
            // The scratch of a derivative has two elements for each output.
            long longest = Room.elements(
                    (long) rows * members(),
                    training && fromArgument ? 2L * width : width,
                    "A batch of " + rows + " rows" + (members() == 1 ? "" : " of " + members() + " members")
                            + " behind a layer of " + width + " units",
                    "a smaller batch or narrower layers");
            long one = (long) rows * members() * width;
            sum += one + (training ? one : 0) + (fromArgument ? one : 0) + (longest > one ? longest : 0);
        }
        return sum;
    }

    /** Returns the number of outputs. */
    public int outputs() {
        int width = inputs;
        for (LayerSpec layer : layers) {
            width = width(layer, width);
        }
        return width;
    }
}
