package dev.lanewise.kernel;

import java.util.Arrays;

/**
 * Products with a few columns for many rows: lanes run across rows, whose copies are transposed, and each column is a row of a tile. Vectors are full, where a row of results
 * would leave a part of its last one empty.
 */
final class ProductFew {

    private static final int L = 2 * ProductPlan.HALF;
    private static final int START = ProductScratch.START;

    private ProductFew() {}

    /**
     * Computes {@code y[r][c] = init[c] + sum over k of a[r][k] * b[k][c]}, or with {@code transposed} the sum of {@code a[r][k] * b[c][k]}, for at least sixteen rows and steps.
     *
     * @param init starts of the chains of a row; if {@code transposed}, {@link ProductPlan#DIRECT_VECTORS} vectors of +0.0
     */
    static void along(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            boolean transposed,
            int steps,
            float[] init,
            int start,
            float[] y,
            int yi,
            int yRow,
            int columns,
            ProductScratch scratch) {
        float[] panel = scratch.panel;
        float[] tile = scratch.tile;
        int width;
        for (int r = 0; r < rows; r += width) {
            width = L * Math.clamp((rows - r) / L, 1, ProductPlan.DIRECT_VECTORS);
            // What is left of the rows reaches back over rows that are done: the same bits once more.
            int row = Math.min(r, rows - width);
            if (!transposed) {
                for (int c = 0; c < columns; c++) {
                    Arrays.fill(tile, c * width, (c + 1) * width, init[start + c]);
                }
            }
            int depth;
            for (int k = 0; k < steps; k += depth) {
                depth = ProductPlan.directDepth(steps - k);
                ProductTranspose.copy(a, ai + row * aRow + k, aRow, depth, width, panel, START, width);
                int halves = width / ProductPlan.HALF;
                if (transposed) {
                    float[] from = k == 0 ? init : tile;
                    int fromRow = k == 0 ? 0 : width;
                    ProductTiles.alongHalves(
                            halves,
                            width,
                            width,
                            columns,
                            b,
                            bi + k,
                            bRow,
                            panel,
                            START,
                            width,
                            depth,
                            from,
                            k == 0 ? start : 0,
                            fromRow,
                            tile,
                            0,
                            width);
                } else {
                    ProductTiles.down(
                            halves,
                            width,
                            width,
                            columns,
                            b,
                            bi + k * bRow,
                            bRow,
                            panel,
                            START,
                            width,
                            depth,
                            tile,
                            0,
                            width,
                            tile,
                            0,
                            width);
                }
            }
            ProductTranspose.move(tile, 0, width, columns, width, y, yi + row * yRow, yRow, false, panel);
        }
    }
}
