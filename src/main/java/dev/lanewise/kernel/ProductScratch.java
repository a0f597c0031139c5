package dev.lanewise.kernel;

import dev.lanewise.core.CacheLines;

/** Memory for the copies that a product makes; one for each thread. What it holds between calls does not matter. */
public final class ProductScratch {

    /** Where panels that are read as they stand in memory start: with a cache line. */
    static final int START = CacheLines.START;

    /** A panel of the right matrix: from {@link #START} on, or from 0 where bounds checks leave a loop only there. */
    final float[] panel;

    /** A padded tile of the result, rows of the widest panel. */
    final float[] tile = new float[START + ProductPlan.WIDE_BLOCK * ProductTall.PANEL];

    /** A padded row of starts. */
    final float[] start = new float[ProductPlan.MAX_VECTORS * 16];

    /** Columns of the left matrix of a weight gradient, or rows of that of another product. */
    final float[] block;

    private static final int PANEL =
            Math.max(ProductPlan.PANEL_ELEMENTS, ProductPlan.COPY_DEPTH * ProductPlan.DIRECT_VECTORS * 16);

    private static final int WIDE = START + ProductPlan.WIDE_BLOCK * ProductWide.ROW;

    private ProductScratch(int panelSize, int blockSize) {
        panel = new float[START + panelSize];
        block = new float[blockSize];
    }

    /** Returns what {@link ProductKernel#affine} needs. */
    public static ProductScratch forward() {
        return new ProductScratch(PANEL, 0);
    }

    /** Returns what it needs to copy the rows too, which pays where weights are large. */
    public static ProductScratch wideForward() {
        return new ProductScratch(PANEL, WIDE);
    }

    /** Whether rows of a left matrix can be copied. */
    boolean wide() {
        return block.length >= WIDE;
    }

    /** Returns what all products need. */
    public static ProductScratch training() {
        int rows = ProductKernel.ROWS_PER_CHAIN;
        return new ProductScratch(
                Math.max(rows * ProductPlan.panelRow(ProductPlan.MAX_VECTORS, 16), ProductPlan.GROUP_ELEMENTS),
                Math.max(WIDE, rows * ProductKernel.GRADIENT_BLOCK));
    }
}
