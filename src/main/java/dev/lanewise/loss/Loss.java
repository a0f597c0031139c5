package dev.lanewise.loss;

import dev.lanewise.core.Link;
import dev.lanewise.kernel.Kernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A loss: the mean over the elements (rows times outputs) of a batch, or over the rows for the softmax cross-entropy. Immutable.
 *
 * <p>With row weights the mean is the sum of weight times loss over the sum of the weights. A batch whose weights sum to 0 has loss 0
 * and zero deltas. Losses of several batches combine as {@code mean(sum of sums, sum of weights)}.
 */
public interface Loss {

    /** Returns the name in kebab case. */
    String label();

    /** Returns the setting that {@link Losses#parse} takes to make this loss again; empty text for none. */
    default String setting() {
        return "";
    }

    /** Returns what the outputs stand for that it compares with targets. */
    default Link link() {
        return Link.IDENTITY;
    }

    /** Returns how many columns the targets have: as many as the outputs, or 1 where they are class indices. */
    default int targetColumns(int outputs) {
        return outputs;
    }

    /**
     * Returns whether the deltas of a row depend on the other rows only by the weight of the batch, so that parts of a batch can be computed apart.
     */
    default boolean separable() {
        return true;
    }

    /** Returns how many terms {@link #terms} writes for {@code rows} rows. */
    int termCount(int rows, int outputCount);

    /**
     * Writes the terms of the sum, weight times loss, into the buffers, and the deltas, the derivatives of the mean loss by the outputs.
     *
     * @param kernels the twins to use
     * @param buffers scratch that is large enough for the rows
     * @param outputs outputs of the network, {@code [rows][outputCount]} from index 0
     * @param targets targets, {@code [rows][targetColumns]} from {@code targetOffset}
     * @param weights a weight for each row from {@code weightOffset}, or null for 1
     * @param weight {@link #weight} of the whole batch, not 0
     * @param deltas result, {@code [rows][outputCount]} from index 0, or null where only the terms are wanted
     */
    void terms(
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
            float @Nullable [] deltas);

    /**
     * Returns the sum of weight times loss of a batch, and writes the deltas, the derivatives of the batch's mean loss by the outputs; the arguments are
     * those of {@link #terms}.
     */
    default double sum(
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
        double weight = weight(weights, weightOffset, rows, outputCount);
        return sum(
                kernels,
                buffers,
                outputs,
                targets,
                targetOffset,
                weights,
                weightOffset,
                rows,
                outputCount,
                weight,
                deltas);
    }

    /**
     * As {@link #sum}, for one of several batches whose gradients are added: the deltas are those of the batch's mean loss, times the batch's weight over
     * {@code divisor}.
     *
     * @param divisor the weight of all the batches; not 0 unless the batch's weight is
     */
    default double sum(
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
        if (weight(weights, weightOffset, rows, outputCount) == 0) {
            if (deltas != null) {
                Arrays.fill(deltas, 0, rows * outputCount, 0);
            }
            return 0;
        }
        terms(
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
        return kernels.sums().sum(buffers.losses, 0, termCount(rows, outputCount), buffers.sumScratch);
    }

    /** Returns what the mean of a batch divides by: the number of elements, or the sum of their weights. */
    default double weight(float @Nullable [] weights, int weightOffset, int rows, int outputCount) {
        int columns = targetColumns(outputCount);
        if (weights == null) {
            return (double) rows * columns;
        }
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            sum += weights[weightOffset + r];
        }
        return sum * columns;
    }

    /** Returns the mean loss from a sum and a weight; 0 where the weight is 0. */
    default double mean(double sum, double weight) {
        return weight == 0 ? 0 : sum / weight;
    }
}
