package dev.lanewise.train;

import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Notes the internals of a training: norms of gradients, weights and updates by layer, idle units, the sizes of the optimizer's moments. It is a listener of
 * the {@link Trainer}, looks at one step in some, and changes nothing: the weights are the same bits with and without it. For one training.
 */
public final class Recorder implements TrainingListener {

    /** Steps from one look to the next where nothing is said: a look costs about as much as two steps. */
    public static final int EVERY = 100;

    /** Looks after which every second one is dropped, and looks are taken half as often. */
    private static final int MOST = 400;

    private static final float END = 0.01f;

    private final List<Recording.LayerSample> layers = new ArrayList<>();
    private final List<Recording.MomentSample> moments = new ArrayList<>();
    private final long[] counts = new long[Recording.MomentSample.COUNT];
    private long every;
    private int looks;
    private float[] before = {};
    private double[] gradientNorms = {};

    /**
     * Looks at step 1 and then at every so many steps; in a long training less often, so that there are never more than 400 looks.
     *
     * @param every steps from one look to the next, at least 1
     */
    public Recorder(int every) {
        if (every < 1) {
            throw new UserException("A recorder looks at every step or at one in some, not at one in " + every + ".");
        }
        this.every = every;
    }

    /** Returns what was noted. */
    public Recording recording() {
        return new Recording(layers, moments);
    }

    /** Whether to look at a step, counted from 1. */
    boolean wants(long step) {
        return (step - 1) % every == 0;
    }

    /** The gradients of a step are there, its update is not done. */
    void before(Network network, float[] gradients, float scale) {
        float[] w = network.parameters();
        if (before.length != w.length) {
            before = new float[w.length];
        }
        System.arraycopy(w, 0, before, 0, w.length);
        gradientNorms = new double[network.spec().layers().size()];
        for (int pass = 0; pass < gradientNorms.length; pass++) {
            if (network.spec().layers().get(pass) instanceof LayerSpec.Dense) {
                Tensor weight = tensor(network, pass, "weight");
                Tensor bias = tensor(network, pass, "bias");
                gradientNorms[pass] = scale * Math.sqrt(squares(gradients, weight) + squares(gradients, bias));
            }
        }
    }

    /** The update of the step is done. */
    void after(Trainer trainer, Network network, Workspace workspace) {
        long step = trainer.optimizerState().steps();
        int pass = 0;
        int layer = 0;
        for (LayerSpec spec : network.spec().layers()) {
            if (spec instanceof LayerSpec.Dense dense) {
                Tensor weight = tensor(network, pass, "weight");
                Tensor bias = tensor(network, pass, "bias");
                layers.add(new Recording.LayerSample(
                        trainer.epochsDone() + 1,
                        step,
                        layer + 1,
                        trainer.settings().learningRate(),
                        gradientNorms[pass],
                        Math.sqrt(squares(before, weight) + squares(before, bias)),
                        Math.sqrt(change(network.parameters(), weight) + change(network.parameters(), bias)),
                        idle(
                                dense.activation(),
                                workspace.output(pass),
                                workspace.rows() * workspace.members(),
                                dense.units())));
                layer++;
            }
            pass++;
        }
        for (Map.Entry<String, float[]> slab : trainer.optimizerState().slabs().entrySet()) {
            boolean parallel = slab.getValue().length == network.parameters().length;
            // What lies before the first tensor belongs to no parameter.
            int from = parallel ? network.layout().tensors().getFirst().offset() : 0;
            moments.add(histogram(step, slab.getKey(), slab.getValue(), from));
        }
        looks++;
        thin();
    }

    private static Tensor tensor(Network network, int pass, String name) {
        return network.layout().tensor("layers." + pass + "." + name);
    }

    /** Sum of squares of a tensor's elements; four chains, so that the next need not wait for the last. */
    private static double squares(float[] slab, Tensor tensor) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int end = tensor.offset() + tensor.size();
        int i = tensor.offset();
        for (; i + 3 < end; i += 4) {
            a += (double) slab[i] * slab[i];
            b += (double) slab[i + 1] * slab[i + 1];
            c += (double) slab[i + 2] * slab[i + 2];
            d += (double) slab[i + 3] * slab[i + 3];
        }
        for (; i < end; i++) {
            a += (double) slab[i] * slab[i];
        }
        return (a + b) + (c + d);
    }

    /** Sum of squares of what changed; leaves the differences in {@link #before}. */
    private double change(float[] now, Tensor tensor) {
        for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
            before[i] = now[i] - before[i];
        }
        return squares(before, tensor);
    }

    /** Share of units that give nothing new on any row. */
    private static double idle(Activation activation, float[] output, int rows, int units) {
        boolean relu = activation == Activation.RELU || activation == Activation.RELU6;
        boolean sigmoid = activation == Activation.SIGMOID || activation == Activation.HARD_SIGMOID;
        if (!relu && !sigmoid && activation != Activation.TANH) {
            return Double.NaN;
        }
        float low = relu ? 0 : sigmoid ? END : -1 + END;
        float high = !relu ? 1 - END : activation == Activation.RELU6 ? 6 : Float.POSITIVE_INFINITY;
        boolean[] lively = new boolean[units];
        for (int r = 0; r < rows; r++) {
            for (int u = 0; u < units; u++) {
                float y = output[r * units + u];
                lively[u] |= y > low && y < high;
            }
        }
        int idle = 0;
        for (boolean unit : lively) {
            idle += unit ? 0 : 1;
        }
        return (double) idle / units;
    }

    private Recording.MomentSample histogram(long step, String name, float[] slab, int from) {
        Arrays.fill(counts, 0);
        long zeros = 0;
        for (int i = from; i < slab.length; i++) {
            float value = slab[i];
            if (value == 0) {
                zeros++;
            } else {
                int bin = Math.getExponent(value) - Recording.MomentSample.LEAST;
                counts[Math.max(0, Math.min(counts.length - 1, bin))]++;
            }
        }
        return new Recording.MomentSample(
                step, name, zeros, Arrays.stream(counts).boxed().toList());
    }

    /** Keeps every second look of a long training. */
    private void thin() {
        if (looks >= MOST) {
            every *= 2;
            layers.removeIf(sample -> !wants(sample.step()));
            moments.removeIf(sample -> !wants(sample.step()));
            looks = (looks + 1) / 2;
        }
    }
}
