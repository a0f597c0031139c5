package dev.lanewise.loss;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossFunction;
import org.jspecify.annotations.Nullable;

/** The root of the mean of the squared errors. Where the loss is 0 the deltas are 0. */
public final class RootMeanSquaredError extends ElementLoss {

    /** Creates the loss. */
    public RootMeanSquaredError() {
        super(LossFunction.SQUARED, 0);
    }

    @Override
    public String label() {
        return "root-mean-squared-error";
    }

    @Override
    public boolean separable() {
        return false;
    }

    @Override
    public double sum(
            Kernels kernels,
            LossBuffers buffers,
            float[] outputs,
            float[] targets,
            int targetOffset,
            float @Nullable [] weights,
            int weightOffset,
            int rows,
            int outputCount,
            double divisor,
            float @Nullable [] deltas) {
        double sum = super.sum(
                kernels,
                buffers,
                outputs,
                targets,
                targetOffset,
                weights,
                weightOffset,
                rows,
                outputCount,
                divisor,
                deltas);
        if (deltas != null) {
            // The deltas of the mean, divided by twice the root. Squares can underflow to a loss of 0 where the deltas
            // are not yet 0.
            double root = mean(sum, weight(weights, weightOffset, rows, outputCount));
            float factor = root == 0 ? 0 : (float) (0.5 / root);
            for (int i = 0; i < rows * outputCount; i++) {
                deltas[i] *= factor;
            }
        }
        return sum;
    }

    @Override
    public double mean(double sum, double weight) {
        return Math.sqrt(super.mean(sum, weight));
    }
}
