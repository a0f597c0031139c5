package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernels;
import java.util.Map;

/**
 * Gradient descent: {@code w = w - learningRate * g}.
 *
 * @param learningRate positive
 * @param weightDecay weight decay
 */
public record Sgd(double learningRate, WeightDecay weightDecay) implements Optimizer {

    static final Rule RULE = Rule.named("sgd", Sgd.class)
            .formula("w = w - rate g")
            .source("Robbins and Monro, A Stochastic Approximation Method, 1951")
            .use("Convex and linear models, large batches; the plainest base line. Needs a rate that fits.")
            .known(Convention.PYTORCH, Convention.KERAS, Convention.OPTAX, Convention.ARTICLE)
            .rate(0.01)
            .under(Convention.PYTORCH, 0.001)
            .decay()
            .build();

    /** Checks the ranges. */
    public Sgd {
        RULE.check(learningRate, weightDecay);
    }

    /** Returns Lanewise's defaults. */
    public static Sgd defaults() {
        return (Sgd) RULE.standard(Convention.LANEWISE);
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
        private float step;

        State(Sgd rule, ParameterGroups groups) {
            super(rule, groups);
        }

        @Override
        void prepare(long t) {
            step = (float) rate;
        }

        @Override
        void update(UpdateKernels kernels, float[] w, float[] g, int from, int to) {
            kernels.descent().sgd(w, g, from, to, step, scale, decay, shrink);
        }

        @Override
        public Map<String, float[]> slabs() {
            return named();
        }
    }
}
