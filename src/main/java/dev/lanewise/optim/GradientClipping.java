package dev.lanewise.optim;

import dev.lanewise.core.Decimals;
import dev.lanewise.core.Suggest;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.SumKernel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps gradients from being large. Norms are summed in double by the contract, for each tensor from its start and the tensors in order, frozen ones left
 * out: the same bits on any number of threads.
 *
 * @param kind what is limited
 * @param limit largest magnitude or norm; positive
 * @param epsilon added to a norm before the limit is divided by it: 1e-6 in PyTorch, 0 elsewhere
 */
public record GradientClipping(Kind kind, double limit, double epsilon) {

    /** What is limited. */
    public enum Kind {
        /** Every element, by cutting it to the limit. */
        VALUE,
        /** The norm of every tensor, by scaling it. */
        NORM,
        /** The norm of all gradients together, by scaling them all. */
        GLOBAL_NORM
    }

    /** Checks the ranges. */
    public GradientClipping {
        Objects.requireNonNull(kind, "kind");
        Range.POSITIVE.check("The limit of gradients", limit);
        Range.NOT_NEGATIVE.check("The epsilon of clipping", epsilon);
    }

    /** Returns clipping without an epsilon. */
    public static GradientClipping of(Kind kind, double limit) {
        return new GradientClipping(kind, limit, 0);
    }

    /**
     * Reads {@code value:0.5}, {@code norm:1} or {@code global-norm:1}.
     *
     * @throws UserException if the text is none of these
     */
    public static GradientClipping parse(String text) {
        List<String> names = Arrays.stream(Kind.values()).map(Hyper::text).toList();
        String[] parts = text.trim().split(":", 2);
        if (!names.contains(parts[0])) {
            throw new UserException("There is no clipping '" + parts[0]
                    + "'; it is value, norm or global-norm and a limit, such as" + " global-norm:1."
                    + Suggest.nearest(parts[0], names)
                            .map(n -> " Did you mean '" + n + "'?")
                            .orElse(""));
        }
        double limit = Decimals.parse(parts.length == 2 ? parts[1] : "");
        if (Double.isNaN(limit)) {
            throw new UserException("Clipping by " + parts[0] + " needs a limit, a positive number: " + parts[0]
                    + ":1, not '" + text + "'.");
        }
        return of(Kind.valueOf(parts[0].toUpperCase(Locale.ROOT).replace('-', '_')), limit);
    }

    /** Returns the text that {@link #parse} reads. */
    @Override
    public String toString() {
        return Hyper.text(kind) + ":" + Rule.text(limit);
    }

    /** Returns what clips the gradients of these groups. */
    public Clipper start(ParameterGroups groups) {
        return new Clipper(this, groups);
    }

    /** Clips, with memory of its own. Not for use by several threads. */
    public static final class Clipper {
        private static final int SUM = 0;
        private static final int MULTIPLY = 1;
        private static final int CUT = 2;

        private final GradientClipping clipping;
        private final ParameterGroups groups;
        private final Tiles tiles = new Tiles(this::tile);
        private final double[] sums;
        private double[][] lanes = {};
        private @Nullable Kernels kernels;
        private float[] gradients = {};
        private float factor;

        private Clipper(GradientClipping clipping, ParameterGroups groups) {
            this.clipping = clipping;
            this.groups = groups;
            int largest = groups.layout().tensors().stream()
                    .mapToInt(Tensor::size)
                    .max()
                    .orElse(0);
            sums = new double[largest / SumKernel.BLOCK + 1];
        }

        /**
         * Clips what a step will see, which is {@code gradientScale * g}: by value and by norm in {@code g} itself, by global norm in the scale.
         *
         * @param g gradients
         * @param settings of the step; its gradient scale is read, and by global norm changed
         * @return the global norm before clipping; NaN where a value is clipped, which needs no norm
         */
        public double prepare(Execution execution, float[] g, StepSettings settings) {
            if (lanes.length < execution.team().threads()) {
                lanes = new double[execution.team().threads()][SumKernel.LANES];
            }
            kernels = execution.kernels();
            gradients = g;
            double scale = settings.gradientScale();
            double squares = 0;
            for (int i = 0; i < groups.layout().tensors().size(); i++) {
                if (!groups.factors(i).frozen()) {
                    squares += tensor(execution, groups.layout().tensors().get(i), scale);
                }
            }
            double norm = Math.sqrt(squares) * scale;
            if (clipping.kind == Kind.GLOBAL_NORM) {
                settings.clip(share(norm));
            }
            return clipping.kind == Kind.VALUE ? Double.NaN : norm;
        }

        /** What gradients of a norm are multiplied by. NaN stays. */
        private double share(double norm) {
            double reach = norm + clipping.epsilon;
            return reach <= clipping.limit ? 1 : clipping.limit / reach;
        }

        /** Clips one tensor, or sums its squares. */
        private double tensor(Execution execution, Tensor tensor, double scale) {
            int from = tensor.offset();
            int to = from + tensor.size();
            if (clipping.kind == Kind.VALUE) {
                factor = (float) (clipping.limit / scale);
                tiles.run(execution.team(), CUT, from, to, false);
                return 0;
            }
            tiles.run(execution.team(), SUM, from, to, false);
            double squares = 0;
            for (int block = 0; block < (to - from + SumKernel.BLOCK - 1) / SumKernel.BLOCK; block++) {
                squares += sums[block];
            }
            double share = share(Math.sqrt(squares) * scale);
            if (clipping.kind == Kind.NORM && share != 1) {
                factor = (float) share;
                tiles.run(execution.team(), MULTIPLY, from, to, false);
            }
            return squares;
        }

        private void tile(int phase, int start, int from, int to, int member) {
            Kernels twins = Objects.requireNonNull(kernels);
            switch (phase) {
                case CUT -> twins.penalties().clip(gradients, from, to, factor);
                case MULTIPLY -> twins.penalties().multiply(gradients, from, to, factor);
                default -> {
                    for (int at = from; at < to; at += SumKernel.BLOCK) {
                        int length = Math.min(SumKernel.BLOCK, to - at);
                        sums[(at - start) / SumKernel.BLOCK] =
                                twins.sums().sumOfSquares(gradients, at, length, lanes[member]);
                    }
                }
            }
        }
    }
}
