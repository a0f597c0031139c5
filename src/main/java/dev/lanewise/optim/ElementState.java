package dev.lanewise.optim;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernel;
import dev.lanewise.optim.ParameterGroups.Range;
import java.util.List;

/** The state of a rule that works element by element, in one pass. The factors of a group enter its scalars. */
abstract class ElementState extends OptimizerState {

    private final WeightDecay weightDecay;
    private final List<Range> ranges;

    /** What every gradient is multiplied by. */
    float scale;

    /** What is added to the gradient for each unit of weight. */
    float decay;

    /** What the weight is multiplied by. */
    float shrink;

    private double momentum;

    ElementState(Optimizer optimizer, ParameterGroups groups) {
        super(optimizer, groups);
        weightDecay = optimizer.weightDecay();
        ranges = groups.ranges();
    }

    /** Computes the scalars of step {@code t} at a learning rate in double and rounds them once. */
    abstract void prepare(long t, double rate);

    /** Updates the elements {@code from} to {@code to - 1}. */
    abstract void update(UpdateKernel kernel, float[] w, float[] g, int from, int to);

    /** The rule's own momentum, or what the step says. */
    final double momentum(double own) {
        return Double.isNaN(momentum) ? own : momentum;
    }

    @Override
    final void advance(long t, StepSettings settings) {
        momentum = settings.momentum();
        scale = settings.gradientScale();
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            double rate = settings.learningRate() * range.factors().rate();
            double factor = settings.weightDecayFactor() * range.factors().decay();
            decay = weightDecay.coupled(factor);
            shrink = weightDecay.shrink(rate, factor);
            prepare(t, rate);
            pass(0, range.from(), range.to());
        }
    }

    @Override
    final void tile(int phase, Kernels twins, float[] w, float[] g, int start, int from, int to, int member) {
        update(twins.updates(), w, g, from, to);
    }
}
