package dev.lanewise.optim;

import dev.lanewise.kernel.UpdateKernels;
import dev.lanewise.optim.ParameterGroups.Part;
import java.util.Map;

/**
 * Schedule-free AdamW (Defazio et al., 2024). Gradients are taken at {@code y = beta1 * x + (1 - beta1) * z}; {@code z} is a plain descent, divided by the root of
 * the mean of squares; {@code x} is its mean, weighted by a power of the largest rate so far, and what is judged, saved and predicted with: see {@link
 * OptimizerState#toEvaluation}. Between steps the parameters are {@code y}, from which {@code x} is computed where it is needed.
 *
 * @param learningRate positive
 * @param beta1 share of {@code x} in {@code y}; above 0 and below 1
 * @param beta2 share of the old mean of squares that stays; from 0 to below 1
 * @param epsilon added to the root; positive
 * @param weightPower power of the rate that a point counts with in the mean; 0 or positive
 * @param weightDecay weight decay
 */
public record ScheduleFreeAdamW(
        double learningRate, double beta1, double beta2, double epsilon, double weightPower, WeightDecay weightDecay)
        implements Optimizer {

    static final Rule RULE = Rule.named("schedule-free-adamw", ScheduleFreeAdamW.class)
            .formula(
                    "v = b2 v + (1 - b2) g(y)^2, z = z - rate (g / (sqrt(v') + e) + decay y), x = x + c (z - x), y = b1 x + (1 - b1) z")
            .source("Defazio et al., The Road Less Scheduled, 2024")
            .use("Instead of a schedule, where the number of epochs is not known before. A warm-up helps.")
            .known(Convention.OPTAX)
            .rate(0.0025)
            .number("beta1", 0.9, Range.INSIDE, "share of x in y")
            .factor("beta2", 0.999, "share of the old mean of squares that stays")
            .epsilon(1e-8)
            .number(
                    "weight-power",
                    2,
                    Range.NOT_NEGATIVE,
                    "power of the largest rate that a point counts with in the mean")
            .decay(0)
            .form(WeightDecay.Form.DECOUPLED, WeightDecay.Form.UPDATE)
            .build();

    /** Checks the ranges. */
    public ScheduleFreeAdamW {
        RULE.check(learningRate, beta1, beta2, epsilon, weightPower, weightDecay);
    }

    /** Returns Lanewise's defaults. */
    public static ScheduleFreeAdamW defaults() {
        return (ScheduleFreeAdamW) RULE.standard(Convention.LANEWISE);
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
        private final ScheduleFreeAdamW rule;
        private final AdamScalars a = new AdamScalars();
        private final Epsilon epsilon;
        private final float[] points = slab();
        private final float[] squares = slab();
        private final double[] total = new double[1];
        private final double[] largest = new double[1];
        private float[] kept = {};
        private boolean away;
        private double share;
        private float step;
        private final float inverse;
        private final float back;
        private float drift;

        State(ScheduleFreeAdamW rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
            epsilon = new Epsilon(rule.epsilon, Epsilon.Place.OUTSIDE);
            inverse = (float) (1 / rule.beta1);
            back = (float) ((1 - rule.beta1) / rule.beta1);
        }

        @Override
        void beginStep(long t, StepSettings settings) {
            if (away) {
                throw new IllegalStateException("the parameters are those of evaluation");
            }
            if (t == 1) {
                System.arraycopy(weights(), 0, points, 0, parameters);
            }
            if (settings.learningRate() > largest[0]) {
                largest[0] = settings.learningRate();
            }
            double weight = Powers.real(largest[0], rule.weightPower);
            total[0] += weight;
            share = total[0] == 0 ? 0 : weight / total[0];
        }

        @Override
        void prepare(long t) {
            a.prepare(rule.beta1, rule.beta2, epsilon, 0, true, t, rate);
            step = (float) rate;
            drift = decoupled();
        }

        @Override
        void update(UpdateKernels kernels, float[] w, float[] g, int from, int to) {
            kernels.variant()
                    .scheduleFree(
                            w,
                            g,
                            points,
                            squares,
                            from,
                            to,
                            step,
                            a.beta1,
                            a.gain1,
                            inverse,
                            back,
                            (float) share,
                            a.beta2,
                            a.gain2,
                            a.root,
                            a.outer,
                            drift,
                            scale,
                            decay);
        }

        @Override
        public void toEvaluation(float[] w) {
            if (away || steps() == 0) {
                return;
            }
            away = true;
            if (kept.length == 0) {
                kept = slab();
            }
            System.arraycopy(w, 0, kept, 0, parameters);
            for (Part part : parts()) {
                for (int i = part.from(); i < part.to(); i++) {
                    w[i] = Math.fma(inverse, w[i], points[i] * -back);
                }
            }
        }

        @Override
        public void toTraining(float[] w) {
            if (away) {
                away = false;
                System.arraycopy(kept, 0, w, 0, parameters);
            }
        }

        @Override
        public void trainedWeights(float[] copy) {
            if (away) {
                System.arraycopy(kept, 0, copy, 0, parameters);
            }
        }

        @Override
        public void resume(long done) {
            super.resume(done);
            away = false;
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("points", points, "squares", squares);
        }

        @Override
        public Map<String, double[]> scalars() {
            return numbers("total-weight", total, "largest-rate", largest);
        }
    }
}
