package dev.lanewise.loss;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossFunction;
import org.jspecify.annotations.Nullable;

/** A loss that is the mean of a function of one output and its target. */
abstract class ElementLoss implements Loss {

    private final LossFunction function;
    private final float parameter;

    ElementLoss(LossFunction function, double parameter) {
        this.function = function;
        this.parameter = (float) parameter;
    }

    LossFunction function() {
        return function;
    }

    float parameter() {
        return parameter;
    }

    @Override
    public int termCount(int rows, int outputCount) {
        return rows * outputCount;
    }

    @Override
    public void terms(
            Kernels kernels,
            LossBuffers buffers,
            float[] outputs,
            float[] targets,
            int targetOffset,
            float @Nullable [] weights,
            int weightOffset,
            int rows,
            int outputCount,
            double weight,
            float @Nullable [] deltas) {
        int length = rows * outputCount;
        float[] slopes = deltas == null ? buffers.unusedDeltas : deltas;
        float scale = (float) (1 / weight);
        kernels.losses()
                .elements(
                        function,
                        parameter,
                        outputs,
                        0,
                        targets,
                        targetOffset,
                        buffers.losses,
                        0,
                        slopes,
                        0,
                        length,
                        scale);
        if (weights != null) {
            kernels.losses().scaleRows(buffers.losses, 0, rows, outputCount, weights, weightOffset);
            kernels.losses().scaleRows(slopes, 0, rows, outputCount, weights, weightOffset);
        }
    }

    @Override
    public String toString() {
        return setting().isEmpty() ? label() : label() + " (" + setting() + ")";
    }
}
