package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * AdaGrad (Duchi, Hazan and Singer, 2011): {@code s = s + g^2}, then {@code w = w - rate * g / (sqrt(s) + epsilon)}, where {@code rate =
 * learningRate / (1 + (t - 1) * rateDecay)}.
 *
 * @param learningRate positive
 * @param rateDecay how fast the rate falls with the steps; 0 for not at all
 * @param initialAccumulator where the sums of squares start
 * @param epsilon keeps the step finite
 * @param weightDecay weight decay
 */
public record AdaGrad(
        double learningRate, double rateDecay, double initialAccumulator, Epsilon epsilon, WeightDecay weightDecay)
        implements Optimizer {

    /** Checks the ranges. */
    public AdaGrad {
        Checks.positive("learning-rate", learningRate);
        Checks.notNegative("rate-decay", rateDecay);
        Checks.notNegative("initial-accumulator", initialAccumulator);
    }

    /** Returns the defaults: learning rate 0.01, no rate decay, sums from 0, epsilon 1e-10 outside the root, no decay. */
    public static AdaGrad defaults() {
        return new AdaGrad(0.01, 0, 0, new Epsilon(1e-10, Epsilon.Place.OUTSIDE), WeightDecay.NONE);
    }

    @Override
    public String label() {
        return "adagrad";
    }

    @Override
    public AdaGrad withLearningRate(double newRate) {
        return new AdaGrad(newRate, rateDecay, initialAccumulator, epsilon, weightDecay);
    }

    @Override
    public AdaGrad withWeightDecay(WeightDecay newDecay) {
        return new AdaGrad(learningRate, rateDecay, initialAccumulator, epsilon, newDecay);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("learning-rate", String.valueOf(learningRate));
        settings.put("rate-decay", String.valueOf(rateDecay));
        settings.put("initial-accumulator", String.valueOf(initialAccumulator));
        Optimizers.describe(epsilon, settings);
        Optimizers.describe(weightDecay, settings);
        return settings;
    }

    @Override
    public OptimizerState start(ParameterGroups groups) {
        return new State(this, groups);
    }

    private static final class State extends ElementState {
        private final AdaGrad rule;
        private final float[] sums;
        private float rate;

        State(AdaGrad rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
            sums = new float[parameters];
            Arrays.fill(sums, (float) rule.initialAccumulator);
        }

        @Override
        void prepare(long t, double learningRate) {
            double decayed = learningRate / (1 + (t - 1) * rule.rateDecay);
            rate = (float) decayed;
        }

        @Override
        void update(UpdateKernel kernel, float[] w, float[] g, int from, int to) {
            Epsilon epsilon = rule.epsilon;
            kernel.adaGrad(w, g, sums, from, to, rate, epsilon.inner(), epsilon.outer(), scale, decay, shrink);
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("squares", sums);
        }
    }
}
