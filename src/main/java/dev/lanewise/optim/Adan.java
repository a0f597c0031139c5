package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernels;
import java.util.List;
import java.util.Map;

/**
 * Adan (Xie et al., 2022): means of gradients {@code m}, of their changes {@code v}, and of squares {@code n} of the gradient looked ahead, {@code g +
 * ahead * (g - g_before)}; {@code w = w - learningRate * (m' + ahead * v') / (sqrt(n') + epsilon)}.
 *
 * @param learningRate positive
 * @param beta1 share of the old mean of gradients that stays; from 0 to below 1
 * @param beta2 share of the old mean of changes that stays; from 0 to below 1
 * @param beta3 share of the old mean of squares that stays; from 0 to below 1
 * @param ahead weight of the changes
 * @param epsilon added to the root; positive
 * @param epsilonRoot a second epsilon, under the root; 0 for none
 * @param weightDecay weight decay
 */
public record Adan(
        double learningRate,
        double beta1,
        double beta2,
        double beta3,
        Ahead ahead,
        double epsilon,
        double epsilonRoot,
        WeightDecay weightDecay)
        implements Optimizer {

    /** The weight of the change of a gradient where the step looks ahead. */
    public enum Ahead {
        /** {@code beta2}, as in the paper, whose beta2 is 1 minus this one, and its authors' code. */
        BETA2,
        /** {@code 1 - beta2}, as in Optax. */
        REST
    }

    static final Rule RULE = Rule.named("adan", Adan.class)
            .formula(
                    "c = g - g_before, m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) c, n = b3 n + (1 - b3) (g + b2 c)^2, w = w - rate (m' + b2 v') / (sqrt(n') + e)")
            .source("Xie et al., Adan: Adaptive Nesterov Momentum Algorithm for Faster Optimizing Deep Models, 2022")
            .use("Large models and batches; takes higher rates than Adam, and twice its memory.")
            .known(Convention.OPTAX)
            .rate(0.001)
            .factor("beta1", 0.98, "share of the old mean of gradients that stays")
            .factor("beta2", 0.92, "share of the old mean of changes that stays")
            .factor("beta3", 0.99, "share of the old mean of squares that stays")
            .add(Hyper.choice(
                    "ahead",
                    Ahead.BETA2,
                    List.of(Ahead.values()),
                    "weight of the changes: beta2, or the rest, 1 - beta2"))
            .under(Convention.OPTAX, Ahead.REST)
            .epsilon(1e-8)
            .epsilonRoot(0)
            .under(Convention.OPTAX, 1e-8)
            .decay(0)
            .form(WeightDecay.Form.DECOUPLED, WeightDecay.Form.UPDATE)
            .build();

    /** Checks the ranges. */
    public Adan {
        RULE.check(learningRate, beta1, beta2, beta3, ahead, epsilon, epsilonRoot, weightDecay);
    }

    /** Returns Lanewise's defaults. */
    public static Adan defaults() {
        return (Adan) RULE.standard(Convention.LANEWISE);
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
        private final Adan rule;
        private final AdamScalars a = new AdamScalars();
        private final Epsilon epsilon;
        private final float[] means = slab();
        private final float[] changes = slab();
        private final float[] squares = slab();
        private final float[] previous = slab();
        private float keep;
        private float look;
        private float ahead;
        private float past;

        State(Adan rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
            epsilon = new Epsilon(rule.epsilon, Epsilon.Place.OUTSIDE);
        }

        @Override
        void prepare(long t) {
            a.prepare(momentum(rule.beta1), rule.beta3, epsilon, rule.epsilonRoot, true, t, rate);
            double weight = rule.ahead == Ahead.BETA2 ? rule.beta2 : 1 - rule.beta2;
            keep = a.step;
            look = (float) (rate * weight / Powers.complement(rule.beta2, t));
            ahead = (float) weight;
            past = t == 1 ? 0 : 1;
        }

        @Override
        void update(UpdateKernels kernels, float[] w, float[] g, int from, int to) {
            float beta2 = (float) rule.beta2;
            float gain2 = (float) (1 - rule.beta2);
            kernels.variant()
                    .adan(
                            w, g, means, changes, squares, previous, from, to, keep, look, a.beta1, a.gain1, beta2,
                            gain2, a.beta2, a.gain2, ahead, past, a.root, a.inner, a.outer, scale, decay, shrink);
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("means", means, "changes", changes, "squares", squares, "previous", previous);
        }
    }
}
