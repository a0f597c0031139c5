package dev.lanewise.kernel;

/**
 * Matrix products of a dense layer over flat row-major arrays.
 *
 * <p>Every output element is one chain of fused multiply-adds in index order, {@code acc = init; for k: acc = fma(a[k],
 * b[k], acc)}, whatever the tile shape, vector width or thread. No operand is skipped because it is zero and no chain is
 * padded.
 *
 * <p>Each method computes a rectangle of its result, so that threads can share one product; rectangles never change a
 * result. Matrices are dense: a row of {@code x} follows the one before it. Ranges are half-open.
 */
public interface ProductKernel {

    /** Rows of a batch that one chain of a sum over rows takes; longer batches are summed in chunks of this many rows. */
    int ROWS_PER_CHAIN = 1024;

    /**
     * Affine map {@code y[r][c] = bias[c] + sum over k of x[r][k] * w[k][c]}; the chain starts from the bias.
     *
     * @param x inputs, {@code [rows][inputs]} from {@code xOffset}
     * @param w weights, {@code [inputs][outputs]} from {@code wOffset}; may be the same array as {@code bias}
     * @param bias bias, {@code [outputs]} from {@code biasOffset}
     * @param y result, {@code [rows][outputs]} from {@code yOffset}; overwritten in the rectangle
     */
    void affine(
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            int inputs,
            int outputs,
            int rowFrom,
            int rowTo,
            int columnFrom,
            int columnTo);

    /**
     * Product {@code y[r][c] = sum over k of x[r][k] * w[k][c]}; the chain starts from +0.0. With {@code x} the output
     * deltas and {@code w} the transposed weights this is the input gradient.
     *
     * @param x left matrix, {@code [rows][inner]} from {@code xOffset}
     * @param w right matrix, {@code [inner][columns]} from {@code wOffset}
     * @param y result, {@code [rows][columns]} from {@code yOffset}; overwritten in the rectangle
     */
    void multiply(
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] y,
            int yOffset,
            int inner,
            int columns,
            int rowFrom,
            int rowTo,
            int columnFrom,
            int columnTo);

    /**
     * Transposes {@code w}, {@code [rows][columns]}, into {@code t}, {@code [columns][rows]}: the rows {@code rowFrom} to
     * {@code rowTo} of {@code w}.
     */
    void transpose(float[] w, int wOffset, float[] t, int tOffset, int rows, int columns, int rowFrom, int rowTo);

    /**
     * Weight gradient {@code dw[k][c] = sum over r of x[r][k] * dy[r][c]}. Up to {@value #ROWS_PER_CHAIN} rows are one
     * chain from +0.0; above, chunks of exactly that many rows, each a chain from +0.0, are added in row order.
     *
     * @param x inputs of the layer, {@code [rows][inputs]} from {@code xOffset}
     * @param dy deltas of its outputs, {@code [rows][outputs]} from {@code dyOffset}
     * @param dw result, {@code [inputs][outputs]} from {@code dwOffset}; overwritten in the rectangle
     */
    void weightGradient(
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            float[] dw,
            int dwOffset,
            int rows,
            int inputs,
            int outputs,
            int inputFrom,
            int inputTo,
            int outputFrom,
            int outputTo);

    /**
     * Bias gradient {@code db[c] = sum over r of dy[r][c]}, summed in the same chunks as {@link #weightGradient}.
     *
     * @param dy deltas, {@code [rows][outputs]} from {@code dyOffset}
     * @param db result, {@code [outputs]} from {@code dbOffset}; overwritten in the range
     */
    void biasGradient(
            float[] dy, int dyOffset, float[] db, int dbOffset, int rows, int outputs, int outputFrom, int outputTo);
}
