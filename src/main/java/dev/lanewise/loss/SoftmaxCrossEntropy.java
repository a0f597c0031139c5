package dev.lanewise.loss;

import dev.lanewise.core.Link;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The cross-entropy of a class and the softmax of its logits, a mean over rows. Targets are class indices held as floats. With label
 * smoothing {@code s} the target of each of {@code k} classes is {@code s / k}, plus {@code 1 - s} for the row's class (Szegedy et al.,
 * Rethinking the Inception Architecture, 2016).
 */
public final class SoftmaxCrossEntropy implements Loss {

    private final double smoothing;

    /**
     * Creates the loss.
     *
     * @param smoothing label smoothing, from 0 to below 1, 0 by default
     * @throws UserException if it is out of range
     */
    public SoftmaxCrossEntropy(double smoothing) {
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new UserException(
                    "label-smoothing of softmax-cross-entropy must be from 0 to below 1, not " + smoothing + ".");
        }
        this.smoothing = smoothing;
    }

    @Override
    public Link link() {
        return Link.SOFTMAX;
    }

    @Override
    public String label() {
        return "softmax-cross-entropy";
    }

    @Override
    public String setting() {
        return "label-smoothing=" + smoothing;
    }

    @Override
    public int targetColumns(int outputs) {
        return 1;
    }

    @Override
    public int termCount(int rows, int outputCount) {
        return rows;
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
        float[] slopes = deltas == null ? buffers.unusedDeltas : deltas;
        float scale = (float) (1 / weight);
        kernels.losses()
                .softmaxCrossEntropy(
                        outputs,
                        0,
                        targets,
                        targetOffset,
                        buffers.losses,
                        0,
                        slopes,
                        0,
                        rows,
                        outputCount,
                        (float) smoothing,
                        scale,
                        buffers.rowScratch);
        if (weights != null) {
            kernels.losses().scaleRows(buffers.losses, 0, rows, 1, weights, weightOffset);
            kernels.losses().scaleRows(slopes, 0, rows, outputCount, weights, weightOffset);
        }
    }

    @Override
    public String toString() {
        return label() + " (" + setting() + ")";
    }
}
