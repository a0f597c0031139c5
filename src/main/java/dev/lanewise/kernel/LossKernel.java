package dev.lanewise.kernel;

/** Losses with their deltas. NaN in, NaN out. */
public interface LossKernel {

    /** Elements of scratch that the row-wise functions need. */
    int SCRATCH = 1344;

    /**
     * Computes the loss of each element and its derivative by the output, times {@code scale}.
     *
     * @param function the loss
     * @param parameter its parameter {@code a}; ignored by those that have none
     * @param outputs outputs, from {@code outputOffset}
     * @param targets targets, from {@code targetOffset}
     * @param losses results, from {@code lossOffset}, not scaled
     * @param deltas derivatives times {@code scale}, from {@code deltaOffset}
     * @param length number of elements
     */
    void elements(
            LossFunction function,
            float parameter,
            float[] outputs,
            int outputOffset,
            float[] targets,
            int targetOffset,
            float[] losses,
            int lossOffset,
            float[] deltas,
            int deltaOffset,
            int length,
            float scale);

    /**
     * Computes for each row the cross-entropy of the softmax of its logits, {@code -sum over j of t[j] log p[j]}, with targets
     * {@code smoothing / classes}, plus {@code 1 - smoothing} at the row's class, and the derivatives by the logits times {@code scale},
     * {@code (p[j] - t[j]) * scale} with {@code p[j]} as in {@link #softmax} and one rounding fewer.
     *
     * @param logits {@code [rows][classes]} from {@code logitOffset}
     * @param targets class index of each row as a float, from {@code targetOffset}
     * @param losses result of each row, from {@code lossOffset}, not scaled
     * @param deltas {@code [rows][classes]} from {@code deltaOffset}
     * @param scratch at least {@value #SCRATCH} elements
     * @throws IndexOutOfBoundsException if a target is not one of 0 to {@code classes - 1}
     */
    void softmaxCrossEntropy(
            float[] logits,
            int logitOffset,
            float[] targets,
            int targetOffset,
            float[] losses,
            int lossOffset,
            float[] deltas,
            int deltaOffset,
            int rows,
            int classes,
            float smoothing,
            float scale,
            float[] scratch);

    /**
     * Softmax of each row: {@code p[j] = exp(z[j] - max) * (1 / sum)}. In place where both arrays and offsets are the same.
     *
     * @param logits {@code [rows][classes]} from {@code logitOffset}
     * @param probabilities result, {@code [rows][classes]} from {@code probabilityOffset}
     * @param scratch at least {@value #SCRATCH} elements
     */
    void softmax(
            float[] logits,
            int logitOffset,
            float[] probabilities,
            int probabilityOffset,
            int rows,
            int classes,
            float[] scratch);

    /** Multiplies row {@code r} of {@code values}, {@code [rows][columns]} from {@code offset}, by {@code weights[weightOffset + r]}. */
    void scaleRows(float[] values, int offset, int rows, int columns, float[] weights, int weightOffset);
}
