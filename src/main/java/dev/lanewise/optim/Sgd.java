package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gradient descent: {@code w = w - learningRate * g}.
 *
 * @param learningRate positive
 * @param weightDecay weight decay
 */
public record Sgd(double learningRate, WeightDecay weightDecay) implements Optimizer {

    /** Checks the ranges. */
    public Sgd {
        Checks.positive("learning-rate", learningRate);
    }

    /** Returns the defaults: learning rate 0.01, no decay. */
    public static Sgd defaults() {
        return new Sgd(0.01, WeightDecay.NONE);
    }

    @Override
    public String label() {
        return "sgd";
    }

    @Override
    public Sgd withLearningRate(double newRate) {
        return new Sgd(newRate, weightDecay);
    }

    @Override
    public Sgd withWeightDecay(WeightDecay newDecay) {
        return new Sgd(learningRate, newDecay);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("learning-rate", String.valueOf(learningRate));
        Optimizers.describe(weightDecay, settings);
        return settings;
    }

    @Override
    public OptimizerState start(ParameterGroups groups) {
        return new State(this, groups);
    }

    private static final class State extends ElementState {
        private float rate;

        State(Sgd rule, ParameterGroups groups) {
            super(rule, groups);
        }

        @Override
        void prepare(long t, double learningRate) {
            rate = (float) learningRate;
        }

        @Override
        void update(UpdateKernel kernel, float[] w, float[] g, int from, int to) {
            kernel.sgd(w, g, from, to, rate, scale, decay, shrink);
        }

        @Override
        public Map<String, float[]> slabs() {
            return named();
        }
    }
}
