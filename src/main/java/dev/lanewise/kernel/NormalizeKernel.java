package dev.lanewise.kernel;

/**
 * Rows and columns of a matrix brought to mean 0 and variance 1, the way back of their deltas, and sums of two matrices. Factors and offsets behind a
 * normalisation are {@link ScaleKernel}'s.
 *
 * <p>Ranges are half-open, matrices dense and row-major; ranges never change a result. Sums along a row are those of sixteen virtual lanes and the fixed tree, in float. A
 * variance is the mean of squared distances from the mean (divided by the count, not one less), in a second pass.
 */
public interface NormalizeKernel {

    /** Elements of scratch that a row takes. */
    int SCRATCH = SumKernel.LANES;

    /**
     * {@code y[r][c] = (x[r][c] - mean of the row) * inverse[r]}.
     *
     * @param x {@code [rows][columns]} from {@code xOffset}
     * @param y result, {@code [rows][columns]} from {@code yOffset}; overwritten in the rows from {@code rowFrom} to {@code rowTo}; no part of {@code x}
     * @param inverse {@link #inverse} of each row's variance, {@code [rows]} from index 0; overwritten likewise
     * @param columns columns, at least 1
     * @param epsilon added to the variance
     * @param scratch {@value #SCRATCH} elements of the caller's
     */
    void rows(
            float[] x,
            int xOffset,
            float[] y,
            int yOffset,
            float[] inverse,
            int columns,
            int rowFrom,
            int rowTo,
            double epsilon,
            float[] scratch);

    /**
     * The way back through {@link #rows}: {@code d[r][c] = fma(-b, y[r][c], d[r][c] - a) * inverse[r]} with {@code a} the mean of {@code d} along the row and {@code b}
     * that of {@code d y}, a chain of fused multiply-adds in each virtual lane.
     *
     * @param y what {@link #rows} wrote, {@code [rows][columns]} from {@code yOffset}
     * @param inverse what it wrote
     * @param d deltas by {@code y}, {@code [rows][columns]} from {@code dOffset}; turned into those by {@code x} in the rows from {@code rowFrom} to {@code rowTo}
     * @param scratch {@value #SCRATCH} elements of the caller's
     */
    void rowDeltas(
            float[] y,
            int yOffset,
            float[] inverse,
            float[] d,
            int dOffset,
            int columns,
            int rowFrom,
            int rowTo,
            float[] scratch);

    /**
     * {@code y[r][c] = (x[r][c] - mean[c]) * inverse[c]}.
     *
     * @param x {@code [rows][columns]} from {@code xOffset}
     * @param mean {@code [columns]} from index 0
     * @param inverse {@code [columns]} from index 0
     * @param y result, {@code [rows][columns]} from {@code yOffset}; overwritten in the rows from {@code rowFrom} to {@code rowTo} and the columns from {@code from} to {@code
     *     to}; no part of {@code x}
     */
    void columns(
            float[] x,
            int xOffset,
            float[] mean,
            float[] inverse,
            float[] y,
            int yOffset,
            int columns,
            int rowFrom,
            int rowTo,
            int from,
            int to);

    /**
     * The way back through {@link #columns} and the factors behind it: {@code dx[r][c] = fma(slope[c], y[r][c], dy[r][c] - mean[c]) * factor[c]}.
     *
     * @param y what {@link #columns} wrote, {@code [rows][columns]} from {@code yOffset}
     * @param dy deltas by the results behind the factors, {@code [rows][columns]} from {@code dyOffset}
     * @param mean mean of {@code dy} down each column, {@code [columns]} from index 0
     * @param slope minus the mean of {@code dy y} down each column, {@code [columns]} from index 0
     * @param factor factor of each column times its inverse deviation, {@code [columns]} from index 0
     * @param dx result, {@code [rows][columns]} from {@code dxOffset}; overwritten in the rows from {@code rowFrom} to {@code rowTo}
     */
    void columnDeltas(
            float[] y,
            int yOffset,
            float[] dy,
            int dyOffset,
            float[] mean,
            float[] slope,
            float[] factor,
            float[] dx,
            int dxOffset,
            int columns,
            int rowFrom,
            int rowTo);

    /**
     * {@code y[i] = a[i] + b[i]}, for blocks that are skipped.
     *
     * @param y result, {@code length} elements from {@code yOffset}; may be {@code b} itself, from the same offset
     */
    void add(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int length);

    /**
     * Returns one over the root of a variance, computed in double and rounded once; NaN where the variance is no finite number, so that what is too large to be squared shows
     * and does not become 0.
     *
     * @param epsilon added to the variance
     */
    static float inverse(float variance, double epsilon) {
        return variance <= Float.MAX_VALUE ? (float) (1 / Math.sqrt(variance + epsilon)) : Float.NaN;
    }
}
