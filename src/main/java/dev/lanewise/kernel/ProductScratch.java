package dev.lanewise.kernel;

import dev.lanewise.core.CacheLines;

/** Memory for the copies that a product makes; one for each thread. What it holds between calls does not matter. */
public final class ProductScratch {

    /** Where panels that are read as they stand in memory start: with a cache line. */
    static final int START = CacheLines.START;

    /** A panel of the right matrix: from {@link #START} on, or from 0 where bounds checks leave a loop only there. */
    final float[] panel;

    /** A padded tile of the result, rows of the widest panel. */
    final float[] tile;

    /** A padded row of starts. */
    final float[] start = new float[ProductPlan.MAX_VECTORS * 16];

    /** Columns of the left matrix of a weight gradient, or rows of that of another product. */
    final float[] block;

    private static final int PANEL =
            Math.max(ProductPlan.PANEL_ELEMENTS, ProductPlan.COPY_DEPTH * ProductPlan.DIRECT_VECTORS * 16);

    private ProductScratch(int panelSize, int tileRows, int blockSize) {
        panel = new float[START + panelSize];
        tile = new float[START + tileRows * ProductTall.PANEL];
        block = new float[blockSize];
    }

    /** Returns what {@link ProductKernel#affine} needs. */
    public static ProductScratch forward() {
        return new ProductScratch(PANEL, ProductPlan.TILE_ROWS, 0);
    }

    /**
     * Returns what it needs to copy the rows too, which pays where weights are large.
     *
     * @param rows the most rows of a product; of many more, rows are not copied
     */
    public static ProductScratch wideForward(int rows) {
        return new ProductScratch(PANEL, tileRows(rows), wide(rows));
    }

    /** Returns what all products need, whatever their sizes. */
    public static ProductScratch training() {
        return training(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * Returns what all products of a layer need.
     *
     * @param rows the most rows of a batch
     * @param widest the most inputs or outputs of a layer
     */
    public static ProductScratch training(int rows, int widest) {
        int depth = Math.clamp(rows, 1, ProductKernel.ROWS_PER_CHAIN);
        int lowest = Math.max(PANEL, depth * ProductPlan.panelRow(ProductPlan.MAX_VECTORS, 16));
        int group = ProductGradientPlan.groupPanels(depth, ProductGradientPlan.GROUP_ELEMENTS);
        int panels = Math.min(group, Math.ceilDiv(widest, ProductTall.PANEL));
        int blocks = Math.max(depth * ProductKernel.GRADIENT_BLOCK, START + ProductGroups.blockSize(depth));
        boolean wide = widest >= ProductPlan.WIDE_COLUMNS;
        return new ProductScratch(
                Math.max(lowest, panels * depth * ProductTall.PANEL),
                wide ? tileRows(rows) : ProductPlan.TILE_ROWS,
                wide ? Math.max(wide(rows), blocks) : blocks);
    }

    /** Whether so many rows of a left matrix can be copied. */
    boolean holds(int rows) {
        int some = ProductPlan.wideRows(rows);
        return block.length >= START + some * ProductWide.ROW && tile.length >= START + some * ProductTall.PANEL;
    }

    private static int wide(int rows) {
        return START + wideRows(rows) * ProductWide.ROW;
    }

    private static int tileRows(int rows) {
        return Math.max(ProductPlan.TILE_ROWS, wideRows(rows));
    }

    /** The most rows of a copy for up to so many rows: more rows may be cut into fewer. */
    private static int wideRows(int rows) {
        return Math.min(rows, ProductPlan.WIDE_BLOCK);
    }
}
