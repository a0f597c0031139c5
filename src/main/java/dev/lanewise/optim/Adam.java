package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam (Kingma and Ba, 2015): {@code m = beta1 * m + (1 - beta1) * g}, {@code v = beta2 * v + (1 - beta2) * g^2}, then {@code w = w -
 * learningRate * m' / (sqrt(v') + epsilon)} with {@code m' = m / (1 - beta1^t)} and {@code v' = v / (1 - beta2^t)}. With decoupled weight
 * decay it is AdamW.
 *
 * @param learningRate positive
 * @param beta1 share of the old mean of gradients that stays; from 0 to below 1
 * @param beta2 share of the old mean of squares that stays; from 0 to below 1
 * @param epsilon keeps the step finite; positive
 * @param epsilonHat whether epsilon is added to the root before its bias is corrected, as in Keras; otherwise after, as in the paper
 *     and in PyTorch
 * @param amsGrad whether to divide by the largest mean of squares so far (Reddi, Kale and Kumar, 2018)
 * @param weightDecay weight decay
 */
public record Adam(
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        boolean epsilonHat,
        boolean amsGrad,
        WeightDecay weightDecay)
        implements Optimizer {

    /** Checks the ranges. */
    public Adam {
        Checks.positive("learning-rate", learningRate);
        Checks.factor("beta1", beta1);
        Checks.factor("beta2", beta2);
        epsilon = new Epsilon(epsilon, Epsilon.Place.OUTSIDE).value();
    }

    /** Returns the defaults: learning rate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-8, no decay. */
    public static Adam defaults() {
        return new Adam(0.001, 0.9, 0.999, 1e-8, false, false, WeightDecay.NONE);
    }

    @Override
    public String label() {
        return "adam";
    }

    @Override
    public Adam withLearningRate(double newRate) {
        return new Adam(newRate, beta1, beta2, epsilon, epsilonHat, amsGrad, weightDecay);
    }

    @Override
    public Adam withWeightDecay(WeightDecay newDecay) {
        return new Adam(learningRate, beta1, beta2, epsilon, epsilonHat, amsGrad, newDecay);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("learning-rate", String.valueOf(learningRate));
        settings.put("beta1", String.valueOf(beta1));
        settings.put("beta2", String.valueOf(beta2));
        settings.put("epsilon", String.valueOf(epsilon));
        settings.put("epsilon-hat", String.valueOf(epsilonHat));
        settings.put("amsgrad", String.valueOf(amsGrad));
        Optimizers.describe(weightDecay, settings);
        return settings;
    }

    @Override
    public OptimizerState start(ParameterGroups groups) {
        return new State(this, groups);
    }

    private static final class State extends ElementState {
        private final Adam rule;
        private final float[] means;
        private final float[] squares;
        private final float[] largest;
        private float step;
        private float root;

        State(Adam rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
            means = new float[parameters];
            squares = new float[parameters];
            largest = new float[rule.amsGrad ? parameters : 0];
        }

        @Override
        void prepare(long t, double learningRate) {
            double correction1 = Powers.complement(rule.beta1, t);
            double correction2 = Math.sqrt(Powers.complement(rule.beta2, t));
            step = (float) (rule.epsilonHat ? learningRate * correction2 / correction1 : learningRate / correction1);
            root = rule.epsilonHat ? 1 : (float) (1 / correction2);
        }

        @Override
        void update(UpdateKernel kernel, float[] w, float[] g, int from, int to) {
            float beta1 = (float) rule.beta1;
            float gain1 = (float) (1 - rule.beta1);
            float beta2 = (float) rule.beta2;
            float gain2 = (float) (1 - rule.beta2);
            float epsilon = (float) rule.epsilon;
            if (rule.amsGrad) {
                kernel.amsGrad(
                        w, g, means, squares, largest, from, to, step, beta1, gain1, beta2, gain2, root, epsilon, scale,
                        decay, shrink);
            } else {
                kernel.adam(
                        w, g, means, squares, from, to, step, beta1, gain1, beta2, gain2, root, epsilon, scale, decay,
                        shrink);
            }
        }

        @Override
        public Map<String, float[]> slabs() {
            return rule.amsGrad
                    ? named("means", means, "squares", squares, "largest", largest)
                    : named("means", means, "squares", squares);
        }
    }
}
