package dev.lanewise.kernel;

import jdk.incubator.vector.VectorSpecies;

/**
 * The vector twin of {@link ProductKernel}: outer products in register tiles, see {@link ProductTiles}. All three products are one
 * loop nest; only the strides of the broadcast operand and the start of the chains differ.
 */
final class ProductVector implements ProductKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    /** Rows and columns of a block of a transposition. */
    private static final int BLOCK = 16;

    /** Starts of chains at +0.0, for a tile of two vectors. */
    private static final float[] ZEROS = new float[32];

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
            int columnTo) {
        rectangle(
                x,
                xOffset + rowFrom * inputs,
                inputs,
                1,
                w,
                wOffset + columnFrom,
                outputs,
                bias,
                biasOffset + columnFrom,
                1,
                y,
                yOffset + rowFrom * outputs + columnFrom,
                outputs,
                inputs,
                rowTo - rowFrom,
                columnTo - columnFrom,
                false);
    }

    @Override
    public void multiply(
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] y,
            int yOffset,
            int inner,
            int columns,
            int rowFrom,
            int rowTo,
            int columnFrom,
            int columnTo) {
        rectangle(
                x,
                xOffset + rowFrom * inner,
                inner,
                1,
                w,
                wOffset + columnFrom,
                columns,
                ZEROS,
                0,
                0,
                y,
                yOffset + rowFrom * columns + columnFrom,
                columns,
                inner,
                rowTo - rowFrom,
                columnTo - columnFrom,
                false);
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
            int outputTo) {
        int chunk = 0;
        do {
            int depth = Math.min(ROWS_PER_CHAIN, rows - chunk);
            rectangle(
                    x,
                    xOffset + chunk * inputs + inputFrom,
                    1,
                    inputs,
                    dy,
                    dyOffset + chunk * outputs + outputFrom,
                    outputs,
                    ZEROS,
                    0,
                    0,
                    dw,
                    dwOffset + inputFrom * outputs + outputFrom,
                    outputs,
                    depth,
                    inputTo - inputFrom,
                    outputTo - outputFrom,
                    chunk > 0);
            chunk += ROWS_PER_CHAIN;
        } while (chunk < rows);
    }

    /**
     * {@code y[i][c] = init[c] + sum over k of a[i][k] * b[k][c]}, where {@code a[i][k]} is {@code a[ai + i * aRow + k * aStep]}; with
     * {@code add}, the chain's end is added to what {@code y} holds. {@code initStep} is 1 where the chains start from an array, 0
     * where they start from zeros.
     */
    private static void rectangle(
            float[] a,
            int ai,
            int aRow,
            int aStep,
            float[] b,
            int bi,
            int bRow,
            float[] init,
            int initIndex,
            int initStep,
            float[] y,
            int yi,
            int yRow,
            int depth,
            int rows,
            int columns,
            boolean add) {
        int c = 0;
        for (; c <= columns - 2 * L; c += 2 * L) {
            int start = initIndex + c * initStep;
            int r = 0;
            for (; r <= rows - 4; r += 4) {
                ProductTiles.tile4x2(
                        a,
                        ai + r * aRow,
                        aRow,
                        aStep,
                        b,
                        bi + c,
                        bRow,
                        init,
                        start,
                        y,
                        yi + r * yRow + c,
                        yRow,
                        depth,
                        add);
            }
            for (; r < rows; r++) {
                ProductTiles.tile1x2(
                        a, ai + r * aRow, aStep, b, bi + c, bRow, init, start, y, yi + r * yRow + c, depth, add);
            }
        }
        for (; c <= columns - L; c += L) {
            int start = initIndex + c * initStep;
            int r = 0;
            for (; r <= rows - 4; r += 4) {
                ProductTiles.tile4x1(
                        a,
                        ai + r * aRow,
                        aRow,
                        aStep,
                        b,
                        bi + c,
                        bRow,
                        init,
                        start,
                        y,
                        yi + r * yRow + c,
                        yRow,
                        depth,
                        add);
            }
            for (; r < rows; r++) {
                ProductTiles.tile1x1(
                        a, ai + r * aRow, aStep, b, bi + c, bRow, init, start, y, yi + r * yRow + c, depth, add);
            }
        }
        if (c < columns) {
            int start = initIndex + c * initStep;
            int r = 0;
            for (; r <= rows - 4; r += 4) {
                ProductTiles.edge4(
                        a,
                        ai + r * aRow,
                        aRow,
                        aStep,
                        b,
                        bi + c,
                        bRow,
                        init,
                        start,
                        y,
                        yi + r * yRow + c,
                        yRow,
                        depth,
                        columns - c,
                        add);
            }
            for (; r < rows; r++) {
                ProductTiles.edge1(
                        a,
                        ai + r * aRow,
                        aStep,
                        b,
                        bi + c,
                        bRow,
                        init,
                        start,
                        y,
                        yi + r * yRow + c,
                        depth,
                        columns - c,
                        add);
            }
        }
    }

    @Override
    public void transpose(
            float[] w, int wOffset, float[] t, int tOffset, int rows, int columns, int rowFrom, int rowTo) {
        // Moves data only; blocks keep the lines of both matrices in cache.
        for (int r0 = rowFrom; r0 < rowTo; r0 += BLOCK) {
            int r1 = Math.min(rowTo, r0 + BLOCK);
            for (int c0 = 0; c0 < columns; c0 += BLOCK) {
                transposeBlock(w, wOffset, t, tOffset, rows, columns, r0, r1, c0, Math.min(columns, c0 + BLOCK));
            }
        }
    }

    private static void transposeBlock(
            float[] w, int wOffset, float[] t, int tOffset, int rows, int columns, int r0, int r1, int c0, int c1) {
        for (int c = c0; c < c1; c++) {
            int to = tOffset + c * rows;
            int from = wOffset + c;
            for (int r = r0; r < r1; r++) {
                t[to + r] = w[from + r * columns];
            }
        }
    }

    @Override
    public void biasGradient(
            float[] dy, int dyOffset, float[] db, int dbOffset, int rows, int outputs, int outputFrom, int outputTo) {
        for (int chunk = 0; chunk == 0 || chunk < rows; chunk += ROWS_PER_CHAIN) {
            int depth = Math.min(ROWS_PER_CHAIN, rows - chunk);
            for (int c = outputFrom; c < outputTo; c += L) {
                int from = dyOffset + chunk * outputs + c;
                if (c <= outputTo - L) {
                    ProductTiles.columnSum(dy, from, outputs, depth, db, dbOffset + c, chunk > 0);
                } else {
                    ProductTiles.columnSumEdge(dy, from, outputs, depth, db, dbOffset + c, outputTo - c, chunk > 0);
                }
            }
        }
    }
}
