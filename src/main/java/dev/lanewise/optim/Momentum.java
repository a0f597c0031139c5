package dev.lanewise.optim;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.UpdateKernel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Momentum (Polyak, 1964): {@code b = beta * b + (1 - dampening) * g}, then {@code w = w - learningRate * b}. With dampening equal to beta it is
 * the averaged form {@code m = beta * m + (1 - beta) * g}. Nesterov's form (1983) steps along {@code g + beta * b} instead.
 *
 * @param learningRate positive
 * @param beta share of the old buffer that stays; from 0 to below 1
 * @param dampening share of the gradient that is left out; from 0 to below 1
 * @param nesterov whether to look ahead
 * @param firstStepCopies whether the first step puts the gradient into the buffer undampened, as PyTorch does; otherwise the buffer starts
 *     from 0 like the article's averaged form
 * @param weightDecay weight decay
 */
public record Momentum(
        double learningRate,
        double beta,
        double dampening,
        boolean nesterov,
        boolean firstStepCopies,
        WeightDecay weightDecay)
        implements Optimizer {

    /** Checks the ranges. */
    public Momentum {
        Checks.positive("learning-rate", learningRate);
        Checks.factor("beta", beta);
        Checks.factor("dampening", dampening);
        if (nesterov && dampening != 0) {
            throw new UserException("Nesterov's momentum takes no dampening: leave one of the two out.");
        }
    }

    /** Returns the defaults: learning rate 0.01, beta 0.9, no dampening, classic, no decay. */
    public static Momentum defaults() {
        return new Momentum(0.01, 0.9, 0, false, true, WeightDecay.NONE);
    }

    @Override
    public String label() {
        return "momentum";
    }

    @Override
    public Momentum withLearningRate(double newRate) {
        return new Momentum(newRate, beta, dampening, nesterov, firstStepCopies, weightDecay);
    }

    @Override
    public Momentum withWeightDecay(WeightDecay newDecay) {
        return new Momentum(learningRate, beta, dampening, nesterov, firstStepCopies, newDecay);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("learning-rate", String.valueOf(learningRate));
        settings.put("beta", String.valueOf(beta));
        settings.put("dampening", String.valueOf(dampening));
        settings.put("nesterov", String.valueOf(nesterov));
        settings.put("first-step-copies", String.valueOf(firstStepCopies));
        Optimizers.describe(weightDecay, settings);
        return settings;
    }

    @Override
    public OptimizerState start(ParameterGroups groups) {
        return new State(this, groups);
    }

    private static final class State extends ElementState {
        private final Momentum rule;
        private final float[] buffer;
        private float rate;
        private float beta;
        private float gain;

        State(Momentum rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
            buffer = new float[parameters];
        }

        @Override
        void prepare(long t, double learningRate) {
            boolean copies = t == 1 && rule.firstStepCopies;
            rate = (float) learningRate;
            beta = copies ? 0 : (float) rule.beta;
            gain = copies ? 1 : (float) (1 - rule.dampening);
        }

        @Override
        void update(UpdateKernel kernel, float[] w, float[] g, int from, int to) {
            float keep = rule.nesterov ? (float) rule.beta : 1;
            float look = rule.nesterov ? 1 : 0;
            kernel.momentum(w, g, buffer, from, to, rate, beta, gain, keep, look, scale, decay, shrink);
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("momentum", buffer);
        }
    }
}
