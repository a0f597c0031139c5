package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernels;
import java.util.Arrays;
import java.util.Map;

/**
 * AdaGrad (Duchi, Hazan and Singer, 2011): {@code s = s + g^2}, then {@code w = w - rate * g / (sqrt(s) + epsilon)}, where {@code rate =
 * learningRate / (1 + (t - 1) * rateDecay)}. Without an epsilon the step is 0 where {@code s} is.
 *
 * @param learningRate positive
 * @param rateDecay how fast the rate falls with the steps; 0 for not at all
 * @param initialAccumulator where the sums of squares start
 * @param epsilon keeps the step finite; may be 0
 * @param weightDecay weight decay
 */
public record AdaGrad(
        double learningRate, double rateDecay, double initialAccumulator, Epsilon epsilon, WeightDecay weightDecay)
        implements Optimizer {

    static final Rule RULE = Rule.named("adagrad", AdaGrad.class)
            .formula("s = s + g^2, w = w - rate g / (sqrt(s) + e)")
            .source("Duchi, Hazan and Singer, Adaptive Subgradient Methods for Online Learning, 2011")
            .use("Sparse features and convex problems; its steps shrink for ever.")
            .known(Convention.PYTORCH, Convention.KERAS, Convention.OPTAX, Convention.ARTICLE)
            .rate(0.01)
            .under(Convention.KERAS, 0.001)
            .number("rate-decay", 0, Range.NOT_NEGATIVE, "rate of step t is rate / (1 + (t - 1) rate-decay)")
            .number("initial-accumulator", 0, Range.NOT_NEGATIVE, "where the sums of squares start")
            .under(Convention.KERAS, 0.1)
            .under(Convention.OPTAX, 0.1)
            .number("epsilon", 1e-10, Range.NOT_NEGATIVE, "keeps the step finite; with 0 the step is 0 where s is")
            .under(Convention.KERAS, 1e-7)
            .under(Convention.OPTAX, 1e-7)
            .under(Convention.ARTICLE, 0)
            .place(Epsilon.Place.OUTSIDE, Epsilon.Place.HAT)
            .under(Convention.KERAS, Epsilon.Place.INSIDE)
            .under(Convention.OPTAX, Epsilon.Place.INSIDE)
            .decay()
            .build();

    /** Checks the ranges. */
    public AdaGrad {
        RULE.check(learningRate, rateDecay, initialAccumulator, epsilon, weightDecay);
    }

    /** Returns Lanewise's defaults. */
    public static AdaGrad defaults() {
        return (AdaGrad) RULE.standard(Convention.LANEWISE);
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
        private final AdaGrad rule;
        private final float[] sums = slab();
        private float step;

        State(AdaGrad rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
            Arrays.fill(sums, (float) rule.initialAccumulator);
        }

        @Override
        void prepare(long t) {
            step = (float) (rate / (1 + (t - 1) * rule.rateDecay));
        }

        @Override
        void update(UpdateKernels kernels, float[] w, float[] g, int from, int to) {
            float inner = rule.epsilon.inner();
            float outer = rule.epsilon.outer();
            kernels.root().adaGrad(w, g, sums, from, to, step, inner, outer, scale, decay, shrink);
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("squares", sums);
        }
    }
}
