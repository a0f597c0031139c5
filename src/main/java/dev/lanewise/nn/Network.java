package dev.lanewise.nn;

import dev.lanewise.core.Layout;
import dev.lanewise.core.Link;
import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Room;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ProductScratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feed-forward network: layers over one flat slab of parameters. The network can be read from several threads as long as none trains
 * it; each thread works in a {@link Workspace} of its own.
 */
public final class Network {

    private final NetworkSpec spec;
    private final Layout layout;
    private final List<Layer> layers;
    private final float[] parameters;
    private final int outputs;

    private Network(NetworkSpec spec) {
        this.spec = spec;
        Layout.Builder builder = Layout.alignedBuilder();
        layers = layers(spec.inputs(), spec.layers(), builder);
        outputs = layers.getLast().outputs();
        layout = builder.build();
        Room.check(layout.size(), "A network of " + layout.parameters() + " parameters", "a smaller network");
        parameters = new float[layout.size()];
    }

    /** Makes layers and places their tensors, which takes no memory for parameters. */
    static List<Layer> layers(int inputs, List<LayerSpec> specs, Layout.Builder builder) {
        List<Layer> built = new ArrayList<>();
        int width = inputs;
        for (int i = 0; i < specs.size(); i++) {
            Layer layer = switch (specs.get(i)) {
                case LayerSpec.Dense dense -> new Dense(i, width, dense, builder);
                case LayerSpec.Dropout dropout -> new Dropout(i, width, dropout);
                case LayerSpec.Scale scale -> new Scale(i, width, scale, builder);
                case LayerSpec.Embedding embedding -> new Embedding(i, width, embedding, builder);
                case LayerSpec.Normalization norm -> new Normalization(i, width, norm, builder);
                case LayerSpec.Activate activate -> new Element(width, activate);
                case LayerSpec.Residual residual -> new Element(width, residual);
                case LayerSpec.Members members -> new Members(width, members);
            };
            built.add(layer);
            width = layer.outputs();
        }
        return List.copyOf(built);
    }

    /** Returns where each tensor of a network lies in its slab. */
    public static Layout layout(NetworkSpec spec) {
        Layout.Builder builder = Layout.alignedBuilder();
        layers(spec.inputs(), spec.layers(), builder);
        return builder.build();
    }

    /** Returns a network whose parameters are all 0, to be filled. */
    public static Network empty(NetworkSpec spec) {
        return new Network(spec);
    }

    /** Returns a network with the starting parameters of a seed. */
    public static Network of(NetworkSpec spec, long seed) {
        Network network = new Network(spec);
        for (Layer layer : network.layers) {
            layer.initialize(network.parameters, RandomKey.of(seed));
        }
        return network;
    }

    /** Starts the description of a network with {@code inputs} inputs. */
    public static Builder input(int inputs) {
        return new Builder(inputs);
    }

    /** Returns the description. */
    public NetworkSpec spec() {
        return spec;
    }

    /** Returns where each tensor lies in the slab. */
    public Layout layout() {
        return layout;
    }

    /** Returns the live slab of parameters; {@link #layout()} says where each tensor lies in it, the first of them behind a few elements of padding. */
    public float[] parameters() {
        return parameters;
    }

    /** Returns the number of inputs. */
    public int inputs() {
        return spec.inputs();
    }

    /** Returns the number of outputs. */
    public int outputs() {
        return outputs;
    }

    /** Returns the number of members that share the network; 1 for an ordinary one. */
    public int members() {
        return spec.members();
    }

    /** Returns an independent network with the same parameters. */
    public Network copy() {
        Network copy = new Network(spec);
        System.arraycopy(parameters, 0, copy.parameters, 0, parameters.length);
        return copy;
    }

    /**
     * Allocates what a pass over up to {@code maxRows} rows needs. Where the network has members, the outputs are those of each member, {@code [rows][members][outputs]}.
     *
     * @param training whether backward passes are wanted, and dropout acts
     * @throws dev.lanewise.core.UserException if it does not fit into memory
     */
    public Workspace workspace(Execution execution, int maxRows, boolean training) {
        return workspace(execution, maxRows, training, null);
    }

    /**
     * Allocates what predicting up to {@code maxRows} rows needs. The outputs, {@code [rows][outputs]}, are one for all members: of the mean of what their outputs
     * stand for, such as probabilities, what would stand for it, such as logits. In a network without members they are the outputs as they are.
     *
     * @param link what outputs stand for
     * @throws dev.lanewise.core.UserException if it does not fit into memory
     */
    public Workspace workspace(Execution execution, int maxRows, Link link) {
        return workspace(execution, maxRows, false, link);
    }

