package dev.lanewise.kernel;

/** The textbook twin of {@link PenaltyKernel}. */
final class PenaltyScalar implements PenaltyKernel {

    @Override
    public void addDecay(float[] w, float[] g, int from, int to, float absolute, float square) {
        for (int i = from; i < to; i++) {
            float turn = Math.signum(w[i]);
            g[i] = Math.fma(square, w[i], Math.fma(absolute, turn, g[i]));
        }
    }

    @Override
    public void clip(float[] g, int from, int to, float limit) {
        for (int i = from; i < to; i++) {
            g[i] = g[i] > limit ? limit : g[i];
            g[i] = g[i] < -limit ? -limit : g[i];
        }
    }

    @Override
    public void multiply(float[] g, int from, int to, float factor) {
        for (int i = from; i < to; i++) {
            g[i] = g[i] * factor;
        }
    }

    @Override
    public void columnSquares(float[] w, int offset, int rows, int columns, double[] sums) {
        columnSquares(w, offset, rows, columns, 0, sums);
    }

    /** The same from column {@code first} on. */
    static void columnSquares(float[] w, int offset, int rows, int columns, int first, double[] sums) {
        for (int c = first; c < columns; c++) {
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                double value = w[offset + r * columns + c];
                sum += value * value;
            }
            sums[c] = sum;
        }
    }

    @Override
    public void scaleColumns(float[] w, int offset, int rows, int columns, float[] factors) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                w[offset + r * columns + c] *= factors[c];
            }
        }
    }
}
