package dev.lanewise.kernel;

/**
 * Cuts a product into blocks of {@link ProductPlan#COPY_DEPTH} steps, and these by {@link ProductPlan#copiedDepth}, which stay in the second-level cache on the left while panels of the right
 * matrix pass by; chains go on where the block before ended. A rest of fewer columns than a vector has lanes is computed by a panel that is shifted left
 * over columns that are done: the same bits once more.
 */
final class ProductBlocks {

    private static final int L = Lanes.FLOAT.length();
    private static final int START = ProductScratch.START;

    private ProductBlocks() {}

    /**
     * Computes {@code y[r][c] = init[c] + sum over k of a[r][k] * b[k][c]}, or with {@code transposed} of {@code a[r][k] * b[c][k]}, for at least a
     * vector of columns.
     *
     * @param init starts of the chains of a row; +0.0 if {@code transposed}
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
            int from,
            int to,
            ProductScratch scratch) {
        int wide = transposed ? ProductPlan.widePanels(rows, steps, to - from) : 0;
        int panels = wide > 0 && scratch.holds(rows) ? wide : 0;
        if (panels > 0) {
            ProductWide.along(
                    rows,
                    a,
                    ai,
                    aRow,
                    b,
                    bi + from * bRow,
                    bRow,
                    true,
                    steps,
                    init,
                    start,
                    y,
                    yi + from,
                    yRow,
                    panels,
                    scratch);
        }
        // What is left over starts here; a rest narrower than a vector reaches back over columns that are done.
        int narrow = from + panels * ProductTall.PANEL;
        if (narrow == to) {
            return;
        }
        int full = from + (to - from) / L * L;
        int height = ProductPlan.directBlock(rows);
        for (int r = 0; r < rows; r += height) {
            int some = Math.min(height, rows - r);
            int i = ai + r * aRow;
            int t = yi + r * yRow;
            exact(some, a, i, aRow, b, bi, bRow, transposed, steps, init, start, y, t, yRow, narrow, full, scratch);
            if (full < to) {
                exact(some, a, i, aRow, b, bi, bRow, transposed, steps, init, start, y, t, yRow, to - L, to, scratch);
            }
        }
    }

    private static void exact(
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
            int from,
            int to,
            ProductScratch scratch) {
        int k = 0;
        do {
            int depth = Math.min(ProductPlan.COPY_DEPTH, steps - k);
            int vectors;
            for (int c = from; c < to; c += vectors * L) {
                vectors = ProductPlan.directVectors(to - c, L);
                boolean copied = transposed || ProductPlan.copies(rows, steps, bRow, vectors);
                if (transposed) {
                    ProductTranspose.copy(
                            b, bi + c * bRow + k, bRow, depth, vectors * L, scratch.panel, START, vectors * L);
                } else if (copied) {
                    ProductPanels.copy(b, bi + k * bRow + c, bRow, depth, scratch.panel, START);
                }
                int row = copied ? vectors * L : bRow;
                int part = 0;
                do {
                    int some = copied ? ProductPlan.copiedDepth(depth - part) : ProductPlan.directDepth(depth - part);
                    boolean first = k + part == 0;
                    ProductTiles.along(
                            vectors,
                            rows,
                            a,
                            ai + k + part,
                            aRow,
                            copied ? scratch.panel : b,
                            copied ? START + part * row : bi + (k + part) * bRow + c,
                            row,
                            some,
                            first ? init : y,
                            first ? (transposed ? start : start + c) : yi + c,
                            first ? 0 : yRow,
                            y,
                            yi + c,
                            yRow);
                    part += some;
                } while (part < depth);
            }
            k += ProductPlan.COPY_DEPTH;
        } while (k < steps);
    }
}
