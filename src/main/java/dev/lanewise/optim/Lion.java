package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernels;
import java.util.Map;

/**
 * Lion (Chen et al., 2023): {@code w = w - learningRate * sign(beta1 * m + (1 - beta1) * g)}, then {@code m = beta2 * m + (1 - beta2) * g}. The sign of 0 is 0.
 *
 * @param learningRate positive
 * @param beta1 share of the mean in the direction; from 0 to below 1
 * @param beta2 share of the old mean of gradients that stays; from 0 to below 1
 * @param weightDecay weight decay
 */
public record Lion(double learningRate, double beta1, double beta2, WeightDecay weightDecay) implements Optimizer {

    static final Rule RULE = Rule.named("lion", Lion.class)
            .formula("w = w - rate sign(b1 m + (1 - b1) g), m = b2 m + (1 - b2) g")
            .source("Chen et al., Symbolic Discovery of Optimization Algorithms, 2023")
            .use("Large batches and little memory; a rate 3 to 10 times below Adam's, a decay as much above.")
            .known(Convention.KERAS, Convention.OPTAX)
            .rate(1e-4)
            .under(Convention.KERAS, 0.001)
            .factor("beta1", 0.9, "share of the mean in the direction")
            .factor("beta2", 0.99, "share of the old mean of gradients that stays")
            .decay(0)
            .under(Convention.OPTAX, 1e-3)
            .form(WeightDecay.Form.DECOUPLED, WeightDecay.Form.UPDATE)
            .build();

    /** Checks the ranges. */
    public Lion {
        RULE.check(learningRate, beta1, beta2, weightDecay);
    }

    /** Returns Lanewise's defaults. */
    public static Lion defaults() {
        return (Lion) RULE.standard(Convention.LANEWISE);
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
        private final Lion rule;
        private final float[] means = slab();
        private float step;
        private float beta1;
        private float gain1;

        State(Lion rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
        }

        @Override
        void prepare(long t) {
            double share = momentum(rule.beta1);
            step = (float) rate;
            beta1 = (float) share;
            gain1 = (float) (1 - share);
        }

        @Override
        void update(UpdateKernels kernels, float[] w, float[] g, int from, int to) {
            float beta2 = (float) rule.beta2;
            float gain2 = (float) (1 - rule.beta2);
            kernels.descent().lion(w, g, means, from, to, step, beta1, gain1, beta2, gain2, scale, decay, shrink);
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("means", means);
        }
    }
}
