package dev.lanewise.kernel;

/**
 * Products of many rows with many of the widest panels: the rows are copied, {@link ProductPlan#COPY_DEPTH} steps at a time, and stay in the second-level cache without large strides
 * while the panels, copied too, pass by. Chains go on where the copy before ended.
 */
final class ProductWide {

    private static final int PANEL = ProductTall.PANEL;

    /** Elements from a copied row to the next: not the large powers of two whose lines share few places of a cache. */
    static final int ROW = ProductPlan.COPY_DEPTH + 16;

    private static final int START = ProductScratch.START;

    private ProductWide() {}

    /**
     * Computes {@code y[r][c] = init[c] + sum over k of a[r][k] * b[k][c]}, or with {@code transposed} of {@code a[r][k] * b[c][k]}, for {@code panels} panels.
     *
     * @param init starts of the chains of a row; the same +0.0 for all panels if {@code transposed}
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
            int panels,
            ProductScratch scratch) {
        int height = ProductPlan.wideRows(rows);
        for (int r = 0; r < rows; r += height) {
            int some = Math.min(height, rows - r);
            int t = yi + r * yRow;
            for (int k = 0; k < steps; k += ProductPlan.COPY_DEPTH) {
                int depth = Math.min(ProductPlan.COPY_DEPTH, steps - k);
                for (int i = 0; i < some; i++) {
                    System.arraycopy(a, ai + (r + i) * aRow + k, scratch.block, START + i * ROW, depth);
                }
                for (int p = 0; p < panels; p++) {
                    int c = p * PANEL;
                    if (transposed) {
                        ProductTranspose.copy(b, bi + c * bRow + k, bRow, depth, PANEL, scratch.panel, START, PANEL);
                    }
                    boolean first = k == 0;
                    panel(
                            some,
                            b,
                            bi + k * bRow + c,
                            transposed ? 0 : bRow,
                            depth,
                            first ? init : y,
                            !first ? t + c : transposed ? start : start + c,
                            first ? 0 : yRow,
                            y,
                            t + c,
                            yRow,
                            scratch);
                }
            }
        }
    }

    /**
     * The copied rows against a panel, in parts of {@link ProductPlan#copiedDepth}; what goes from part to part is kept without large strides.
     *
     * @param bRow elements from a row of the panel to the next where it stands, or 0 if it is copied
     */
    private static void panel(
            int rows,
            float[] b,
            int bi,
            int bRow,
            int steps,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow,
            ProductScratch scratch) {
        float[] tile = scratch.tile;
        int depth;
        for (int k = 0; k < steps; k += depth) {
            depth = ProductPlan.copiedDepth(steps - k);
            if (bRow > 0) {
                ProductPanels.copy(b, bi + k * bRow, bRow, depth, scratch.panel, START);
            }
            boolean first = k == 0;
            boolean last = k + depth == steps;
            ProductAlong4.rows(
                    rows,
                    scratch.block,
                    START + k,
                    ROW,
                    scratch.panel,
                    bRow > 0 ? START : START + k * PANEL,
                    PANEL,
                    depth,
                    first ? init : tile,
                    first ? start : START,
                    first ? initRow : PANEL,
                    last ? y : tile,
                    last ? yi : START,
                    last ? yRow : PANEL);
        }
    }
}