    private Workspace workspace(Execution execution, int maxRows, boolean training, @Nullable Link link) {
        Room.check(
                spec.workspaceFloats(maxRows, training),
                "A batch of " + maxRows + " rows in this network",
                "a smaller batch or a smaller network");
        List<LayerPass> passes = new ArrayList<>();
        boolean wide = layout.tensors().stream().anyMatch(tensor -> TilePlan.large(tensor.size()));
        int passRows = maxRows * members();
        int widest = layout.tensors().stream()
                .mapToInt(tensor -> Math.max(tensor.rows(), tensor.columns()))
                .max()
                .orElse(1);
        ProductScratch[] scratch = new ProductScratch[execution.team().threads()];
        Arrays.setAll(
                scratch,
                member -> training
                        ? ProductScratch.training(passRows, widest)
                        : wide ? ProductScratch.wideForward(passRows) : ProductScratch.forward());
        int[] lasts = new int[layers.size()]; // the last pass in front of each layer
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            boolean last = i == layers.size() - 1;
            lasts[i] = passes.size() - 1;
            if (training || layer.actsInPrediction()) {
                passes.add(layer.pass(execution, parameters, passRows, training, last, scratch));
            }
            if (layer instanceof Element element && passes.getLast() instanceof ResidualPass end) {
                end.from(lasts[i - element.block]);
            }
        }
        if (link != null && members() > 1) {
            passes.add(new MemberMean(outputs, maxRows, members(), link, execution.kernels()));
        }
        return new Workspace(passes, maxRows, members(), training, execution.team());
    }

    /** Describes a network layer by layer. */
    public static final class Builder {
        private final int inputs;
        private final List<LayerSpec> layers = new ArrayList<>();

        private Builder(int inputs) {
            this.inputs = inputs;
        }

        /** Adds a dense layer with the initialiser that fits its activation. */
        public Builder dense(int units, Activation activation) {
            return dense(units, activation, NetworkSpec.initializerFor(activation));
        }

        /** Adds a dense layer. */
        public Builder dense(int units, Activation activation, Initializer initializer) {
            layers.add(new LayerSpec.Dense(units, activation, initializer));
            return this;
        }

        /** Adds dropout of the layer before. */
        public Builder dropout(double probability) {
            layers.add(new LayerSpec.Dropout(probability));
            return this;
        }

        /**
         * Lets {@code count} members share the dense layers, see {@link LayerSpec.Members}; to be called first. Each row trains every member, and predictions are
         * the mean of theirs.
         */
        public Builder members(int count) {
            layers.add(new LayerSpec.Members(count));
            return this;
        }

        /** Makes embeddings of the last inputs, which are codes, see {@link LayerSpec.Embedding}; to be called first, or right after {@link #members}. */
        public Builder embedding(int dimension, Integer... codes) {
            layers.add(new LayerSpec.Embedding(List.of(codes), dimension, Initializer.NORMAL));
            return this;
        }

        /** Adds factors that start at 1, one for each unit of each member, without biases. */
        public Builder scale() {
            return scale(false, Initializer.constant(1));
        }

        /**
         * Adds factors, one for each unit of each member.
         *
         * @param bias whether there are biases too, as many, which start at 0
         * @param initializer how the factors start: {@link Initializer#constant}, or {@link Initializer#RANDOM_SIGN}, which tells members apart
         */
        public Builder scale(boolean bias, Initializer initializer) {
            layers.add(new LayerSpec.Scale(NetworkSpec.members(layers), bias, initializer));
            return this;
        }

        /** Adds factors, one for each unit, that all members share; without biases. */
        public Builder sharedScale() {
            layers.add(new LayerSpec.Scale(1, false, Initializer.constant(1)));
            return this;
        }

        /**
         * Adds layer normalisation, see {@link LayerSpec.Normalization}, with factors and biases for each unit of each member. In front of an activation it belongs
         * between a dense layer of {@link Activation#IDENTITY} and {@link #activation}.
         */
        public Builder layerNormalization() {
            layers.add(LayerSpec.Normalization.layer(NetworkSpec.members(layers)));
            return this;
        }

        /** Adds batch normalisation, see {@link LayerSpec.Normalization}; each member has statistics, factors and biases of its own. */
        public Builder batchNormalization() {
            layers.add(LayerSpec.Normalization.batch(NetworkSpec.members(layers)));
            return this;
        }

        /** Adds an activation as a layer of its own. */
        public Builder activation(Activation activation) {
            layers.add(new LayerSpec.Activate(activation));
            return this;
        }

        /**
         * Ends a residual block, see {@link LayerSpec.Residual}: adds what went into the last {@code count} layers to what comes out of them.
         *
         * @param count calls of this builder that are the block, dropout, scales and ends of inner blocks counted
         */
        public Builder residual(int count) {
            layers.add(new LayerSpec.Residual(count));
            return this;
        }

        /** Returns the network with the starting parameters of a seed. */
        public Network build(long seed) {
            return Network.of(new NetworkSpec(inputs, layers), seed);
        }
    }
}
