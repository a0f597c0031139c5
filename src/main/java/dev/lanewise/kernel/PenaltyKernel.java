package dev.lanewise.kernel;

/**
 * What changes gradients or weights apart from the update rule, element by element. NaN stays.
 */
public interface PenaltyKernel {

    /**
     * L1 and L2: {@code g = g + absolute * sign(w) + square * w}.
     */
    void addDecay(float[] w, float[] g, int from, int to, float absolute, float square);

    /**
     * Clips every element to {@code -limit ... limit}.
     */
    void clip(float[] g, int from, int to, float limit);

    /**
     * {@code g = factor * g}.
     */
    void multiply(float[] g, int from, int to, float factor);

    /**
     * The squares of every column of a matrix, summed in double down the rows in order: {@code sums[c] = sum over r of w[r][c]^2}.
     *
     * @param w matrix, {@code [rows][columns]} from {@code offset}
     * @param sums result, {@code [columns]}
     */
    void columnSquares(float[] w, int offset, int rows, int columns, double[] sums);

    /**
     * Multiplies every column of a matrix: {@code w[r][c] = factors[c] * w[r][c]}.
     *
     * @param w matrix, {@code [rows][columns]} from {@code offset}
     * @param factors {@code [columns]}
     */
    void scaleColumns(float[] w, int offset, int rows, int columns, float[] factors);
}
