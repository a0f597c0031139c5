package dev.lanewise.kernel;

/**
 * Products with one column, or a few rows: too narrow for vectors, since lanes run across outputs and never along a chain. Eight chains at a time hide
 * the latency of the multiply-adds.
 */
final class ProductNarrow {

    private static final int CHAINS = 8;
    private static final int TRANSPOSED_STEPS = 64;
    private static final int BLOCK = 16;

    private ProductNarrow() {}

    /** Computes {@code y[r] = init + sum over k of a[r][k] * b[k]}, rows of {@code y} {@code yRow} apart. */
    static void column(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            float init,
            float[] y,
            int yi,
            int yRow) {
        int r = 0;
        for (; r <= rows - CHAINS; r += CHAINS) {
            eight(a, ai + r * aRow, aRow, b, bi, bRow, aRow, init, y, yi + r * yRow, yRow);
        }
        for (; r < rows; r++) {
            one(a, ai + r * aRow, b, bi, bRow, aRow, init, y, yi + r * yRow);
        }
    }

    /** Computes {@code y[r][i] = sum over c of a[r][c] * w[i][c]} for {@code i} from {@code from} to {@code to - 1}. */
    static void rows(
            int rows, float[] a, int ai, int depth, float[] w, int wi, float[] y, int yi, int yRow, int from, int to) {
        for (int r = 0; r < rows; r++) {
            int i = from;
            for (; i <= to - CHAINS; i += CHAINS) {
                eight(w, wi + i * depth, depth, a, ai + r * depth, 1, depth, 0, y, yi + r * yRow + i, 1);
            }
            for (; i < to; i++) {
                one(w, wi + i * depth, a, ai + r * depth, 1, depth, 0, y, yi + r * yRow + i);
            }
        }
    }

    private static void eight(
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int depth,
            float init,
            float[] y,
            int yi,
            int yRow) {
        float s0 = init;
        float s1 = init;
        float s2 = init;
        float s3 = init;
        float s4 = init;
        float s5 = init;
        float s6 = init;
        float s7 = init;
        for (int k = 0; k < depth; k++) {
            float v = b[bi + k * bRow];
            s0 = Math.fma(a[ai + k], v, s0);
            s1 = Math.fma(a[ai + aRow + k], v, s1);
            s2 = Math.fma(a[ai + 2 * aRow + k], v, s2);
            s3 = Math.fma(a[ai + 3 * aRow + k], v, s3);
            s4 = Math.fma(a[ai + 4 * aRow + k], v, s4);
            s5 = Math.fma(a[ai + 5 * aRow + k], v, s5);
            s6 = Math.fma(a[ai + 6 * aRow + k], v, s6);
            s7 = Math.fma(a[ai + 7 * aRow + k], v, s7);
        }
        y[yi] = s0;
        y[yi + yRow] = s1;
        y[yi + 2 * yRow] = s2;
        y[yi + 3 * yRow] = s3;
        y[yi + 4 * yRow] = s4;
        y[yi + 5 * yRow] = s5;
        y[yi + 6 * yRow] = s6;
        y[yi + 7 * yRow] = s7;
    }

    private static void one(float[] a, int ai, float[] b, int bi, int bRow, int depth, float init, float[] y, int yi) {
        float s = init;
        for (int k = 0; k < depth; k++) {
            s = Math.fma(a[ai + k], b[bi + k * bRow], s);
        }
        y[yi] = s;
    }

    /**
     * Copies {@code panel[k * row + c] = b[bi + c * bRow + k]} for {@code width} columns: four at a time, and so few steps that what is written stays in
     * the first-level cache.
     */
    static void transpose(float[] b, int bi, int bRow, int depth, int width, float[] panel, int row) {
        for (int k = 0; k < depth; k += TRANSPOSED_STEPS) {
            int end = Math.min(depth, k + TRANSPOSED_STEPS);
            int c = 0;
            if ((end - k) % BLOCK == 0) {
                for (; c <= width - BLOCK; c += BLOCK) {
                    for (int i = k; i < end; i += BLOCK) {
                        ProductTranspose.block(b, bi + c * bRow + i, bRow, panel, i * row + c, row);
                    }
                }
            }
            for (; c <= width - 4; c += 4) {
                fourColumns(b, bi + c * bRow, bRow, k, end, panel, c, row);
            }
            for (; c < width; c++) {
                for (int i = k; i < end; i++) {
                    panel[i * row + c] = b[bi + c * bRow + i];
                }
            }
        }
    }

    private static void fourColumns(float[] b, int bi, int bRow, int from, int to, float[] panel, int c, int row) {
        for (int k = from; k < to; k++) {
            int at = k * row + c;
            panel[at] = b[bi + k];
            panel[at + 1] = b[bi + bRow + k];
            panel[at + 2] = b[bi + 2 * bRow + k];
            panel[at + 3] = b[bi + 3 * bRow + k];
        }
    }
}
