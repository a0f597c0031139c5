package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * RMSProp (Tieleman and Hinton, 2012): {@code v = rho * v + (1 - rho) * g^2}, then {@code w = w - learningRate * g / (sqrt(v) + epsilon)}.
 * Centered, the square of the mean gradient is taken off {@code v}; with momentum, {@code b = momentum * b + g / ...} and {@code w = w -
 * learningRate * b}.
 *
 * @param learningRate positive
 * @param rho share of the old mean of squares that stays; from 0 to below 1
 * @param momentum share of the old step that stays; from 0 to below 1, 0 for none
 * @param centered whether to divide by an estimate of the standard deviation
 * @param epsilon keeps the step finite
 * @param weightDecay weight decay
 */
public record RmsProp(
        double learningRate, double rho, double momentum, boolean centered, Epsilon epsilon, WeightDecay weightDecay)
        implements Optimizer {

    /** Checks the ranges. */
    public RmsProp {
        Checks.positive("learning-rate", learningRate);
        Checks.factor("rho", rho);
        Checks.factor("momentum", momentum);
    }

    /** Returns the defaults: learning rate 0.001, rho 0.99, no momentum, not centered, epsilon 1e-8 outside the root, no decay. */
    public static RmsProp defaults() {
        return new RmsProp(0.001, 0.99, 0, false, new Epsilon(1e-8, Epsilon.Place.OUTSIDE), WeightDecay.NONE);
    }

    @Override
    public String label() {
        return "rmsprop";
    }

    @Override
    public RmsProp withLearningRate(double newRate) {
        return new RmsProp(newRate, rho, momentum, centered, epsilon, weightDecay);
    }

    @Override
    public RmsProp withWeightDecay(WeightDecay newDecay) {
        return new RmsProp(learningRate, rho, momentum, centered, epsilon, newDecay);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("learning-rate", String.valueOf(learningRate));
        settings.put("rho", String.valueOf(rho));
        settings.put("momentum", String.valueOf(momentum));
        settings.put("centered", String.valueOf(centered));
        Optimizers.describe(epsilon, settings);
        Optimizers.describe(weightDecay, settings);
        return settings;
    }

    @Override
    public OptimizerState start(ParameterGroups groups) {
        return new State(this, groups);
    }

    private static final class State extends ElementState {
        private final RmsProp rule;
        private final boolean full;
        private final float[] squares;
        private final float[] means;
        private final float[] buffer;
        private float rate;

        State(RmsProp rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
            full = rule.centered || rule.momentum != 0;
            squares = new float[parameters];
            means = new float[full ? parameters : 0];
            buffer = new float[full ? parameters : 0];
        }

        @Override
        void prepare(long t, double learningRate) {
            rate = (float) learningRate;
        }

        @Override
        void update(UpdateKernel kernel, float[] w, float[] g, int from, int to) {
            float rho = (float) rule.rho;
            float gain = (float) (1 - rule.rho);
            float inner = rule.epsilon.inner();
            float outer = rule.epsilon.outer();
            if (full) {
                float center = rule.centered ? 1 : 0;
                float beta = (float) rule.momentum;
                kernel.rmsPropFull(
                        w, g, squares, means, buffer, from, to, rate, rho, gain, center, beta, inner, outer, scale,
                        decay, shrink);
            } else {
                kernel.rmsProp(w, g, squares, from, to, rate, rho, gain, inner, outer, scale, decay, shrink);
            }
        }

        @Override
        public Map<String, float[]> slabs() {
            return full ? named("squares", squares, "means", means, "momentum", buffer) : named("squares", squares);
        }
    }
}
