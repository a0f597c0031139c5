package dev.lanewise.optim;

import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.PenaltyKernel;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * L1 and L2 penalties of the weights, not the biases, as terms of the loss: {@code absolute * sum of |w| + square / 2 * sum of w^2}. Their derivatives are
 * added to the gradients before clipping and before any moment; for decay outside the moments see {@link WeightDecay}.
 *
 * @param absolute strength of L1; 0 for none
 * @param square strength of L2; 0 for none
 */
public record Penalty(double absolute, double square) {

    /** No penalty. */
    public static final Penalty NONE = new Penalty(0, 0);

    /** Checks the ranges. */
    public Penalty {
        Range.NOT_NEGATIVE.check("The L1 penalty", absolute);
        Range.NOT_NEGATIVE.check("The L2 penalty", square);
    }

    /** Returns what adds the penalty to the gradients of these groups; their decay factors are the penalty's, too. */
    public Adder start(ParameterGroups groups) {
        return new Adder(this, groups);
    }

    /** Adds the derivatives. Not for use by several threads. */
    public static final class Adder {
        private static final float[] EMPTY = {};

        private final Penalty penalty;
        private final ParameterGroups groups;
        private final Tiles tiles = new Tiles(this::tile);
        private @Nullable PenaltyKernel kernel;
        private float[] weights = EMPTY;
        private float[] gradients = EMPTY;
        private float absolute;
        private float square;

        private Adder(Penalty penalty, ParameterGroups groups) {
            this.penalty = penalty;
            this.groups = groups;
        }

        /**
         * Adds the derivatives to the gradients.
         *
         * @param w weights
         * @param g gradients, changed
         * @param settings of the step, whose gradient scale multiplies the penalty by what it is divided by here
         */
        public void add(Execution execution, float[] w, float[] g, StepSettings settings) {
            if (penalty.equals(NONE)) {
                return;
            }
            kernel = execution.kernels().penalties();
            weights = w;
            gradients = g;
            List<Tensor> tensors = groups.layout().tensors();
            for (int i = 0; i < tensors.size(); i++) {
                Tensor tensor = tensors.get(i);
                if (tensor.kind() == Tensor.Kind.WEIGHT && !groups.factors(i).frozen()) {
                    double factor = groups.factors(i).decay() / settings.gradientScale();
                    absolute = (float) (penalty.absolute * factor);
                    square = (float) (penalty.square * factor);
                    tiles.run(execution.team(), 0, tensor.offset(), tensor.offset() + tensor.size(), false);
                }
            }
            weights = EMPTY;
            gradients = EMPTY;
        }

        private void tile(int phase, int start, int from, int to, int member) {
            Objects.requireNonNull(kernel).addDecay(weights, gradients, from, to, absolute, square);
        }
    }
}
