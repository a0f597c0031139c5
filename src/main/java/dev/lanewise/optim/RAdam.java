package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernels;
import java.util.Map;

/**
 * RAdam (Liu et al., 2020): Adam whose steps are rectified by how many gradients the mean of squares has seen. With {@code rho_t = rho - 2 t beta2^t / (1 -
 * beta2^t)} and {@code rho = 2 / (1 - beta2) - 1}: above the threshold {@code w = w - learningRate * r_t * m' / (sqrt(v') + epsilon)}, otherwise {@code w
 * = w - learningRate * m'}. A square that overflows a float shows as NaN even in the first steps.
 *
 * @param learningRate positive
 * @param beta1 share of the old mean of gradients that stays; from 0 to below 1
 * @param beta2 share of the old mean of squares that stays; from 0 to below 1
 * @param threshold {@code rho_t} up to which the step is not divided
 * @param epsilon keeps the step finite
 * @param epsilonRoot a second epsilon, under the root; 0 for none
 * @param weightDecay weight decay
 */
public record RAdam(
        double learningRate,
        double beta1,
        double beta2,
        double threshold,
        Epsilon epsilon,
        double epsilonRoot,
        WeightDecay weightDecay)
        implements Optimizer {

    static final Rule RULE = Rule.named("radam", RAdam.class)
            .formula("m, v as adam, w = w - rate r m' / (sqrt(v') + e); w = w - rate m' while rho_t <= 5")
            .source("Liu et al., On the Variance of the Adaptive Learning Rate and Beyond, 2020")
            .use("As Adam without a warm-up of the rate.")
            .known(Convention.PYTORCH, Convention.OPTAX)
            .rate(0.001)
            .betas(0.9, 0.999)
            .number(
                    "threshold",
                    5,
                    new Range(4, true, Double.POSITIVE_INFINITY),
                    "length of the mean of squares up to which the step is not divided")
            .epsilon(1e-8)
            .place(Epsilon.Place.OUTSIDE, Epsilon.Place.INSIDE)
            .under(Convention.PYTORCH, Epsilon.Place.HAT)
            .epsilonRoot(0)
            .decay()
            .build();

    /** Checks the ranges. */
    public RAdam {
        RULE.check(learningRate, beta1, beta2, threshold, epsilon, epsilonRoot, weightDecay);
    }

    /** Returns Lanewise's defaults. */
    public static RAdam defaults() {
        return (RAdam) RULE.standard(Convention.LANEWISE);
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
        private final RAdam rule;
        private final AdamScalars a = new AdamScalars();
        private float step;
        private float root;
        private float inner;
        private float outer;
        private final float[] means = slab();
        private final float[] squares = slab();

        State(RAdam rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
        }

        @Override
        void prepare(long t) {
            a.prepare(momentum(rule.beta1), rule.beta2, rule.epsilon, rule.epsilonRoot, true, t, rate);
            double rho = 2 / (1 - rule.beta2) - 1;
            double seen = rho - 2 * t * Powers.power(rule.beta2, t) / Powers.complement(rule.beta2, t);
            boolean divides = seen > rule.threshold;
            double square = (seen - 4) * (seen - 2) * rho / ((rho - 4) * (rho - 2) * seen);
            step = (float) (divides ? a.step * Math.sqrt(square) : rate / a.correction1);
            root = divides ? a.root : 0;
            inner = a.inner;
            outer = divides ? a.outer : 1;
        }

        @Override
        void update(UpdateKernels kernels, float[] w, float[] g, int from, int to) {
            kernels.adam()
                    .adam(
                            w, g, means, squares, from, to, step, a.beta1, a.gain1, a.beta2, a.gain2, root, inner,
                            outer, scale, decay, shrink);
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("means", means, "squares", squares);
        }
    }
}
