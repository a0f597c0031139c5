package dev.lanewise.optim;

import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Kernels;
import java.util.List;
import java.util.Map;

/**
 * Muon (Jordan et al., 2024), for matrices: {@code b = momentum * b + (1 - momentum) * g}, {@code u = (1 - momentum) * g + momentum * b}, then {@code w = w -
 * learningRate * factor * orthogonal(u)}, where a few Newton-Schulz iterations bring all singular values of {@code u} near 1. All other tensors, and the
 * matrix of the last layer where only hidden ones are asked for, are updated by AdamW. A weight matrix is {@code [inputs][outputs]}. A momentum that the
 * step sets is that of the matrices; AdamW keeps its beta1.
 *
 * <p>Passes over a matrix: the direction and its norm; {@code iterations} times three products and two combinations, see {@link Orthogonal}; the step.
 *
 * @param learningRate positive
 * @param momentum share of the old buffer that stays; from 0 to below 1
 * @param averaged whether the buffer is a mean; otherwise the gradient comes in whole
 * @param nesterov whether to look ahead
 * @param iterations how often the matrix is iterated, 1 to 99
 * @param a coefficients of the iteration {@code X = a X + b (X X') X + c (X X')^2 X}
 * @param b see {@code a}
 * @param c see {@code a}
 * @param epsilon least norm that is divided by, or added to the norm
 * @param epsilonAdded whether epsilon is added
 * @param adjust what the rate is multiplied by
 * @param matrices which matrices are orthogonalised
 * @param adamRate what AdamW's rate is, as a factor of the rate
 * @param adamBeta1 AdamW's beta1
 * @param adamBeta2 AdamW's beta2
 * @param adamEpsilon AdamW's epsilon
 * @param adamDecay what AdamW's decay is, as a factor of the decay
 * @param weightDecay decoupled weight decay
 */
