package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles whose left matrix is read down the columns of a block: {@code y[r][c] = sum over k of block[k][r] * panel[k][c]}, where
 * {@code block[k][r]} is {@code block[ai + k * COLUMNS + r]}; with {@code add}, the end of the chain is added to what {@code y} holds.
 * Read in place, the lines of a column share few sets of the cache where the matrix is wide.
 *
 * <p>The shapes are those of {@link ProductTilesAlong}.
 */
final class ProductTilesDown {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();
    private static final int COLUMNS = ProductKernel.GRADIENT_BLOCK;

    private ProductTilesDown() {}
    /** Computes a tile of {@code rows} rows, one that {@link ProductPlan#tileRows} gives, and {@code vectors} vectors. */
    static void tile(
            int vectors,
            int rows,
            float[] block,
            int ai,
            float[] panel,
            int depth,
            float[] y,
            int yi,
            int yRow,
            boolean add) {
        if (vectors == 3) {
            switch (rows) {
                case 3 -> tile3x3(block, ai, panel, depth, y, yi, yRow, add);
                case 2 -> tile2x3(block, ai, panel, depth, y, yi, yRow, add);
                default -> tile1x3(block, ai, panel, depth, y, yi, add);
            }
        } else {
            switch (rows) {
                case 4 -> tile4x2(block, ai, panel, depth, y, yi, yRow, add);
                case 2 -> tile2x2(block, ai, panel, depth, y, yi, yRow, add);
                default -> tile1x2(block, ai, panel, depth, y, yi, add);
            }
        }
    }

