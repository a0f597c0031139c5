package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernels;
import java.util.List;
import java.util.Map;

/**
 * Adamax (Kingma and Ba, 2015): {@code m} as in Adam, {@code u = max(beta2 * u, |g| + epsilon)}, then {@code w = w - learningRate / (1 - beta1^t) * m /
 * u}. With epsilon outside, {@code u = max(beta2 * u, |g|)} and the division is by {@code u + epsilon}.
 *
 * @param learningRate positive
 * @param beta1 share of the old mean of gradients that stays; from 0 to below 1
 * @param beta2 share of the old largest magnitude that stays; from 0 to below 1
 * @param epsilon keeps the step finite
 * @param weightDecay weight decay
 */
public record Adamax(double learningRate, double beta1, double beta2, Epsilon epsilon, WeightDecay weightDecay)
        implements Optimizer {

    static final Rule RULE = Rule.named("adamax", Adamax.class)
            .formula("m as adam, u = max(b2 u, |g| + e), w = w - rate / (1 - b1^t) m / u")
            .source("Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015, section 7.1")
            .use("Gradients with rare large spikes, embeddings.")
            .known(Convention.PYTORCH, Convention.KERAS, Convention.OPTAX)
            .rate(0.002)
            .under(Convention.KERAS, 0.001)
            .factor("beta1", 0.9, "share of the old mean of gradients that stays")
            .factor("beta2", 0.999, "share of the old largest magnitude that stays")
            .epsilon(1e-8)
            .under(Convention.KERAS, 1e-7)
            .add(Hyper.choice(
                    "epsilon-place",
                    Epsilon.Place.INSIDE,
                    Hyper.allBut(Epsilon.Place.class, List.of(Epsilon.Place.HAT)),
                    "inside the maximum or outside, added to u"))
            .under(Convention.KERAS, Epsilon.Place.OUTSIDE)
            .decay()
            .build();

    /** Checks the ranges. */
    public Adamax {
        RULE.check(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    /** Returns Lanewise's defaults. */
    public static Adamax defaults() {
        return (Adamax) RULE.standard(Convention.LANEWISE);
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
        private final Adamax rule;
        private final AdamScalars a = new AdamScalars();
        private final float[] means = slab();
        private final float[] largest = slab();

        State(Adamax rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
        }

        @Override
        void prepare(long t) {
            a.prepare(momentum(rule.beta1), rule.beta2, rule.epsilon, 0, true, t, rate);
        }

        @Override
        void update(UpdateKernels kernels, float[] w, float[] g, int from, int to) {
            kernels.adam()
                    .adamax(
                            w,
                            g,
                            means,
                            largest,
                            from,
                            to,
                            a.step,
                            a.beta1,
                            a.gain1,
                            a.beta2,
                            rule.epsilon.inner(),
                            rule.epsilon.outer(),
                            scale,
                            decay,
                            shrink);
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("means", means, "largest", largest);
        }
    }
}
