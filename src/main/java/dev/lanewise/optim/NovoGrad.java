package dev.lanewise.optim;

import dev.lanewise.kernel.Kernels;
import java.util.Map;

/**
 * NovoGrad (Ginsburg et al., 2019), for each tensor: {@code v = beta2 * v + (1 - beta2) * norm(g)^2}, in the first step {@code norm(g)^2}; {@code m = beta1 * m +
 * (g / (sqrt(v) + epsilon) + decay * w)}; then {@code w = w - learningRate * m}. Two passes: one over the gradients for their norm, one that updates.
 *
 * @param learningRate positive
 * @param beta1 share of the old mean of gradients that stays; from 0 to below 1
 * @param beta2 share of the old squared norm that stays; from 0 to below 1
 * @param averaged whether the new direction comes in with {@code 1 - beta1} only
 * @param epsilon added to the root; positive
 * @param epsilonRoot a second epsilon, under the root; 0 for none
 * @param weightDecay weight decay, inside the mean or decoupled
 */
public record NovoGrad(
        double learningRate,
        double beta1,
        double beta2,
        boolean averaged,
        double epsilon,
        double epsilonRoot,
        WeightDecay weightDecay)
        implements Optimizer {

    static final Rule RULE = Rule.named("novograd", NovoGrad.class)
            .formula(
                    "v = b2 v + (1 - b2) |g|^2 for each tensor, m = b1 m + g / (sqrt(v) + e) + decay w, w = w - rate m")
            .source("Ginsburg et al., Stochastic Gradient Methods with Layer-wise Adaptive Moments, 2019")
            .use("Large batches without a warm-up; half of Adam's memory.")
            .known(Convention.OPTAX)
            .rate(0.002)
            .factor("beta1", 0.9, "share of the old mean of gradients that stays")
            .factor("beta2", 0.25, "share of the old squared norm that stays")
            .flag("averaged", false, "the new direction comes in with 1 - beta1 only")
            .epsilon(1e-6)
            .epsilonRoot(0)
            .decay(0)
            .form(WeightDecay.Form.UPDATE, WeightDecay.Form.COUPLED)
            .build();

    /** Checks the ranges. */
    public NovoGrad {
        RULE.check(learningRate, beta1, beta2, averaged, epsilon, epsilonRoot, weightDecay);
    }

    /** Returns Lanewise's defaults. */
    public static NovoGrad defaults() {
        return (NovoGrad) RULE.standard(Convention.LANEWISE);
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
        private final NovoGrad rule;
        private final float[] means = slab();
        private final double[] squares;
        private float step;
        private float beta;
        private float gain;
        private float normed;

        State(NovoGrad rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
            squares = new double[groups.layout().tensors().size()];
        }

        @Override
        void advance(long t, StepSettings settings) {
            for (int i = 0; i < pieces.size(); i++) {
                Piece piece = pieces.get(i);
                enter(settings, piece.factors());
                pass(0, piece);
                double square = total(first, piece) * scale * scale;
                double old = squares[piece.index()];
                double mean = t == 1 ? square : rule.beta2 * old + (1 - rule.beta2) * square;
                squares[piece.index()] = mean;
                double stays = momentum(rule.beta1);
                step = (float) rate;
                beta = (float) stays;
                gain = rule.averaged ? (float) (1 - stays) : 1;
                normed = (float) (scale / (Math.sqrt(mean + rule.epsilonRoot) + rule.epsilon));
                pass(1, piece);
            }
        }

        @Override
        void block(int phase, Kernels twins, float[] w, float[] g, int from, int to, int index, Scratch own) {
            if (phase == 0) {
                first[index] = twins.sums().sumOfSquares(g, from, to - from, own.lanes);
            } else {
                twins.updates().descent().momentum(w, g, means, from, to, step, beta, gain, 1, 0, normed, pull, shrink);
            }
        }

        /** G read; w, g and m read, w and m written. */
        @Override
        public int floatsMoved() {
            return 6;
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("means", means);
        }

        @Override
        public Map<String, double[]> scalars() {
            return numbers("squares", squares);
        }
    }
}
