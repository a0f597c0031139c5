package dev.lanewise.kernel;

/**
 * Weight gradients of many rows and columns of {@link ProductGradient}: a group of panels of the right matrix is copied once, and for each group the left matrix
 * block by block. What the tiles read is then in the caches and without large strides, which some processors hold few lines of.
 */
final class ProductGroups {

    private static final int PANEL = ProductPlan.DIRECT_VECTORS * 16;
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
        int group = ProductPlan.groupPanels(depth);
        int block = ProductPlan.groupBlock(aTo - aFrom);
        for (int first = 0; first < panels; first += group) {
            int some = Math.min(group, panels - first);
            int c = bFrom + first * PANEL;
            for (int p = 0; p < some; p++) {
                ProductPanels.copy(b, bi + c + p * PANEL, bRow, depth, scratch.panel, START + p * depth * PANEL);
            }
            for (int i = aFrom; i < aTo; i += block) {
                int height = Math.min(block, aTo - i);
                ProductPanels.packBlock(a, ai + i, aRow, depth, height, scratch.block);
                for (int p = 0; p < some; p++) {
                    int to = yi + i * yRow + c + p * PANEL;
                    int panel = START + p * depth * PANEL;
                    if (add) {
                        tiles(height, panel, depth, scratch.tile, 0, PANEL, scratch);
                        ProductGradient.move(scratch.tile, PANEL, height, PANEL, y, to, yRow, 1, true);
                    } else {
                        tiles(height, panel, depth, y, to, yRow, scratch);
                    }
                }
            }
        }
    }

    /** Chains from +0.0 over {@code steps} rows of the copies, in parts of {@link ProductPlan#DIRECT_DEPTH}. */
    private static void tiles(int height, int panel, int steps, float[] y, int yi, int yRow, ProductScratch scratch) {
        for (int k = 0; k < steps; k += ProductPlan.DIRECT_DEPTH) {
            ProductTiles.down(
                    8,
                    PANEL,
                    height,
                    scratch.block,
                    k * ProductKernel.GRADIENT_BLOCK,
                    ProductKernel.GRADIENT_BLOCK,
                    scratch.panel,
                    panel + k * PANEL,
                    PANEL,
                    Math.min(ProductPlan.DIRECT_DEPTH, steps - k),
                    k == 0 ? ProductDirect.ZEROS : y,
                    k == 0 ? 0 : yi,
                    k == 0 ? 0 : yRow,
                    y,
                    yi,
                    yRow);
        }
    }
}
