package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernels;
import java.util.Map;

/**
 * NAdam (Dozat, 2016), Adam that looks ahead as Nesterov's momentum does: {@code m} and {@code v} as in Adam, {@code mu_t = beta1 * (1 - 0.5 * 0.96^(t *
 * momentumDecay))}, {@code w = w - learningRate * (mu_(t+1) * m / (1 - mu_1...mu_(t+1)) + (1 - mu_t) * g / (1 - mu_1...mu_t)) / (sqrt(v / (1 -
 * beta2^t)) + epsilon)}.
 *
 * @param learningRate positive
 * @param beta1 share of the old mean of gradients that stays; from 0 to below 1
 * @param beta2 share of the old mean of squares that stays; from 0 to below 1
 * @param momentumDecay how fast {@code mu} comes to {@code beta1}; 0 or positive
 * @param warmMomentum whether {@code mu} is warmed up; otherwise it is {@code beta1}
 * @param epsilon keeps the step finite; positive
 * @param weightDecay weight decay
 */
public record NAdam(
        double learningRate,
        double beta1,
        double beta2,
        double momentumDecay,
        boolean warmMomentum,
        double epsilon,
        WeightDecay weightDecay)
        implements Optimizer {

    static final Rule RULE = Rule.named("nadam", NAdam.class)
            .formula(
                    "m, v as adam, w = w - rate (mu' m / (1 - prod mu') + (1 - mu) g / (1 - prod mu)) / (sqrt(v') + e), mu = b1 (1 - 0.96^(t psi) / 2)")
            .source("Dozat, Incorporating Nesterov Momentum into Adam, 2016")
            .use("As Adam, often a little faster.")
            .known(Convention.PYTORCH, Convention.KERAS, Convention.OPTAX)
            .rate(0.002)
            .under(Convention.KERAS, 0.001)
            .betas(0.9, 0.999)
            .number("momentum-decay", 0.004, Range.NOT_NEGATIVE, "psi: how fast mu comes to beta1")
            .under(Convention.KERAS, 1)
            .flag("warm-momentum", true, "mu is warmed up; otherwise it is beta1")
            .under(Convention.OPTAX, false)
            .epsilon(1e-8)
            .under(Convention.KERAS, 1e-7)
            .decay()
            .build();

    /** Checks the ranges. */
    public NAdam {
        RULE.check(learningRate, beta1, beta2, momentumDecay, warmMomentum, epsilon, weightDecay);
    }

    /** Returns Lanewise's defaults. */
    public static NAdam defaults() {
        return (NAdam) RULE.standard(Convention.LANEWISE);
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
        private final NAdam rule;
        private final AdamScalars a = new AdamScalars();
        private final Epsilon epsilon;
        private final double base;
        private final double[] product = {1};
        private final float[] means = slab();
        private final float[] squares = slab();
        private double mu;
        private double next;
        private float keep;
        private float look;

        State(NAdam rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
            epsilon = new Epsilon(rule.epsilon, Epsilon.Place.OUTSIDE);
            base = StrictMath.pow(0.96, rule.momentumDecay);
        }

        private double mu(long t) {
            double beta1 = momentum(rule.beta1);
            return rule.warmMomentum ? beta1 * (1 - 0.5 * Powers.power(base, t)) : beta1;
        }

        @Override
        void beginStep(long t, StepSettings settings) {
            mu = mu(t);
            next = mu(t + 1);
            product[0] *= mu;
        }

        @Override
        void prepare(long t) {
            a.prepare(momentum(rule.beta1), rule.beta2, epsilon, 0, true, t, rate);
            keep = (float) (rate * next / (1 - product[0] * next));
            look = (float) (rate * (1 - mu) / (1 - product[0]));
        }

        @Override
        void update(UpdateKernels kernels, float[] w, float[] g, int from, int to) {
            kernels.adam()
                    .nadam(
                            w, g, means, squares, from, to, keep, look, a.beta1, a.gain1, a.beta2, a.gain2, a.root,
                            a.inner, a.outer, scale, decay, shrink);
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("means", means, "squares", squares);
        }

        @Override
        public Map<String, double[]> scalars() {
            return numbers("momentum-product", product);
        }
    }
}
