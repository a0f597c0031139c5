package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernels;
import java.util.Map;

/**
 * RMSProp (Tieleman and Hinton, 2012): {@code v = rho * v + (1 - rho) * g^2}, then {@code w = w - learningRate * g / (sqrt(v) + epsilon)}.
 * Centered, the square of the mean gradient is taken off {@code v}; with momentum, {@code b = momentum * b + g / ...} and {@code w = w -
 * learningRate * b}.
 *
 * @param learningRate positive
 * @param rho share of the old mean of squares that stays; from 0 to below 1
 * @param momentum share of the old step that stays; from 0 to below 1, 0 for none
 * @param centered whether to divide by an estimate of the standard deviation
 * @param biasCorrected whether the means are corrected for their start at 0
 * @param rateInside whether the momentum buffer holds steps with the rate in them, as in Keras
 * @param epsilon keeps the step finite
 * @param weightDecay weight decay
 */
public record RmsProp(
        double learningRate,
        double rho,
        double momentum,
        boolean centered,
        boolean biasCorrected,
        boolean rateInside,
        Epsilon epsilon,
        WeightDecay weightDecay)
        implements Optimizer {

    static final Rule RULE = Rule.named("rmsprop", RmsProp.class)
            .formula("v = rho v + (1 - rho) g^2, w = w - rate g / (sqrt(v) + e)")
            .source("Tieleman and Hinton, Lecture 6.5 of Neural Networks for Machine Learning, 2012")
            .use("Recurrent networks and reinforcement learning; noisy, changing gradients.")
            .known(Convention.PYTORCH, Convention.KERAS, Convention.OPTAX, Convention.ARTICLE)
            .rate(0.001)
            .under(Convention.PYTORCH, 0.01)
            .factor("rho", 0.99, "share of the old mean of squares that stays")
            .under(Convention.KERAS, 0.9)
            .under(Convention.OPTAX, 0.9)
            .factor("momentum", 0, "share of the old step that stays")
            .flag("centered", false, "divides by the standard deviation, not by the root of the mean square")
            .flag("bias-corrected", false, "the means are divided by 1 - rho^t")
            .flag("rate-inside", false, "the momentum buffer holds steps with the rate in them")
            .under(Convention.KERAS, true)
            .epsilon(1e-8)
            .under(Convention.KERAS, 1e-7)
            .place(Epsilon.Place.OUTSIDE, Epsilon.Place.HAT)
            .under(Convention.KERAS, Epsilon.Place.INSIDE)
            .under(Convention.OPTAX, Epsilon.Place.INSIDE)
            .under(Convention.ARTICLE, Epsilon.Place.INSIDE)
            .decay()
            .build();

    /** Checks the ranges. */
    public RmsProp {
        RULE.check(learningRate, rho, momentum, centered, biasCorrected, rateInside, epsilon, weightDecay);
    }

    /** Returns Lanewise's defaults. */
    public static RmsProp defaults() {
        return (RmsProp) RULE.standard(Convention.LANEWISE);
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
        private final RmsProp rule;
        private final boolean full;
        private final float[] squares;
        private final float[] means;
        private final float[] buffer;
        private float step;
        private float beta;
        private float push;
        private float center;
        private float root;
        private float inner;

        State(RmsProp rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
            full = rule.centered || rule.momentum != 0;
            squares = slab();
            means = new float[full ? parameters : 0];
            buffer = new float[full ? parameters : 0];
        }

        @Override
        void prepare(long t) {
            double correction = rule.biasCorrected ? Powers.complement(rule.rho, t) : 1;
            beta = full ? (float) momentum(rule.momentum) : 0;
            step = rule.rateInside && full ? 1 : (float) rate;
            push = rule.rateInside ? (float) rate : 1;
            center = rule.centered ? (float) (1 / correction) : 0;
            root = (float) (1 / Math.sqrt(correction));
            inner = (float) (rule.epsilon.inner() * correction);
        }

        @Override
        void update(UpdateKernels kernels, float[] w, float[] g, int from, int to) {
            float rho = (float) rule.rho;
            float gain = (float) (1 - rule.rho);
            float outer = rule.epsilon.outer();
            if (full) {
                kernels.root()
                        .rmsPropFull(
                                w, g, squares, means, buffer, from, to, step, rho, gain, center, beta, push, root,
                                inner, outer, scale, decay, shrink);
            } else {
                kernels.root()
                        .rmsProp(w, g, squares, from, to, step, rho, gain, root, inner, outer, scale, decay, shrink);
            }
        }

        @Override
        public Map<String, float[]> slabs() {
            return full ? named("squares", squares, "means", means, "momentum", buffer) : named("squares", squares);
        }
    }
}
