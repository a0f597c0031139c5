package dev.lanewise.kernel;

/**
 * Factors and offsets of the columns of a matrix, and their gradients. A batch of {@code rows * members} rows of {@code units} units, in which row {@code r}
 * belongs to member {@code r % members}, is a matrix of {@code rows} rows and {@code members * units} columns to this kernel.
 *
 * <p>Ranges are half-open, matrices dense and row-major; ranges never change a result. No operand is skipped because it is zero, or one.
 */
public interface ScaleKernel {

    /**
     * {@code y[r][c] = x[r][c] * scale[c]}; also the way back, of deltas.
     *
     * @param x {@code [rows][columns]} from {@code xOffset}
     * @param scale {@code [columns]} from {@code scaleOffset}
     * @param y result, {@code [rows][columns]} from {@code yOffset}; overwritten in the rows from {@code rowFrom} to {@code rowTo}; no part of {@code x}
     */
    void multiply(
            float[] x,
            int xOffset,
            float[] scale,
            int scaleOffset,
            float[] y,
            int yOffset,
            int columns,
            int rowFrom,
            int rowTo);

    /**
     * {@code y[r][c] = fma(x[r][c], scale[c], bias[c])}.
     *
     * @param x {@code [rows][columns]} from {@code xOffset}
     * @param scale {@code [columns]} from {@code scaleOffset}
     * @param bias {@code [columns]} from {@code biasOffset}; may be the same array
     * @param y result, {@code [rows][columns]} from {@code yOffset}; overwritten in the rows from {@code rowFrom} to {@code rowTo}; no part of {@code x}
     */
    void affine(
            float[] x,
            int xOffset,
            float[] scale,
            int scaleOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            int columns,
            int rowFrom,
            int rowTo);

    /**
     * Gradient of the factors, {@code ds[c] = sum over r of x[r][c] * dy[r][c]}: chains of fused multiply-adds in row order, each of {@code depth} rows from
     * +0.0, added in row order. With {@code add} the old gradient is the first term of that sum.
     *
     * @param x {@code [rows][columns]} from {@code xOffset}
     * @param dy deltas of the results, {@code [rows][columns]} from {@code dyOffset}
     * @param ds result, {@code [columns]} from {@code dsOffset}; overwritten from column {@code from} to {@code to}, or added to
     * @param depth rows of a chain, at least 1: {@link #rowsPerChain}
     */
    void scaleGradient(
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            float[] ds,
            int dsOffset,
            int rows,
            int columns,
            int from,
            int to,
            int depth,
            boolean add);

    /**
     * Gradient of the offsets, {@code db[c] = sum over r of dy[r][c]}, summed in the same chunks as {@link #scaleGradient}.
     *
     * @param dy deltas of the results, {@code [rows][columns]} from {@code dyOffset}
     * @param db result, {@code [columns]} from {@code dbOffset}; overwritten from column {@code from} to {@code to}, or added to
     * @param depth rows of a chain, at least 1: {@link #rowsPerChain}
     */
    void biasGradient(
            float[] dy,
            int dyOffset,
            float[] db,
            int dbOffset,
            int rows,
            int columns,
            int from,
            int to,
            int depth,
            boolean add);

    /**
     * Returns the rows of a chain: {@link ProductKernel#ROWS_PER_CHAIN} rows of the batch hold so many of a member, whole ones and at least one.
     *
     * @param members rows of the batch that are one row here, at least 1
     */
    static int rowsPerChain(int members) {
        return Math.max(1, ProductKernel.ROWS_PER_CHAIN / members);
    }
}
