package dev.lanewise.optim;

import dev.lanewise.core.Team;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.optim.ParameterGroups.Factors;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The running state of an optimizer: its moments, parallel to the parameters, and the number of steps. Not for use by several threads. */
public abstract class OptimizerState {

    private static final float[] EMPTY = {};

    final ParameterGroups groups;
    final int parameters;

    /** The rate of the group that is worked on. */
    double rate;

    /** What every gradient is multiplied by. */
    float scale;

    /** What is added to the gradient for each unit of weight. */
    float decay;

    /** What the weight is multiplied by. */
    float shrink;

    /** What is added to the direction of the step for each unit of weight. */
    float pull;

    private final WeightDecay weightDecay;
    private double momentum;
    private float decoupled;
    private final StepSettings standard;
    private final Tiles tiles = new Tiles(this::tile);
    private @Nullable Kernels kernels;
    private @Nullable Team team;
    private float[] weights = EMPTY;
    private float[] gradients = EMPTY;
    private long steps;

    OptimizerState(Optimizer optimizer, ParameterGroups groups) {
        this.groups = groups;
        parameters = groups.layout().size();
        weightDecay = optimizer.weightDecay();
        standard = new StepSettings(optimizer.learningRate());
    }

    /** Does step {@code t}: computes its scalars in double, rounds them once, and runs its passes by {@link #pass}. */
    abstract void advance(long t, StepSettings settings);

    /**
     * Does one pass over some elements; elements {@code from} to {@code to - 1} belong to nobody else at that time.
     *
     * @param phase which of the step's passes
     * @param start where the range began that {@link #pass} was called with; blocks of sums are counted from there
     */
    abstract void tile(int phase, Kernels twins, float[] w, float[] g, int start, int from, int to, int member);

    /** Computes what settings and a group's factors say together. */
    final void enter(StepSettings settings, Factors factors) {
        double factor = settings.weightDecayFactor() * factors.decay();
        rate = settings.learningRate() * factors.rate();
        if (!(rate <= Float.MAX_VALUE)) {
            throw new UserException(
                    "The learning rate " + Rule.text(settings.learningRate()) + " times a group's factor "
                            + Rule.text(factors.rate()) + " is too large for a float. Take a smaller factor.");
        }
        scale = settings.gradientScale();
        decay = weightDecay.coupled(factor);
        shrink = weightDecay.shrink(rate, factor);
        pull = weightDecay.pull(factor);
        readMomentum(settings);
        decoupled = weightDecay.decoupled(factor);
    }

    /** Takes the momentum of the step over. */
    final void readMomentum(StepSettings settings) {
        momentum = settings.momentum();
    }

    /** The strength of decoupled weight decay, for rules that do not multiply the weight. */
    final float decoupled() {
        return decoupled;
    }

    /** The rule's own momentum, or what the step says. */
    final double momentum(double own) {
        return Double.isNaN(momentum) ? own : momentum;
    }

    /** A slab of zeros. */
    final float[] slab() {
        return new float[parameters];
    }

    /**
     * Runs a pass over a range, cut into tiles. The first pass of a step begins at the end, where gradients were written last and are still in caches, and ends where the next forward
     * pass begins; a second goes back.
     */
    final void pass(int phase, int from, int to) {
        tiles.run(team(), phase, from, to, phase % 2 == 0);
    }

    /** The first pass over tensors of which each member of the team has a part. */
    final Shares shares(List<Tensor> tensors) {
        return new Shares(this::tile, tensors, team().threads());
    }

    private void tile(int phase, int start, int from, int to, int member) {
        tile(phase, kernels(), weights, gradients, start, from, to, member);
    }

    /** The execution's kernels; only inside a step. */
    final Kernels kernels() {
        return Objects.requireNonNull(kernels);
    }

    /** The execution's team; only inside a step. */
    final Team team() {
        return Objects.requireNonNull(team);
    }

    /** The parameters; only inside a step. */
    final float[] weights() {
        return weights;
    }

    /** A view of names and arrays in the order given. */
    static Map<String, float[]> named(Object... namesAndArrays) {
        Map<String, float[]> slabs = new LinkedHashMap<>();
        for (int i = 0; i < namesAndArrays.length; i += 2) {
            slabs.put((String) namesAndArrays[i], (float[]) namesAndArrays[i + 1]);
        }
        return Collections.unmodifiableMap(slabs);
    }

    /** The same for what is no slab. */
    static Map<String, double[]> numbers(Object... namesAndArrays) {
        Map<String, double[]> numbers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndArrays.length; i += 2) {
            numbers.put((String) namesAndArrays[i], (double[]) namesAndArrays[i + 1]);
        }
        return Collections.unmodifiableMap(numbers);
    }

    /** Returns the moments by name, always in the same order; live arrays, one element a parameter. */
    public abstract Map<String, float[]> slabs();

    /** Returns what the rule carries from step to step beside the moments, by name, always in the same order; live arrays. Most rules have nothing. */
    public Map<String, double[]> scalars() {
        return Collections.emptyMap();
    }

    /**
     * Returns the floats that a step reads and writes for each parameter, were nothing kept in caches: in one pass the gradient once, the weight and each
     * moment twice.
     */
    public int floatsMoved() {
        int slabs = 1;
        for (float[] slab : slabs().values()) {
            slabs += slab.length == parameters ? 1 : 0;
        }
        return 1 + 2 * slabs;
    }

    /** Returns the number of steps done. */
    public final long steps() {
        return steps;
    }

    /**
     * Goes on after a given number of steps, with moments that were written into {@link #slabs()} and {@link #scalars()}, and with parameters that are trained.
     *
     * @param done steps done so far
     */
    public void resume(long done) {
        steps = done;
    }

    /**
     * Changes the parameters from those that are trained to those that are judged, saved and predicted with; for most rules they are the same, and nothing
     * happens. No step may be done before {@link #toTraining}.
     */
    public void toEvaluation(float[] w) {}

    /** Takes {@link #toEvaluation} back, to the same bits. */
    public void toTraining(float[] w) {}

    /**
     * Turns a copy of the parameters into those that are trained, whichever it was taken of; the state itself does not change.
     *
     * @param copy parameters as they are now
     */
    public void trainedWeights(float[] copy) {}

    /** Does one step at the optimizer's own learning rate. */
    public final void step(Execution execution, float[] w, float[] g) {
        step(execution, w, g, standard);
    }

    /**
     * Does one step.
     *
     * @param w parameters, updated
     * @param g gradients, not changed
     * @param settings learning rate and what else may change from step to step
     */
    public final void step(Execution execution, float[] w, float[] g, StepSettings settings) {
        if (w.length != parameters || g.length != parameters) {
            throw new IllegalArgumentException("the state is for " + parameters + " parameters, not for " + w.length
                    + " weights and " + g.length + " gradients");
        }
        kernels = execution.kernels();
        team = execution.team();
        weights = w;
        gradients = g;
        steps++;
        advance(steps, settings);
        weights = EMPTY;
        gradients = EMPTY;
    }
}
