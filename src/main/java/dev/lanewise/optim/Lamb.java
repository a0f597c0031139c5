package dev.lanewise.optim;

import dev.lanewise.kernel.Kernels;
import java.util.Map;

/**
 * LAMB (You et al., 2020), for each tensor: {@code r = m' / (sqrt(v') + epsilon) + decay * w} with {@code m'} and {@code v'} as in Adam, then {@code w = w -
 * learningRate * norm(w) / norm(r) * r}, the quotient being 1 where a norm is 0. Two passes: the moments and both norms; then {@code r} again and the
 * step, so that {@code r} is never stored.
 *
 * @param learningRate positive
 * @param beta1 share of the old mean of gradients that stays; from 0 to below 1
 * @param beta2 share of the old mean of squares that stays; from 0 to below 1
 * @param epsilon added to the root; positive
 * @param epsilonRoot a second epsilon, under the root; 0 for none
 * @param weightDecay weight decay, inside {@code r} or decoupled
 */
public record Lamb(
        double learningRate, double beta1, double beta2, double epsilon, double epsilonRoot, WeightDecay weightDecay)
        implements Optimizer {

    static final Rule RULE = Rule.named("lamb", Lamb.class)
            .formula("r = m' / (sqrt(v') + e) + decay w, w = w - rate |w| / |r| r, for each tensor")
            .source("You et al., Large Batch Optimization for Deep Learning: Training BERT in 76 minutes, 2020")
            .use("Very large batches; each tensor moves in proportion to its size.")
            .known(Convention.KERAS, Convention.OPTAX)
            .rate(0.001)
            .betas(0.9, 0.999)
            .epsilon(1e-6)
            .under(Convention.KERAS, 1e-7)
            .epsilonRoot(0)
            .decay(0)
            .form(WeightDecay.Form.UPDATE, WeightDecay.Form.COUPLED)
            .under(Convention.KERAS, WeightDecay.Form.DECOUPLED)
            .build();

    /** Checks the ranges. */
    public Lamb {
        RULE.check(learningRate, beta1, beta2, epsilon, epsilonRoot, weightDecay);
    }

    /** Returns Lanewise's defaults. */
    public static Lamb defaults() {
        return (Lamb) RULE.standard(Convention.LANEWISE);
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
        private final Lamb rule;
        private final Epsilon epsilon;
        private final AdamScalars a = new AdamScalars();
        private final float[] means = slab();
        private final float[] squares = slab();
        private float correct;
        private float step;

        State(Lamb rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
            epsilon = new Epsilon(rule.epsilon, Epsilon.Place.OUTSIDE);
        }

        @Override
        void advance(long t, StepSettings settings) {
            for (int i = 0; i < pieces.size(); i++) {
                Piece piece = pieces.get(i);
                enter(settings, piece.factors());
                a.prepare(momentum(rule.beta1), rule.beta2, epsilon, rule.epsilonRoot, true, t, rate);
                correct = (float) (1 / a.correction1);
                pass(0, piece);
                double direction = Math.sqrt(total(first, piece));
                double weights = Math.sqrt(total(second, piece)) * shrink;
                step = (float) (direction == 0 || weights == 0 ? rate : rate * weights / direction);
                pass(1, piece);
            }
        }

        @Override
        void block(int phase, Kernels twins, float[] w, float[] g, int from, int to, int index, Scratch own) {
            if (phase == 0) {
                twins.updates()
                        .layer()
                        .adamMoments(
                                w, g, means, squares, own.block, -from, from, to, correct, a.beta1, a.gain1, a.beta2,
                                a.gain2, a.root, a.inner, a.outer, pull, scale, decay);
                first[index] = twins.sums().sumOfSquares(own.block, 0, to - from, own.lanes);
                second[index] = twins.sums().sumOfSquares(w, from, to - from, own.lanes);
            } else {
                twins.updates()
                        .layer()
                        .adamMove(w, means, squares, from, to, step, correct, a.root, a.inner, a.outer, pull, shrink);
            }
        }

        /** W, g, m and v read, m and v written; w, m and v read, w written. */
        @Override
        public int floatsMoved() {
            return 10;
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("means", means, "squares", squares);
        }
    }
}
