package dev.lanewise.kernel;

/**
 * The forward product of {@link ProductDirect} for at least {@link ProductPlan#HALF} columns: what {@link ProductWide} leaves, in blocks of
 * {@link ProductPlan#directDepth} steps, or {@link ProductPlan#copiedDepth} where all panels are copies of the widest, and in each panels as wide as {@link ProductPlan#directBatchHalves} says, read in place or copied. Chains go on where the block before
 * ended. A last column that would take a vector for itself is left to {@link ProductNarrow}.
 */
final class ProductForward {

    private static final int H = ProductPlan.HALF;
    private static final int START = ProductScratch.START;

    private ProductForward() {}

    /** Computes {@code y[r][c] = init[c] + sum over k of a[r][k] * b[k][c]} for {@code columns} columns; rows of {@code a}, {@code steps} long, follow one another. */
    static void along(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int steps,
            float[] init,
            int start,
            float[] y,
            int yi,
            int yRow,
            int columns,
            ProductScratch scratch) {
        int rest = ProductPlan.restColumn(rows, columns, steps);
        panels(rows, a, ai, aRow, b, bi, bRow, steps, init, start, y, yi, yRow, columns - rest, scratch);
        if (rest > 0) {
            int c = columns - 1;
            ProductNarrow.column(rows, a, ai, aRow, b, bi + c, bRow, init[start + c], y, yi + c, yRow, scratch);
        }
    }

    private static void panels(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int steps,
            float[] init,
            int start,
            float[] y,
            int yi,
            int yRow,
            int columns,
            ProductScratch scratch) {
        int wide = ProductPlan.widePanels(rows, steps, columns);
        int panels = wide > 0 && scratch.holds(rows) ? wide : 0;
        if (panels > 0) {
            ProductWide.along(rows, a, ai, aRow, b, bi, bRow, false, steps, init, start, y, yi, yRow, panels, scratch);
        }
        int done = panels * ProductPlan.DIRECT_VECTORS * 2 * H;
        if (done == columns) {
            return;
        }
        boolean widest = (columns - done) % (ProductPlan.DIRECT_VECTORS * 2 * H) == 0;
        boolean copies = widest && ProductPlan.copies(rows, steps, bRow, ProductPlan.DIRECT_VECTORS);
        int k = 0;
        do {
            int depth = copies ? ProductPlan.copiedDepth(steps - k) : ProductPlan.directDepth(steps - k);
            float[] from = k == 0 ? init : y;
            int s = k == 0 ? start : yi;
            int sRow = k == 0 ? 0 : yRow;
            int width;
            for (int c = done; c < columns; c += width) {
                int halves = ProductPlan.directBatchHalves(columns - c, rows);
                width = Math.min(halves * H, columns - c);
                int j = bi + k * bRow + c;
                boolean copied =
                        ProductPlan.copies(rows, steps, bRow, halves / 2) || ProductPlan.unaligned(rows, bRow, halves);
                if (copied) {
                    ProductPanels.copy(b, j, bRow, depth, halves / 2, width, scratch.panel, START);
                }
                ProductTiles.alongHalves(
                        halves,
                        copied ? halves * H : width,
                        width,
                        rows,
                        a,
                        ai + k,
                        aRow,
                        copied ? scratch.panel : b,
                        copied ? START : j,
                        copied ? halves * H : bRow,
                        depth,
                        from,
                        s + c,
                        sRow,
                        y,
                        yi + c,
                        yRow);
            }
            k += depth;
        } while (k < steps);
    }
}
