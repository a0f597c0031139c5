package dev.lanewise.loss;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossFunction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A loss that is the mean of a function of one output and its target. */
abstract class ElementLoss implements Loss {

    private final LossFunction function;
    private final float parameter;

    ElementLoss(LossFunction function, double parameter) {
        this.function = function;
        this.parameter = (float) parameter;
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
            float @Nullable [] deltas) {
        int length = rows * outputCount;
        double weight = weight(weights, weightOffset, rows, outputCount);
        float[] slopes = deltas == null ? buffers.unusedDeltas : deltas;
        if (weight == 0) {
            Arrays.fill(slopes, 0, length, 0);
            return 0;
        }
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
        return kernels.sums().sum(buffers.losses, 0, length, buffers.sumScratch);
    }

    @Override
    public String toString() {
        return setting().isEmpty() ? label() : label() + " (" + setting() + ")";
    }
}
