package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernels;
import java.util.Map;

/**
 * AdaBelief (Zhuang et al., 2020): Adam that divides by how far gradients are from their mean: {@code v = beta2 * v + (1 - beta2) * (g - m)^2 + epsilonRoot}.
 *
 * @param learningRate positive
 * @param beta1 share of the old mean of gradients that stays; from 0 to below 1
 * @param beta2 share of the old mean of squared differences that stays; from 0 to below 1
 * @param epsilon added to the root; positive
 * @param epsilonRoot added to the mean in every step; 0 or positive
 * @param weightDecay weight decay
 */
public record AdaBelief(
        double learningRate, double beta1, double beta2, double epsilon, double epsilonRoot, WeightDecay weightDecay)
        implements Optimizer {

    static final Rule RULE = Rule.named("adabelief", AdaBelief.class)
            .formula("m as adam, v = b2 v + (1 - b2) (g - m)^2 + e', w = w - rate m' / (sqrt(v') + e)")
            .source("Zhuang et al., AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients, 2020")
            .use("As Adam; larger steps where gradients agree.")
            .known(Convention.OPTAX)
            .rate(0.001)
            .betas(0.9, 0.999)
            .epsilon(1e-16)
            .number("epsilon-root", 1e-16, Range.NOT_NEGATIVE, "added to v in every step")
            .decay(0)
            .form(WeightDecay.Form.DECOUPLED, WeightDecay.Form.UPDATE)
            .build();

    /** Checks the ranges. */
    public AdaBelief {
        RULE.check(learningRate, beta1, beta2, epsilon, epsilonRoot, weightDecay);
    }

    /** Returns Lanewise's defaults. */
    public static AdaBelief defaults() {
        return (AdaBelief) RULE.standard(Convention.LANEWISE);
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
        private final AdaBelief rule;
        private final AdamScalars a = new AdamScalars();
        private final float[] means = slab();
        private final float[] squares = slab();

        State(AdaBelief rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
        }

        @Override
        void prepare(long t) {
            a.prepare(
                    momentum(rule.beta1),
                    rule.beta2,
                    new Epsilon(rule.epsilon, Epsilon.Place.OUTSIDE),
                    0,
                    true,
                    t,
                    rate);
        }

        @Override
        void update(UpdateKernels kernels, float[] w, float[] g, int from, int to) {
            kernels.variant()
                    .adaBelief(
                            w,
                            g,
                            means,
                            squares,
                            from,
                            to,
                            a.step,
                            a.beta1,
                            a.gain1,
                            a.beta2,
                            a.gain2,
                            a.root,
                            (float) rule.epsilonRoot,
                            a.outer,
                            scale,
                            decay,
                            shrink);
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("means", means, "squares", squares);
        }
    }
}
