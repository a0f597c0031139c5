package dev.lanewise.kernel;

/**
 * Weight gradients of a few rows: {@code y[i][c] = sum over k of a[k][i] * b[k][c]} with a panel of the right matrix, all its steps, in registers while the columns of the left one
 * pass by. The chains of one row of the result are short, and those of many rows run at a time.
 */
final class ProductDownShallow {

    private static final int L = Lanes.FLOAT.length();
    private static final int START = ProductScratch.START;

    /** Elements of the result that panels pass over before the next rows: they stay in the second-level cache, where each panel writes only a part of their lines. */
    private static final int BLOCK = 1 << 15;

    private ProductDownShallow() {}

    /** Computes {@code height} rows of {@code depth} steps, from one to {@link ProductGradientPlan#SHALLOW_DEPTH}, in at least a vector of columns. */
    static void compute(
            int depth,
            int height,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int columns,
            float[] y,
            int yi,
            int yRow) {
        int block = Math.max(1, BLOCK / columns);
        for (int i = 0; i < height; i += block) {
            int some = Math.min(block, height - i);
            int from = ai + i;
            int to = yi + i * yRow;
            int c = 0;
            for (; columns - c > L; c += 2 * L) {
                int last = Math.min(L, columns - c - L);
                ProductDownShallow2.rows(depth, some, a, from, aRow, b, bi + c, bRow, last, y, to + c, yRow);
            }
            if (c < columns) {
                // What is left of the columns reaches back over columns that are done: the same bits once more.
                int back = columns - L;
                ProductDownShallow1.rows(depth, some, a, from, aRow, b, bi + back, bRow, y, to + back, yRow);
            }
        }
    }

    /** The same in fewer columns than a vector has lanes. */
    static void edge(
            int depth,
            int height,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int columns,
            float[] y,
            int yi,
            int yRow,
            ProductScratch scratch) {
        float[] panel = scratch.panel;
        ProductEdge.pack(b, bi, bRow, depth, columns, panel, START, L);
        int followed = ProductEdge.followed(height, columns, L, yRow);
        ProductDownShallow1.rows(depth, followed, a, ai, aRow, panel, START, L, y, yi, yRow);
        for (int i = followed; i < height; i += ProductPlan.TILE_ROWS) {
            int some = Math.min(ProductPlan.TILE_ROWS, height - i);
            ProductDownShallow1.rows(depth, some, a, ai + i, aRow, panel, START, L, scratch.tile, 0, L);
            ProductEdge.unpack(scratch.tile, L, some, columns, y, yi + i * yRow, yRow);
        }
    }
}
