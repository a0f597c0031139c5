package dev.lanewise.kernel;

/**
 * Weight gradients of many rows and columns of {@link ProductGradient}: a group of panels of the right matrix is copied once, and for each group the left matrix
 * block by block. What the tiles read is then in the caches and without large strides, which some processors hold few lines of.
 */
final class ProductGroups {

    private static final int PANEL = ProductTall.PANEL;
    private static final int ROWS = ProductTall.ROWS;
    private static final int START = ProductScratch.START;

    private ProductGroups() {}

    /** Computes {@code panels} panels of columns from {@code bFrom} on; the other arguments are those of {@link ProductGradient#compute}. */
    static void compute(
            float[] a,
            int ai,
            int aRow,
            int aFrom,
            int aTo,
            float[] b,
            int bi,
            int bRow,
            int bFrom,
            int panels,
            int depth,
            float[] y,
            int yi,
            int yRow,
            boolean add,
            ProductScratch scratch) {
        int group = ProductGradientPlan.groupPanels(depth, scratch.panel.length - START);
        int block = ProductGradientPlan.tallBlock(aTo - aFrom);
        for (int first = 0; first < panels; first += group) {
            int some = Math.min(group, panels - first);
            int c = bFrom + first * PANEL;
            for (int p = 0; p < some; p++) {
                ProductPanels.copy(b, bi + c + p * PANEL, bRow, depth, scratch.panel, START + p * depth * PANEL);
            }
            for (int i = aFrom; i < aTo; i += block) {
                int height = Math.min(block, aTo - i);
                ProductPanels.packTall(a, ai + i, aRow, depth, height, scratch.block, START, tall(depth));
                for (int p = 0; p < some; p++) {
                    panel(
                            height,
                            START + p * depth * PANEL,
                            depth,
                            y,
                            yi + i * yRow + c + p * PANEL,
                            yRow,
                            add,
                            scratch);
                }
            }
        }
    }

    /** Elements of the copies of a block of the left matrix. */
    static int blockSize(int depth) {
        return ProductGradientPlan.TALL_BLOCKS * tall(depth);
    }

    /** Elements from a tile's copy of the left matrix to the next: not the large powers of two whose lines share few places of a cache. */
    private static int tall(int depth) {
        return depth * ProductTallDown.ROW + 16;
    }

    /** Chains from +0.0 over {@code steps} rows of the copies, in parts of {@link ProductPlan#copiedDepth}; what goes from part to part is kept without large strides. */
    private static void panel(
            int height, int panel, int steps, float[] y, int yi, int yRow, boolean add, ProductScratch scratch) {
        int done = add ? 0 : height / ROWS * ROWS;
        float[] tile = scratch.tile;
        int depth;
        for (int k = 0; k < steps; k += depth) {
            depth = ProductPlan.copiedDepth(steps - k);
            boolean first = k == 0;
            for (int r = 0; r < height; r += ROWS) {
                int kept = START + r * PANEL;
                boolean last = r < done && k + depth == steps;
                int at = START + r / ROWS * tall(steps) + k * ProductTallDown.ROW;
                int of = panel + k * PANEL;
                float[] to = last ? y : tile;
                int t = last ? yi + r * yRow : kept;
                int row = last ? yRow : PANEL;
                float[] from = first ? ProductDirect.ZEROS : tile;
                int f = first ? 0 : kept;
                int fromRow = first ? 0 : PANEL;
                ProductTallDown.down(scratch.block, at, scratch.panel, of, depth, from, f, fromRow, to, t, row);
            }
        }
        ProductGradient.move(
                tile, START + done * PANEL, PANEL, height - done, PANEL, y, yi + done * yRow, yRow, 1, add);
    }
}
