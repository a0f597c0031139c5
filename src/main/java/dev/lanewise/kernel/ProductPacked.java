package dev.lanewise.kernel;

import jdk.incubator.vector.VectorSpecies;

/**
 * The vector twin of {@link ProductKernel}: outer products in register tiles. The right matrix is copied, two or three vectors of columns and
 * a part of its depth at a time, into a panel that stays in the first-level cache while all rows of the left matrix pass by. What is
 * narrower than a panel is computed in a padded tile and copied out; padded lanes never reach a result.
 */
final class ProductPacked extends ProductVector {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    /** Columns of the widest panel, and so a row of a padded tile. */
    private static final int PANEL = ProductPlan.MAX_VECTORS * L;

    /** Starts of chains at +0.0. */
    private static final float[] ZEROS = new float[PANEL];

    @Override
    public void affine(
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            int inputs,
            int outputs,
            int rowFrom,
            int rowTo,
            int columnFrom,
            int columnTo,
            ProductScratch scratch) {
        int rows = rowTo - rowFrom;
        int ai = xOffset + rowFrom * inputs;
        int yi = yOffset + rowFrom * outputs;
        if (ProductSweep.pays(rows, inputs, columnTo - columnFrom, outputs)) {
            ProductSweep.along(
                    rows,
                    x,
                    ai,
                    inputs,
                    w,
                    wOffset + columnFrom,
                    outputs,
                    inputs,
                    bias,
                    biasOffset + columnFrom,
                    y,
                    yi + columnFrom,
                    outputs,
                    columnTo - columnFrom);
            return;
        }
        if (!ProductPlan.panels(rows)) {
            for (int r = 0; r < rows; r++) {
                ProductRows.row(
                        x,
                        ai + r * inputs,
                        w,
                        wOffset + columnFrom,
                        outputs,
                        bias,
                        biasOffset + columnFrom,
                        y,
                        yi + r * outputs + columnFrom,
                        inputs,
                        columnTo - columnFrom);
            }
            return;
        }
        for (int c = columnFrom; c < columnTo; ) {
            int vectors = ProductPlan.vectors(columnTo - c, L);
            int width = Math.min(vectors * L, columnTo - c);
            int block = ProductPlan.panelDepth(vectors, L);
            int k = 0;
            do {
                int depth = Math.min(block, inputs - k);
                ProductPanels.pack(w, wOffset + k * outputs + c, outputs, depth, width, vectors, scratch.panel);
                along(
                        x,
                        ai + k,
                        inputs,
                        depth,
                        k == 0 ? bias : y,
                        k == 0 ? biasOffset + c : yi + c,
                        k == 0 ? 0 : outputs,
                        y,
                        yi + c,
                        outputs,
                        rows,
                        width,
                        vectors,
                        scratch);
                k += block;
            } while (k < inputs);
            c += width;
        }
    }

    @Override
    public void inputGradient(
            float[] dy,
            int dyOffset,
            float[] w,
            int wOffset,
            float[] dx,
            int dxOffset,
            int inputs,
            int outputs,
            int rowFrom,
            int rowTo,
            int inputFrom,
            int inputTo,
            ProductScratch scratch) {
        int rows = rowTo - rowFrom;
        int ai = dyOffset + rowFrom * outputs;
        int yi = dxOffset + rowFrom * inputs;
        for (int c = inputFrom; c < inputTo; ) {
            int vectors = ProductPlan.vectors(inputTo - c, L);
            int width = Math.min(vectors * L, inputTo - c);
            int block = ProductPlan.panelDepth(vectors, L);
            int k = 0;
            do {
                int depth = Math.min(block, outputs - k);
                ProductPanels.packTransposed(
                        w, wOffset + c * outputs + k, outputs, depth, width, vectors, scratch.panel);
                along(
                        dy,
                        ai + k,
                        outputs,
                        depth,
                        k == 0 ? ZEROS : dx,
                        k == 0 ? 0 : yi + c,
                        k == 0 ? 0 : inputs,
                        dx,
                        yi + c,
                        inputs,
                        rows,
                        width,
                        vectors,
                        scratch);
                k += block;
            } while (k < outputs);
            c += width;
        }
    }

