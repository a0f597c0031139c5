package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernels;
import java.util.Arrays;
import java.util.Map;

/**
 * Yogi (Zaheer et al., 2018): Adam whose mean of squares falls slowly: {@code v = v - (1 - beta2) * sign(v - g^2) * g^2}. Both means start at a small number.
 *
 * @param learningRate positive
 * @param beta1 share of the old mean of gradients that stays; from 0 to below 1
 * @param beta2 1 minus how much of a square comes in; from 0 to below 1
 * @param epsilon added to the root; positive
 * @param epsilonRoot a second epsilon, under the root; 0 for none
 * @param initialAccumulator where both means start; 0 or positive
 * @param weightDecay weight decay
 */
public record Yogi(
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double epsilonRoot,
        double initialAccumulator,
        WeightDecay weightDecay)
        implements Optimizer {

    static final Rule RULE = Rule.named("yogi", Yogi.class)
            .formula("m as adam, v = v - (1 - b2) sign(v - g^2) g^2, w = w - rate m' / (sqrt(v') + e)")
            .source("Zaheer et al., Adaptive Methods for Nonconvex Optimization, 2018")
            .use("Sparse or heavy-tailed gradients, where Adam's steps grow too fast.")
            .known(Convention.OPTAX)
            .rate(0.002)
            .factor("beta1", 0.9, "share of the old mean of gradients that stays")
            .factor("beta2", 0.999, "1 minus how much of a square comes in")
            .epsilon(1e-3)
            .epsilonRoot(0)
            .number("initial-accumulator", 1e-6, Range.NOT_NEGATIVE, "where both means start")
            .decay(0)
            .form(WeightDecay.Form.DECOUPLED, WeightDecay.Form.UPDATE)
            .build();

    /** Checks the ranges. */
    public Yogi {
        RULE.check(learningRate, beta1, beta2, epsilon, epsilonRoot, initialAccumulator, weightDecay);
    }

    /** Returns Lanewise's defaults. */
    public static Yogi defaults() {
        return (Yogi) RULE.standard(Convention.LANEWISE);
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
        private final Yogi rule;
        private final AdamScalars a = new AdamScalars();
        private final float[] means = slab();
        private final float[] squares = slab();

        State(Yogi rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
            Arrays.fill(means, (float) rule.initialAccumulator);
            Arrays.fill(squares, (float) rule.initialAccumulator);
        }

        @Override
        void prepare(long t) {
            a.prepare(
                    momentum(rule.beta1),
                    rule.beta2,
                    new Epsilon(rule.epsilon, Epsilon.Place.OUTSIDE),
                    rule.epsilonRoot,
                    true,
                    t,
                    rate);
        }

        @Override
        void update(UpdateKernels kernels, float[] w, float[] g, int from, int to) {
            kernels.variant()
                    .yogi(
                            w, g, means, squares, from, to, a.step, a.beta1, a.gain1, a.gain2, a.root, a.inner, a.outer,
                            scale, decay, shrink);
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("means", means, "squares", squares);
        }
    }
}
