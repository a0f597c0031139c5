package dev.lanewise.kernel;

/**
 * Products with one column: too narrow for vectors, since lanes run across outputs and never along a chain. Of a few rows or steps up to eight chains at a time hide the latency of the
 * multiply-adds; others are for {@link ProductColumn}.
 */
final class ProductNarrow {

    private static final int CHAINS = 8;

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
            int yRow,
            ProductScratch scratch) {
        if (ProductPlan.column(rows, aRow)) {
            ProductColumn.column(rows, a, ai, aRow, b, bi, bRow, aRow, init, y, yi, yRow, scratch);
            return;
        }
        // What is left of the rows reaches back over rows that are done: the same bits once more.
        int chains = rows >= CHAINS ? CHAINS : rows >= CHAINS / 2 ? CHAINS / 2 : 1;
        for (int r = 0; r < rows; r += chains) {
            int row = Math.min(r, rows - chains);
            int i = ai + row * aRow;
            int t = yi + row * yRow;
            switch (chains) {
                case CHAINS -> eight(a, i, aRow, b, bi, bRow, aRow, init, y, t, yRow);
                case CHAINS / 2 -> four(a, i, aRow, b, bi, bRow, aRow, init, y, t, yRow);
                default -> one(a, i, b, bi, bRow, aRow, init, y, t);
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

    private static void four(
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
        for (int k = 0; k < depth; k++) {
            float v = b[bi + k * bRow];
            s0 = Math.fma(a[ai + k], v, s0);
            s1 = Math.fma(a[ai + aRow + k], v, s1);
            s2 = Math.fma(a[ai + 2 * aRow + k], v, s2);
            s3 = Math.fma(a[ai + 3 * aRow + k], v, s3);
        }
        y[yi] = s0;
        y[yi + yRow] = s1;
        y[yi + 2 * yRow] = s2;
        y[yi + 3 * yRow] = s3;
    }

    private static void one(float[] a, int ai, float[] b, int bi, int bRow, int depth, float init, float[] y, int yi) {
        float s = init;
        for (int k = 0; k < depth; k++) {
            s = Math.fma(a[ai + k], b[bi + k * bRow], s);
        }
        y[yi] = s;
    }
}
