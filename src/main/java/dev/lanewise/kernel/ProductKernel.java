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

    /** Inputs that a weight gradient takes at once; rectangles of so many inputs, or a multiple, are the fastest. */
    int GRADIENT_BLOCK = 120;

    /** Weights that no cache near a core holds: rows are copied for many of their columns, and a few rows pass over them in the order of memory. */
    int LARGE_WEIGHTS = 1 << 20;

    /** The most such rows. */
    int FEW_ROWS = 4;

    /**
     * Affine map {@code y[r][c] = bias[c] + sum over k of x[r][k] * w[k][c]}; the chain starts from the bias.
     *
     * @param x inputs, {@code [rows][inputs]} from {@code xOffset}
     * @param w weights, {@code [inputs][outputs]} from {@code wOffset}; may be the same array as {@code bias}
     * @param bias bias, {@code [outputs]} from {@code biasOffset}
     * @param y result, {@code [rows][outputs]} from {@code yOffset}; overwritten in the rectangle
     * @param scratch memory of the calling thread, {@link ProductScratch#forward()} or more
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
            int columnTo,
            ProductScratch scratch);

    /**
     * Input gradient {@code dx[r][i] = sum over c of dy[r][c] * w[i][c]}; the chain starts from +0.0.
     *
     * @param dy deltas of the outputs, {@code [rows][outputs]} from {@code dyOffset}
     * @param w weights, {@code [inputs][outputs]} from {@code wOffset}
     * @param dx result, {@code [rows][inputs]} from {@code dxOffset}; overwritten in the rectangle
     * @param scratch memory of the calling thread, {@link ProductScratch#training(int, int)} for so many rows and so wide a layer, or more
     */
    void inputGradient(
            float[] dy,
            int dyOffset,
            float[] w,
            int wOffset,
            float[] dx,
            int dxOffset,
            int inputs,
            int outputs,
            int rowFrom,
            int rowTo,
            int inputFrom,
            int inputTo,
            ProductScratch scratch);

    /**
     * Weight gradient {@code dw[k][c] = sum over r of x[r][k] * dy[r][c]}. Up to {@value #ROWS_PER_CHAIN} rows are one
     * chain from +0.0; above, chunks of exactly that many rows, each a chain from +0.0, are added in row order. With {@code add} the old
     * gradient is the first term of that sum.
     *
     * @param x inputs of the layer, {@code [rows][inputs]} from {@code xOffset}
     * @param dy deltas of its outputs, {@code [rows][outputs]} from {@code dyOffset}
     * @param dw result, {@code [inputs][outputs]} from {@code dwOffset}; overwritten in the rectangle, or added to
     * @param add whether the result is added to what is there, as gradients of several batches are
     * @param scratch memory of the calling thread, {@link ProductScratch#training(int, int)} for so many rows and so wide a layer, or more
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
            int outputTo,
            boolean add,
            ProductScratch scratch);

    /**
     * Bias gradient {@code db[c] = sum over r of dy[r][c]}, summed in the same chunks as {@link #weightGradient}.
     *
     * @param dy deltas, {@code [rows][outputs]} from {@code dyOffset}
     * @param db result, {@code [outputs]} from {@code dbOffset}; overwritten in the range, or added to
     * @param add whether the result is added to what is there
     */
    void biasGradient(
            float[] dy,
            int dyOffset,
            float[] db,
            int dbOffset,
            int rows,
            int outputs,
            int outputFrom,
            int outputTo,
            boolean add);
}
