package dev.lanewise.optim;

import dev.lanewise.kernel.Kernels;
import java.util.Map;

/**
 * Prodigy (Mishchenko and Defazio, 2023): AdamW whose rate {@code d} is estimated from how far the weights have come along the gradients. With {@code k =
 * d * learningRate * sqrt(1 - beta2^t) / (1 - beta1^t)}: {@code m} and {@code v} as in Adam of {@code d * g}; {@code s = beta3 * s + k * d * g / d0}; {@code r =
 * beta3 * r + d / d0 * k * sum of g * (w0 - w)}; {@code d = max(d, coefficient * r / sum of |s|)}; {@code w = w - k * (m / (sqrt(v) + d * epsilon) +
 * decay * w)}. Two passes: the moments and both sums; then the step, whose epsilon waits for the new {@code d}.
 *
 * @param learningRate factor of the estimated rate, usually 1; positive
 * @param beta1 share of the old mean of gradients that stays; from 0 to below 1
 * @param beta2 share of the old mean of squares that stays; from 0 to below 1
 * @param beta3 share of the old sums that stays; 0 for the root of {@code beta2}
 * @param startRate {@code d0}, where the estimate starts; positive
 * @param coefficient factor of each estimate; positive
 * @param safeguard whether the sums leave the rate out, for long warm-ups
 * @param epsilon added to the root; positive
 * @param weightDecay decoupled weight decay
 */
public record Prodigy(
        double learningRate,
        double beta1,
        double beta2,
        double beta3,
        double startRate,
        double coefficient,
        boolean safeguard,
        double epsilon,
        WeightDecay weightDecay)
        implements Optimizer {

    static final Rule RULE = Rule.named("prodigy", Prodigy.class)
            .formula(
                    "m, v of d g as adam, d = max(d, r / |s|_1), w = w - k (m / (sqrt(v) + d e) + decay w), k = d rate sqrt(1 - b2^t) / (1 - b1^t)")
            .source("Mishchenko and Defazio, Prodigy: An Expeditiously Adaptive Parameter-Free Learner, 2023")
            .use("Where no rate is to be tuned; leave the rate at 1 and use a cosine schedule.")
            .known(Convention.OPTAX)
            .rate(1)
            .betas(0.9, 0.999)
            .factor("beta3", 0, "share of the old sums that stays; 0 for the root of beta2")
            .number("start-rate", 1e-6, Range.POSITIVE, "d0: where the estimate starts")
            .number("coefficient", 1, Range.POSITIVE, "factor of each estimate")
            .flag("safeguard", false, "the sums leave the rate out, for long warm-ups")
            .epsilon(1e-8)
            .decay(0)
            .form(WeightDecay.Form.DECOUPLED, WeightDecay.Form.COUPLED, WeightDecay.Form.UPDATE)
            .build();

    /** Checks the ranges. */
    public Prodigy {
        RULE.check(learningRate, beta1, beta2, beta3, startRate, coefficient, safeguard, epsilon, weightDecay);
    }

    /** Returns Lanewise's defaults. */
    public static Prodigy defaults() {
        return (Prodigy) RULE.standard(Convention.LANEWISE);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public OptimizerState start(ParameterGroups groups) {
        return new State(this, groups);
    }

    private static final class State extends TensorState {
        private final Prodigy rule;
        private final double beta3;
        private final float[] means = slab();
        private final float[] squares = slab();
        private final float[] sums = slab();
        private final float[] origin = slab();
        private final double[] estimate;
        private final double[] numerator = new double[1];
        private float beta1;
        private float gain1;
        private float gain2;
        private float gain3;
        private float step;
        private float outer;
        private float stays;

        State(Prodigy rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
            beta3 = rule.beta3 == 0 ? Math.sqrt(rule.beta2) : rule.beta3;
            estimate = new double[] {rule.startRate};
        }

        /** The rate {@code k} of a piece, with the estimate of before the step. */
        private double rate(long t, StepSettings settings, Piece piece, double d) {
            enter(settings, piece.factors());
            double share = momentum(rule.beta1);
            return d * rate * Math.sqrt(Powers.complement(rule.beta2, t)) / Powers.complement(share, t);
        }

        @Override
        void advance(long t, StepSettings settings) {
            if (t == 1) {
                System.arraycopy(weights(), 0, origin, 0, parameters);
            }
            double d = estimate[0];
            double far = beta3 * numerator[0];
            double size = 0;
            for (int i = 0; i < pieces.size(); i++) {
                Piece piece = pieces.get(i);
                double k = rate(t, settings, piece, d);
                double share = momentum(rule.beta1);
                beta1 = (float) share;
                gain1 = (float) ((1 - share) * d);
                gain2 = (float) ((1 - rule.beta2) * d * d);
                gain3 = (float) ((rule.safeguard ? d : k) * d / rule.startRate);
                pass(0, piece);
                far += d / rule.startRate * k * total(first, piece) * scale;
                size += total(second, piece);
            }
            numerator[0] = far;
            double next = rule.coefficient * far / size;
            estimate[0] = size == 0 || next <= d ? d : next;
            outer = (float) (estimate[0] * rule.epsilon);
            for (int i = 0; i < pieces.size(); i++) {
                double k = rate(t, settings, pieces.get(i), d);
                step = (float) k;
                stays = (float) (1 - k * decoupled());
                pass(1, pieces.get(i));
            }
        }

        @Override
        void block(int phase, Kernels twins, float[] w, float[] g, int from, int to, int index, Scratch own) {
            if (phase == 0) {
                twins.updates()
                        .layer()
                        .prodigyMoments(
                                w,
                                g,
                                means,
                                squares,
                                sums,
                                origin,
                                own.block,
                                -from,
                                from,
                                to,
                                beta1,
                                gain1,
                                (float) rule.beta2,
                                gain2,
                                (float) beta3,
                                gain3,
                                scale);
                first[index] = twins.sums().dot(g, from, own.block, 0, to - from, own.lanes);
                second[index] = twins.sums().sumOfMagnitudes(sums, from, to - from, own.lanes);
            } else {
                twins.updates().layer().adamMove(w, means, squares, from, to, step, 1, 1, 0, outer, 0, stays);
            }
        }

        /** W, g, m, v, s and the start read, m, v and s written; w, m and v read, w written. */
        @Override
        public int floatsMoved() {
            return 13;
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("means", means, "squares", squares, "sums", sums, "origin", origin);
        }

        @Override
        public Map<String, double[]> scalars() {
            return numbers("estimate", estimate, "numerator", numerator);
        }
    }
}