public record Muon(
        double learningRate,
        double momentum,
        boolean averaged,
        boolean nesterov,
        double iterations,
        double a,
        double b,
        double c,
        double epsilon,
        boolean epsilonAdded,
        Adjust adjust,
        Matrices matrices,
        double adamRate,
        double adamBeta1,
        double adamBeta2,
        Epsilon adamEpsilon,
        double adamDecay,
        WeightDecay weightDecay)
        implements Optimizer {

    /** What the rate of a matrix is multiplied by. */
    public enum Adjust {
        /** {@code 0.2 * sqrt(max(inputs, outputs))}: steps as large as AdamW's, so that both take one rate (Liu et al., 2025). */
        MATCH_RMS,
        /** {@code sqrt(max(1, outputs / inputs))}. */
        ORIGINAL,
        /** 1. */
        NONE
    }

    /** Which matrices are orthogonalised. */
    public enum Matrices {
        /** The weights of all layers but the last. */
        HIDDEN,
        /** The weights of all layers. */
        ALL
    }

    private static final Range COEFFICIENT = new Range(-100, true, 100);

    static final Rule RULE = Rule.named("muon", Muon.class)
            .formula(
                    "u of the momentum buffer, w = w - rate factor orthogonal(u) by Newton-Schulz, for matrices; adamw for the rest")
            .source("Jordan et al., Muon: An optimizer for hidden layers in neural networks, 2024")
            .use("Hidden layers of a hundred units and more; fewer steps than AdamW for some more arithmetic.")
            .known(Convention.PYTORCH, Convention.KERAS)
            .rate(0.001)
            .factor("momentum", 0.95, "share of the old buffer that stays")
            .flag("averaged", true, "the buffer is a mean")
            .under(Convention.KERAS, false)
            .flag("nesterov", true, "looks ahead")
            .number("iterations", 5, new Range(1, true, 100), "Newton-Schulz iterations, a whole number")
            .number("a", 3.4445, COEFFICIENT, "coefficient of X")
            .number("b", -4.775, COEFFICIENT, "coefficient of (X X') X")
            .number("c", 2.0315, COEFFICIENT, "coefficient of (X X')^2 X")
            .epsilon(1e-7)
            .flag("epsilon-added", false, "epsilon is added to the norm; otherwise it is the least one")
            .under(Convention.KERAS, true)
            .add(Hyper.choice(
                    "adjust",
                    Adjust.MATCH_RMS,
                    List.of(Adjust.values()),
                    "0.2 sqrt(max(in, out)), sqrt(max(1, out / in)), or nothing"))
            .under(Convention.PYTORCH, Adjust.ORIGINAL)
            .add(Hyper.choice(
                    "matrices", Matrices.HIDDEN, List.of(Matrices.values()), "all but the last layer's, or all"))
            .under(Convention.PYTORCH, Matrices.ALL)
            .under(Convention.KERAS, Matrices.ALL)
            .number("adam-rate", 1, Range.POSITIVE, "AdamW's rate, as a factor of the rate")
            .factor("adam-beta1", 0.9, "AdamW's beta1")
            .factor("adam-beta2", 0.999, "AdamW's beta2")
            .number("adam-epsilon", 1e-8, Range.POSITIVE, "AdamW's epsilon")
            .under(Convention.KERAS, 1e-7)
            .add(Hyper.choice(
                    "adam-epsilon-place",
                    Epsilon.Place.OUTSIDE,
                    List.of(Epsilon.Place.values()),
                    "where it stands, as in adam"))
            .under(Convention.KERAS, Epsilon.Place.HAT)
            .number("adam-decay", 1, Range.NOT_NEGATIVE, "AdamW's decay, as a factor of the decay")
            .decay(0.01)
            .under(Convention.PYTORCH, 0.1)
            .under(Convention.KERAS, 0.004)
            .form(WeightDecay.Form.DECOUPLED, WeightDecay.Form.UPDATE)
            .build();

    /** Checks the ranges. */
    public Muon {
        RULE.check(
                learningRate,
                momentum,
                averaged,
                nesterov,
                iterations,
                a,
                b,
                c,
                epsilon,
                epsilonAdded,
                adjust,
                matrices,
                adamRate,
                adamBeta1,
                adamBeta2,
                adamEpsilon,
                adamDecay,
                weightDecay);
        if (iterations != Math.rint(iterations)) {
            throw new UserException("iterations of optimizer muon must be a whole number, not " + iterations + ".");
        }
    }

    /** Returns Lanewise's defaults. */
    public static Muon defaults() {
        return (Muon) RULE.standard(Convention.LANEWISE);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public OptimizerState start(ParameterGroups groups) {
        return new State(this, groups);
    }

    private double factor(Tensor matrix) {
        return switch (adjust) {
            case MATCH_RMS -> 0.2 * Math.sqrt(Math.max(matrix.rows(), matrix.columns()));
            case ORIGINAL -> Math.sqrt(Math.max(1, (double) matrix.columns() / matrix.rows()));
            case NONE -> 1;
        };
    }

    private static final class State extends TensorState {
        private static final int DIRECTION = 0;
        private static final int MOVE = 1;
        private static final int ADAM = 2;

        private final Muon rule;
        private final AdamScalars adam = new AdamScalars();
        private final float[] means = slab();
        private final float[] squares = slab();
        private final boolean[] matrix;
        private final Orthogonal orthogonal;
        private float beta;
        private float gain;
        private float keep;
        private float look;
        private float step;
        private int shift;

        State(Muon rule, ParameterGroups groups) {
            super(rule, groups);
            this.rule = rule;
            List<Tensor> tensors = groups.layout().tensors();
            matrix = new boolean[tensors.size()];
            int last = -1;
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = tensors.get(i).kind() == Tensor.Kind.WEIGHT;
                last = matrix[i] ? i : last;
            }
            if (last >= 0 && rule.matrices == Matrices.HIDDEN) {
                matrix[last] = false;
            }
            orthogonal = new Orthogonal(
                    pieces.stream()
                            .filter(p -> matrix[p.index()])
                            .map(Piece::tensor)
                            .toList(),
                    (float) rule.a,
                    (float) rule.b,
                    (float) rule.c);
        }

        @Override
        void advance(long t, StepSettings settings) {
            for (int i = 0; i < pieces.size(); i++) {
                Piece piece = pieces.get(i);
                enter(settings, piece.factors());
                if (matrix[piece.index()]) {
                    orthogonalise(piece);
                } else {
                    rate *= rule.adamRate;
                    adam.prepare(rule.adamBeta1, rule.adamBeta2, rule.adamEpsilon, 0, true, t, rate);
                    decay *= (float) rule.adamDecay;
                    shrink = (float) (1 - rate * decoupled() * rule.adamDecay);
                    pass(ADAM, piece);
                }
            }
        }

        private void orthogonalise(Piece piece) {
            double stays = momentum(rule.momentum);
            double comes = rule.averaged ? 1 - stays : 1;
            beta = (float) stays;
            gain = (float) comes;
            keep = rule.nesterov ? (float) stays : 1;
            look = rule.nesterov ? (float) comes : 0;
            shift = -piece.from();
            pass(DIRECTION, piece);
            double norm = Math.sqrt(total(first, piece));
            double divisor = rule.epsilonAdded
                    ? norm + rule.epsilon
                    : norm > rule.epsilon || Double.isNaN(norm) ? norm : rule.epsilon;
            orthogonal.run(kernels(), team(), piece.tensor(), (float) (1 / divisor), (int) rule.iterations);
            step = (float) (rate * rule.factor(piece.tensor()));
            pass(MOVE, piece);
        }

        @Override
        void block(int phase, Kernels twins, float[] w, float[] g, int from, int to, int index, Scratch own) {
            switch (phase) {
                case DIRECTION -> {
                    float[] x = orthogonal.matrix();
                    twins.updates()
                            .layer()
                            .direction(w, g, means, x, shift, from, to, beta, gain, keep, look, scale, decay);
                    first[index] = twins.sums().sumOfSquares(x, from + shift, to - from, own.lanes);
                }
                case MOVE -> twins.updates().layer().move(w, orthogonal.matrix(), shift, from, to, step, shrink);
                default ->
                    twins.updates()
                            .adam()
                            .adam(
                                    w,
                                    g,
                                    means,
                                    squares,
                                    from,
                                    to,
                                    adam.step,
                                    adam.beta1,
                                    adam.gain1,
                                    adam.beta2,
                                    adam.gain2,
                                    adam.root,
                                    adam.inner,
                                    adam.outer,
                                    scale,
                                    decay,
                                    shrink);
            }
        }

        @Override
        public Map<String, float[]> slabs() {
            return named("means", means, "squares", squares);
        }
    }
}
