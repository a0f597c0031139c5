package dev.lanewise.optim;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.UpdateKernels;
import java.util.Arrays;
import java.util.Map;

/**
 * Rprop (Riedmiller and Braun, 1993), for full batches: every weight has a step size of its own, which starts at the learning rate, grows while the gradient
 * keeps its sign and shrinks where it changes; the gradient's size does not matter. After a change of sign the weight rests for a step.
 *
 * @param learningRate positive
 * @param shrinkBy factor after a change of sign; above 0 and below 1
 * @param growBy factor where the sign stays; above 1
 * @param leastStep smallest step size; positive
 * @param largestStep largest step size
 * @param weightDecay weight decay
 */
public record Rprop(
        double learningRate,
        double shrinkBy,
        double growBy,
        double leastStep,
        double largestStep,
        WeightDecay weightDecay)
        implements Optimizer {

    static final Rule RULE = Rule.named("rprop", Rprop.class)
            .formula("t = t grow or t shrink by the sign of g g_before, w = w - t sign(g)")
            .source("Riedmiller and Braun, A direct adaptive method for faster backpropagation learning, 1993")
            .use(
                    "Small data in one batch; not for mini-batches. The learning rate is the first step only, and a schedule moves nothing after it.")
            .known(Convention.PYTORCH)
            .rate(0.001)
            .under(Convention.PYTORCH, 0.01)
            .number("shrink-by", 0.5, Range.INSIDE, "factor of the step size after a change of sign")
            .number(
                    "grow-by",
                    1.2,
                    new Range(1, false, Double.POSITIVE_INFINITY),
                    "factor of the step size where the sign stays")
            .number("least-step", 1e-6, Range.POSITIVE, "smallest step size")
            .number("largest-step", 50, Range.POSITIVE, "largest step size")
            .decay()
            .build();

    /** Checks the ranges. */
    public Rprop {
        RULE.check(learningRate, shrinkBy, growBy, leastStep, largestStep, weightDecay);
        if (leastStep > largestStep) {
            throw new UserException("least-step of optimizer rprop must not be above largest-step, which is "
                    + Rule.text(largestStep) + "; it is " + Rule.text(leastStep) + ".");
        }
    }

    /** Returns Lanewise's defaults. */
    public static Rprop defaults() {
        return (Rprop) RULE.standard(Convention.LANEWISE);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public OptimizerState start(ParameterGroups groups) {
        return new State(this, groups);
    }

    private static final class State extends ElementState {
        private final Rprop rule;
        private final float[] previous = slab();
        private final float[] sizes = slab();

        State(Rprop rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
        }

        @Override
        void beginPart(int from, int to) {
            Arrays.fill(sizes, from, to, (float) rate);
        }

        @Override
        void prepare(long t) {}

        @Override
        void update(UpdateKernels kernels, float[] w, float[] g, int from, int to) {
            kernels.descent()
                    .rprop(
                            w,
                            g,
                            previous,
                            sizes,
                            from,
                            to,
                            (float) rule.growBy,
                            (float) rule.shrinkBy,
                            (float) rule.leastStep,
                            (float) rule.largestStep,
                            scale,
                            decay,
                            shrink);
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("previous", previous, "sizes", sizes);
        }
    }
}
