package dev.lanewise.optim;

import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.PenaltyKernel;
import java.util.List;

/**
 * A constraint after each step (Srebro and Shraibman, 2005; Hinton et al., 2012): the weights into a unit, a column of its layer's matrix, are scaled down
 * to a norm where theirs is larger. Squares are summed in double down the rows in order, in the calling thread. Schedule-free rules do not take it:
 * the mean that they keep would not hold it.
 *
 * @param limit largest norm of the weights into a unit; positive
 */
public record MaxNorm(double limit) {

    /** Checks the range. */
    public MaxNorm {
        Range.POSITIVE.check("max-norm", limit);
    }

    /** Returns what constrains the parameters of these groups. */
    public Constraint start(ParameterGroups groups) {
        return new Constraint(limit, groups);
    }

    /** Applies the constraint. Not for use by several threads. */
    public static final class Constraint {
        private final double limit;
        private final ParameterGroups groups;
        private final double[] squares;
        private final float[] factors;

        private Constraint(double limit, ParameterGroups groups) {
            this.limit = limit;
            this.groups = groups;
            int widest = groups.layout().tensors().stream()
                    .mapToInt(Tensor::columns)
                    .max()
                    .orElse(0);
            squares = new double[widest];
            factors = new float[widest];
        }

        /** Scales the weights of each unit down where their norm is above the limit. NaN stays. */
        public void apply(Execution execution, float[] w) {
            PenaltyKernel kernel = execution.kernels().penalties();
            List<Tensor> tensors = groups.layout().tensors();
            for (int i = 0; i < tensors.size(); i++) {
                Tensor tensor = tensors.get(i);
                if (tensor.kind() != Tensor.Kind.WEIGHT || groups.factors(i).frozen()) {
                    continue;
                }
                kernel.columnSquares(w, tensor.offset(), tensor.rows(), tensor.columns(), squares);
                boolean above = false;
                for (int c = 0; c < tensor.columns(); c++) {
                    double norm = Math.sqrt(squares[c]);
                    factors[c] = norm > limit ? (float) (limit / norm) : 1;
                    above |= norm > limit;
                }
                if (above) {
                    kernel.scaleColumns(w, tensor.offset(), tensor.rows(), tensor.columns(), factors);
                }
            }
        }
    }
}