    private static void tile3x3(
            float[] block, int ai, float[] panel, int depth, float[] y, int yi, int yRow, boolean add) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c02 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c12 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c22 = FloatVector.zero(S);
        for (int k = 0; k < depth; k++) {
            int j = ai + k * COLUMNS;
            FloatVector b0 = FloatVector.fromArray(S, panel, k * 4 * L);
            FloatVector b1 = FloatVector.fromArray(S, panel, k * 4 * L + L);
            FloatVector b2 = FloatVector.fromArray(S, panel, k * 4 * L + 2 * L);
            FloatVector a0 = FloatVector.broadcast(S, block[j]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(S, block[j + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            FloatVector a2 = FloatVector.broadcast(S, block[j + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
        }
        if (add) {
            c00 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi)).add(c00);
            c01 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + L)).add(c01);
            c02 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + 2 * L)).add(c02);
            c10 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + yRow)).add(c10);
            c11 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + yRow + L)).add(c11);
            c12 = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, y, yi + yRow + 2 * L))
                    .add(c12);
            c20 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + 2 * yRow)).add(c20);
            c21 = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, y, yi + 2 * yRow + L))
                    .add(c21);
            c22 = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, y, yi + 2 * yRow + 2 * L))
                    .add(c22);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c01).intoArray(y, yi + L);
        Lanes.TYPE.cast(c02).intoArray(y, yi + 2 * L);
        Lanes.TYPE.cast(c10).intoArray(y, yi + yRow);
        Lanes.TYPE.cast(c11).intoArray(y, yi + yRow + L);
        Lanes.TYPE.cast(c12).intoArray(y, yi + yRow + 2 * L);
        Lanes.TYPE.cast(c20).intoArray(y, yi + 2 * yRow);
        Lanes.TYPE.cast(c21).intoArray(y, yi + 2 * yRow + L);
        Lanes.TYPE.cast(c22).intoArray(y, yi + 2 * yRow + 2 * L);
    }

    private static void tile2x3(
            float[] block, int ai, float[] panel, int depth, float[] y, int yi, int yRow, boolean add) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c02 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c12 = FloatVector.zero(S);
        for (int k = 0; k < depth; k++) {
            int j = ai + k * COLUMNS;
            FloatVector b0 = FloatVector.fromArray(S, panel, k * 4 * L);
            FloatVector b1 = FloatVector.fromArray(S, panel, k * 4 * L + L);
            FloatVector b2 = FloatVector.fromArray(S, panel, k * 4 * L + 2 * L);
            FloatVector a0 = FloatVector.broadcast(S, block[j]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(S, block[j + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
        }
        if (add) {
            c00 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi)).add(c00);
            c01 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + L)).add(c01);
            c02 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + 2 * L)).add(c02);
            c10 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + yRow)).add(c10);
            c11 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + yRow + L)).add(c11);
            c12 = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, y, yi + yRow + 2 * L))
                    .add(c12);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c01).intoArray(y, yi + L);
        Lanes.TYPE.cast(c02).intoArray(y, yi + 2 * L);
        Lanes.TYPE.cast(c10).intoArray(y, yi + yRow);
        Lanes.TYPE.cast(c11).intoArray(y, yi + yRow + L);
        Lanes.TYPE.cast(c12).intoArray(y, yi + yRow + 2 * L);
    }

    private static void tile1x3(float[] block, int ai, float[] panel, int depth, float[] y, int yi, boolean add) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c02 = FloatVector.zero(S);
        for (int k = 0; k < depth; k++) {
            int j = ai + k * COLUMNS;
            FloatVector b0 = FloatVector.fromArray(S, panel, k * 4 * L);
            FloatVector b1 = FloatVector.fromArray(S, panel, k * 4 * L + L);
            FloatVector b2 = FloatVector.fromArray(S, panel, k * 4 * L + 2 * L);
            FloatVector a0 = FloatVector.broadcast(S, block[j]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
        }
        if (add) {
            c00 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi)).add(c00);
            c01 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + L)).add(c01);
            c02 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + 2 * L)).add(c02);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c01).intoArray(y, yi + L);
        Lanes.TYPE.cast(c02).intoArray(y, yi + 2 * L);
    }

    private static void tile4x2(
            float[] block, int ai, float[] panel, int depth, float[] y, int yi, int yRow, boolean add) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        for (int k = 0; k < depth; k++) {
            int j = ai + k * COLUMNS;
            FloatVector b0 = FloatVector.fromArray(S, panel, k * 2 * L);
            FloatVector b1 = FloatVector.fromArray(S, panel, k * 2 * L + L);
            FloatVector a0 = FloatVector.broadcast(S, block[j]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, block[j + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, block[j + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, block[j + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        if (add) {
            c00 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi)).add(c00);
            c01 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + L)).add(c01);
            c10 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + yRow)).add(c10);
            c11 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + yRow + L)).add(c11);
            c20 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + 2 * yRow)).add(c20);
            c21 = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, y, yi + 2 * yRow + L))
                    .add(c21);
            c30 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + 3 * yRow)).add(c30);
            c31 = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, y, yi + 3 * yRow + L))
                    .add(c31);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c01).intoArray(y, yi + L);
        Lanes.TYPE.cast(c10).intoArray(y, yi + yRow);
        Lanes.TYPE.cast(c11).intoArray(y, yi + yRow + L);
        Lanes.TYPE.cast(c20).intoArray(y, yi + 2 * yRow);
        Lanes.TYPE.cast(c21).intoArray(y, yi + 2 * yRow + L);
        Lanes.TYPE.cast(c30).intoArray(y, yi + 3 * yRow);
        Lanes.TYPE.cast(c31).intoArray(y, yi + 3 * yRow + L);
    }

    private static void tile2x2(
            float[] block, int ai, float[] panel, int depth, float[] y, int yi, int yRow, boolean add) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        for (int k = 0; k < depth; k++) {
            int j = ai + k * COLUMNS;
            FloatVector b0 = FloatVector.fromArray(S, panel, k * 2 * L);
            FloatVector b1 = FloatVector.fromArray(S, panel, k * 2 * L + L);
            FloatVector a0 = FloatVector.broadcast(S, block[j]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, block[j + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
        }
        if (add) {
            c00 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi)).add(c00);
            c01 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + L)).add(c01);
            c10 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + yRow)).add(c10);
            c11 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + yRow + L)).add(c11);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c01).intoArray(y, yi + L);
        Lanes.TYPE.cast(c10).intoArray(y, yi + yRow);
        Lanes.TYPE.cast(c11).intoArray(y, yi + yRow + L);
    }

    private static void tile1x2(float[] block, int ai, float[] panel, int depth, float[] y, int yi, boolean add) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        for (int k = 0; k < depth; k++) {
            int j = ai + k * COLUMNS;
            FloatVector b0 = FloatVector.fromArray(S, panel, k * 2 * L);
            FloatVector b1 = FloatVector.fromArray(S, panel, k * 2 * L + L);
            FloatVector a0 = FloatVector.broadcast(S, block[j]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
        }
        if (add) {
            c00 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi)).add(c00);
            c01 = Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + L)).add(c01);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c01).intoArray(y, yi + L);
    }
}
