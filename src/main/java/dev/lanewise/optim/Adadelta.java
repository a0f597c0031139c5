package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernels;
import java.util.Map;

/**
 * Adadelta (Zeiler, 2012): {@code v = rho * v + (1 - rho) * g^2}, {@code x = sqrt(u + epsilon) / sqrt(v + epsilon) * g}, {@code u = rho * u + (1
 * - rho) * x^2}, then {@code w = w - learningRate * x}.
 *
 * @param learningRate positive
 * @param rho share of the old means that stays; from 0 to below 1
 * @param epsilon under both roots; positive
 * @param weightDecay weight decay
 */
public record Adadelta(double learningRate, double rho, double epsilon, WeightDecay weightDecay) implements Optimizer {

    static final Rule RULE = Rule.named("adadelta", Adadelta.class)
            .formula(
                    "v = rho v + (1 - rho) g^2, x = sqrt(u + e) / sqrt(v + e) g, u = rho u + (1 - rho) x^2, w = w - rate x")
            .source("Zeiler, ADADELTA: An Adaptive Learning Rate Method, 2012")
            .use("Where no rate is known; starts slowly.")
            .known(Convention.PYTORCH, Convention.KERAS, Convention.OPTAX)
            .rate(1)
            .under(Convention.KERAS, 0.001)
            .factor("rho", 0.9, "share of the old means that stays")
            .under(Convention.KERAS, 0.95)
            .epsilon(1e-6)
            .under(Convention.KERAS, 1e-7)
            .decay()
            .under(Convention.OPTAX, WeightDecay.Form.COUPLED)
            .build();

    /** Checks the ranges. */
    public Adadelta {
        RULE.check(learningRate, rho, epsilon, weightDecay);
    }

    /** Returns Lanewise's defaults. */
    public static Adadelta defaults() {
        return (Adadelta) RULE.standard(Convention.LANEWISE);
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
        private final Adadelta rule;
        private final float[] squares = slab();
        private final float[] moves = slab();
        private float step;

        State(Adadelta rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
        }

        @Override
        void prepare(long t) {
            step = (float) rate;
        }

        @Override
        void update(UpdateKernels kernels, float[] w, float[] g, int from, int to) {
            float rho = (float) rule.rho;
            float gain = (float) (1 - rule.rho);
            float inner = (float) rule.epsilon;
            kernels.root().adadelta(w, g, squares, moves, from, to, step, rho, gain, inner, scale, decay, shrink);
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("squares", squares, "moves", moves);
        }
    }
}
