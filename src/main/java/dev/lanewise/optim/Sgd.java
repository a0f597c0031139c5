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
    public OptimizerState start(int parameters) {
        return new State(this, parameters);
    }

    private static final class State extends OptimizerState {
        private final Sgd rule;
        private float rate;
        private float shrink;

        State(Sgd rule, int parameters) {
            super(rule, parameters);
            this.rule = rule;
        }

        @Override
        void prepare(long t, double learningRate) {
            rate = (float) learningRate;
            shrink = rule.weightDecay.shrink(learningRate);
        }

        @Override
        void update(UpdateKernel kernel, float[] w, float[] g, int from, int to) {
            kernel.sgd(w, g, from, to, rate, rule.weightDecay.coupled(), shrink);
        }

        @Override
        public Map<String, float[]> slabs() {
            return named();
        }
    }
}
