package dev.lanewise.model;

import dev.lanewise.core.Tensor;
import dev.lanewise.data.ColumnPlan;
import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.WeightDecay;
import dev.lanewise.schedule.CosLog4;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.train.Averaging;
import dev.lanewise.train.TensorChoice;
import dev.lanewise.train.TensorFactors;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link Recipe#TABLE} takes where nothing is said: the published settings of RealMLP-TD-S, but for what the ensemble and the data's size ask for. Depends on
 * the data's size alone.
 */
final class TableDefaults {

    static final double FRONT_SCALE_RATE = 6;
    static final double BIAS_RATE = 0.1;

    /** Dimensions of embeddings, as in RealMLP. */
    private static final int EMBEDDING = 8;

    private static final int EPOCHS = 128;
    private static final int LEAST_EPOCHS = 10;

    /** Tables with fewer training rows are tiny, small, or of medium size: each has fewer steps in its epochs, and so more members for the same time. */
    private static final int TINY = 300;

    private static final int SMALL = 1_000;
    private static final int MEDIUM = 1_500;

    /** Multiply-adds that two cores do in about a minute. */
    private static final double WORK = 1.5e12;

    private TableDefaults() {}

    /** Embeds columns whose categories would not all have an input. */
    static ColumnPlan columns(ColumnPlan plan) {
        return plan.withEmbed(EMBEDDING, ColumnPlan.MOST_INPUTS);
    }

    static List<Integer> hidden(int rows) {
        return rows < TINY ? List.of(64, 64) : List.of(128, 128);
    }

    static Activation activation(boolean classes) {
        return classes ? Activation.SELU : Activation.MISH;
    }

    /** Dropout widens what a unit sees while training and not while predicting, which numbers feel more than classes. */
    static double dropout(boolean classes) {
        return classes ? 0.1 : 0;
    }

    static Optimizer optimizer(boolean classes) {
        return new Adam(
                classes ? 0.04 : 0.07,
                0.9,
                0.95,
                Adam.defaults().epsilon(),
                true,
                Adam.AmsGrad.NONE,
                new WeightDecay(0, WeightDecay.Form.DECOUPLED));
    }

    static Schedule schedule() {
        return Schedule.of(CosLog4.DEFAULT);
    }

    /** Of the last three epochs, about: the noise of fast steps on few rows. At most four digits, which read well. */
    static Averaging averaging(int rows, int batchSize) {
        double steps = 3.0 * Math.max(1, (rows + batchSize - 1) / batchSize);
        return Averaging.exponential(Math.rint(1e4 * (1 - 1 / Math.clamp(steps, 10, 1000))) / 1e4);
    }

    static int batchSize(int rows) {
        return rows < 1_000 ? 32 : rows < 3_000 ? 64 : rows < 20_000 ? 128 : 256;
    }

    /** Fewer where the data is large: its epochs have more steps. */
    static int epochs(int rows, int parameters, int members) {
        return (int) Math.clamp(WORK / (3.0 * rows * parameters * members), LEAST_EPOCHS, EPOCHS);
    }

    /** As many as go through their epochs in about a minute. Where rows are few, what an ensemble evens out is large, and members cost little. */
    static int members(int rows, int parameters) {
        int most = rows < TINY ? 4 : rows < SMALL ? 16 : rows < MEDIUM ? 12 : 8;
        return (int) Math.clamp(WORK / (3.0 * rows * parameters * EPOCHS / 2), 1, most);
    }

    /** The last of the four cycles takes 8/15 of the epochs: its end is worth waiting for where the one before it was the best. */
    static int patience(int epochs) {
        return Math.max(3, (int) Math.ceil(0.55 * epochs));
    }

    /** Puts scaling layers into a perceptron: of an ensemble's members in front of each dense layer, of an ordinary network in front of it. */
    static NetworkSpec scaled(NetworkSpec standard, int members, boolean frontScale) {
        List<LayerSpec> layers = new ArrayList<>();
        if (members > 1) {
            layers.add(new LayerSpec.Members(members));
        }
        LayerSpec last = standard.layers().getLast();
        boolean first = true; // of the dense ones: embeddings come before
        int[] starts = new int[standard.layers().size()];
        for (int i = 0; i < starts.length; i++) {
            LayerSpec layer = standard.layers().get(i);
            boolean dense = layer instanceof LayerSpec.Dense;
            starts[i] = layers.size();
            if (dense && members > 1) {
                // Members begin apart by their inputs and by what they make of the last units.
                boolean apart = first || layer.equals(last);
                layers.add(
                        new LayerSpec.Scale(members, false, apart ? Initializer.RANDOM_SIGN : Initializer.constant(1)));
            } else if (dense && first && frontScale) {
                layers.add(new LayerSpec.Scale(1, false, Initializer.constant(1)));
            }
            first &= !dense;
            layers.add(
                    layer instanceof LayerSpec.Residual block
                            ? new LayerSpec.Residual(layers.size() - starts[i - block.layers()])
                            : Normalization.ofMembers(layer, members));
        }
        return new NetworkSpec(standard.inputs(), layers);
    }

    /** Weights of variance 1/inputs, and none behind the last hidden layer: predictions begin at the mean. */
    static NetworkSpec initialized(NetworkSpec standard) {
        List<LayerSpec> layers = new ArrayList<>(standard.layers());
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof LayerSpec.Dense dense) {
                boolean output = i == layers.size() - 1;
                layers.set(
                        i,
                        new LayerSpec.Dense(
                                dense.units(),
                                dense.activation(),
                                output ? Initializer.ZERO : Initializer.LECUN_NORMAL));
            }
        }
        return new NetworkSpec(standard.inputs(), layers);
    }

    /**
     * The rates of the NTK parametrisation, whose weights {@code v} enter as {@code v / sqrt(inputs)}: a step of Adam's that moves {@code v} by the rate moves {@code
     * v / sqrt(inputs)} by that much less. Biases move slowly, factors of the inputs fast.
     */
    static TensorFactors rates(NetworkSpec spec) {
        TensorFactors factors = TensorFactors.NONE;
        int inputs = spec.inputs();
        int dense = 0;
        boolean scales = false;
        for (LayerSpec layer : spec.layers()) {
            if (layer instanceof LayerSpec.Dense here) {
                dense++;
                factors = factors.rate(new TensorChoice(dense, Tensor.Kind.WEIGHT), 1 / Math.sqrt(inputs));
                inputs = here.units();
            } else if (layer instanceof LayerSpec.Embedding embedding) {
                inputs = embedding.outputs(inputs);
            }
            scales |= layer instanceof LayerSpec.Scale && dense == 0;
        }
        factors = factors.rate(TensorChoice.biases(), BIAS_RATE).decay(TensorChoice.biases(), 0);
        if (scales) {
            factors = factors.rate(TensorChoice.scale(1), FRONT_SCALE_RATE);
        }
        return scales || Normalization.isIn(spec) ? factors.decay(TensorChoice.scales(), 0) : factors;
    }
}
