package dev.lanewise.train;

import dev.lanewise.core.Layout;
import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.PenaltyKernel;
import dev.lanewise.kernel.SumKernel;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.ParameterGroups;
import java.util.ArrayList;
import java.util.List;

/** A {@link Regularization} at work: on the gradients before a step, on the weights after it. Frozen tensors take no part. */
final class Regularizer {

    private final Regularization plan;
    private final float[] parameters;
    private final List<Tensor> tensors = new ArrayList<>();
    private final PenaltyKernel penalties;
    private final SumKernel sums;
    private final double[] lanes = new double[SumKernel.LANES];
    private final double[] columnSums;
    private final float[] columnFactors;

    Regularizer(Regularization plan, Network network, ParameterGroups groups, Execution execution) {
        this.plan = plan;
        parameters = network.parameters();
        penalties = execution.kernels().penalties();
        sums = execution.kernels().sums();
        Layout layout = network.layout();
        int widest = 0;
        for (int i = 0; i < layout.tensors().size(); i++) {
            if (!groups.factors(i).frozen()) {
                tensors.add(layout.tensors().get(i));
                widest = Math.max(widest, layout.tensors().get(i).columns());
            }
        }
        columnSums = new double[plan.maxNorm() == 0 ? 0 : widest];
        columnFactors = new float[columnSums.length];
    }

    /**
     * Changes the gradients.
     *
     * @param scale what the gradients are to be multiplied by before everything else
     * @return what the gradients are still to be multiplied by
     */
    float before(float[] gradients, float scale) {
        boolean penalized = plan.l1() != 0 || plan.l2() != 0;
        if (!penalized && plan.clip() == Regularization.Clip.NONE) {
            return scale;
        }
        if (scale != 1) {
            penalties.multiply(gradients, 0, gradients.length, scale);
        }
        for (int i = 0; i < tensors.size() && penalized; i++) {
            Tensor tensor = tensors.get(i);
            if (tensor.kind() == Tensor.Kind.WEIGHT) {
                int from = tensor.offset();
                penalties.addDecay(
                        parameters, gradients, from, from + tensor.size(), (float) plan.l1(), (float) plan.l2());
            }
        }
        return switch (plan.clip()) {
            case NONE -> 1;
            case VALUE -> {
                penalties.clip(gradients, 0, gradients.length, (float) plan.limit());
                yield 1;
            }
            case NORM -> {
                clipTensors(gradients);
                yield 1;
            }
            case GLOBAL_NORM -> factor(globalSquares(gradients));
        };
    }

    private void clipTensors(float[] gradients) {
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = tensors.get(i);
            int from = tensor.offset();
            float factor = factor(sums.sumOfSquares(gradients, from, tensor.size(), lanes));
            if (factor != 1) {
                penalties.multiply(gradients, from, from + tensor.size(), factor);
            }
        }
    }

    /** The tensors' sums, added in order. */
    private double globalSquares(float[] gradients) {
        double squares = 0;
        for (int i = 0; i < tensors.size(); i++) {
            squares += sums.sumOfSquares(
                    gradients, tensors.get(i).offset(), tensors.get(i).size(), lanes);
        }
        return squares;
    }

    private float factor(double squares) {
        double norm = Math.sqrt(squares);
        return norm > plan.limit() ? (float) (plan.limit() / norm) : 1;
    }

    /** Limits the norm of the weights that come into each unit. */
    void after() {
        for (int i = 0; i < tensors.size() && plan.maxNorm() != 0; i++) {
            Tensor tensor = tensors.get(i);
            if (tensor.kind() != Tensor.Kind.WEIGHT) {
                continue;
            }
            penalties.columnSquares(parameters, tensor.offset(), tensor.rows(), tensor.columns(), columnSums);
            for (int c = 0; c < tensor.columns(); c++) {
                double norm = Math.sqrt(columnSums[c]);
                columnFactors[c] = norm > plan.maxNorm() ? (float) (plan.maxNorm() / norm) : 1;
            }
            penalties.scaleColumns(parameters, tensor.offset(), tensor.rows(), tensor.columns(), columnFactors);
        }
    }
}