    /** All rows against the panel in the scratch; chains start from rows of {@code init} that lie {@code initRow} apart. */
    private static void along(
            float[] a,
            int ai,
            int aRow,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow,
            int rows,
            int width,
            int vectors,
            ProductScratch scratch) {
        if (width < vectors * L) {
            alongPadded(a, ai, aRow, depth, init, start, initRow, y, yi, yRow, rows, width, vectors, scratch);
            return;
        }
        int step;
        for (int r = 0; r < rows; r += step) {
            step = ProductPlan.tileRows(rows - r, vectors);
            ProductTilesAlong.tile(
                    vectors,
                    step,
                    a,
                    ai + r * aRow,
                    aRow,
                    scratch.panel,
                    depth,
                    init,
                    start + r * initRow,
                    initRow,
                    y,
                    yi + r * yRow,
                    yRow);
        }
    }

    private static void alongPadded(
            float[] a,
            int ai,
            int aRow,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow,
            int rows,
            int width,
            int vectors,
            ProductScratch scratch) {
        boolean same = initRow == 0;
        if (same) {
            System.arraycopy(init, start, scratch.start, 0, width);
        }
        float[] tile = scratch.tile;
        float[] from = same ? scratch.start : tile;
        int row = same ? 0 : PANEL;
        int step;
        for (int r = 0; r < rows; r += step) {
            step = ProductPlan.tileRows(rows - r, vectors);
            if (!same) {
                move(init, start + r * initRow, initRow, tile, 0, PANEL, step, width);
            }
            ProductTilesAlong.tile(
                    vectors, step, a, ai + r * aRow, aRow, scratch.panel, depth, from, 0, row, tile, 0, PANEL);
            move(tile, 0, PANEL, y, yi + r * yRow, yRow, step, width);
        }
    }

    private static void move(float[] a, int ai, int aRow, float[] y, int yi, int yRow, int rows, int width) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < width; c++) {
                y[yi + r * yRow + c] = a[ai + r * aRow + c];
            }
        }
    }

    @Override
    public void weightGradient(
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            float[] dw,
            int dwOffset,
            int rows,
            int inputs,
            int outputs,
            int inputFrom,
            int inputTo,
            int outputFrom,
            int outputTo,
            boolean add,
            ProductScratch scratch) {
        int chunk = 0;
        do {
            int depth = Math.min(ROWS_PER_CHAIN, rows - chunk);
            for (int i = inputFrom; i < inputTo; i += ProductKernel.GRADIENT_BLOCK) {
                int width = Math.min(ProductKernel.GRADIENT_BLOCK, inputTo - i);
                ProductPanels.packBlock(x, xOffset + chunk * inputs + i, inputs, depth, width, scratch.block);
                down(
                        dy,
                        dyOffset + chunk * outputs,
                        outputs,
                        depth,
                        dw,
                        dwOffset + i * outputs,
                        width,
                        outputFrom,
                        outputTo,
                        add || chunk > 0,
                        scratch);
            }
            chunk += ROWS_PER_CHAIN;
        } while (chunk < rows);
    }

    /** The block in the scratch against columns of {@code dy}. */
    private static void down(
            float[] dy,
            int dyOffset,
            int outputs,
            int depth,
            float[] y,
            int yi,
            int rows,
            int outputFrom,
            int outputTo,
            boolean add,
            ProductScratch scratch) {
        for (int c = outputFrom; c < outputTo; ) {
            int vectors = ProductPlan.vectors(outputTo - c, L);
            int width = Math.min(vectors * L, outputTo - c);
            ProductPanels.pack(dy, dyOffset + c, outputs, depth, width, vectors, scratch.panel);
            boolean padded = width < vectors * L;
            int step;
            for (int r = 0; r < rows; r += step) {
                step = ProductPlan.tileRows(rows - r, vectors);
                int to = yi + r * outputs + c;
                if (!padded) {
                    ProductTilesDown.tile(vectors, step, scratch.block, r, scratch.panel, depth, y, to, outputs, add);
                    continue;
                }
                ProductTilesDown.tile(
                        vectors, step, scratch.block, r, scratch.panel, depth, scratch.tile, 0, PANEL, false);
                if (add) {
                    addTo(scratch.tile, y, to, outputs, step, width);
                } else {
                    move(scratch.tile, 0, PANEL, y, to, outputs, step, width);
                }
            }
            c += width;
        }
    }

    private static void addTo(float[] tile, float[] y, int yi, int yRow, int rows, int width) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < width; c++) {
                y[yi + r * yRow + c] += tile[r * PANEL + c];
            }
        }
    }
}
