package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles whose left matrix is read along its rows: {@code y[r][c] = init[r][c] + sum over k of a[r][k] * panel[k][c]}, where {@code a[r][k]} is {@code a[ai + r * aRow + k]}. The accumulators are named locals, since a vector in an array or a field would be boxed.
 *
 * <p>C2 loads all operands of a step before it multiplies, so a tile of R rows and V vectors takes R * V + R + V registers: 3x3 and 4x2 are the largest that fit sixteen, and a larger one spills accumulators and halves the speed. Strides along {@code k} are constant powers of two, so that the bounds checks leave the loop.
 */
final class ProductTilesAlong {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private ProductTilesAlong() {}
    /** Computes a tile of {@code rows} rows, one that {@link ProductPlan#tileRows} gives, and {@code vectors} vectors. */
    static void tile(
            int vectors,
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] panel,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        if (vectors == 3) {
            switch (rows) {
                case 3 -> tile3x3(a, ai, aRow, panel, depth, init, start, initRow, y, yi, yRow);
                case 2 -> tile2x3(a, ai, aRow, panel, depth, init, start, initRow, y, yi, yRow);
                default -> tile1x3(a, ai, panel, depth, init, start, y, yi);
            }
        } else {
            switch (rows) {
                case 4 -> tile4x2(a, ai, aRow, panel, depth, init, start, initRow, y, yi, yRow);
                case 2 -> tile2x2(a, ai, aRow, panel, depth, init, start, initRow, y, yi, yRow);
                default -> tile1x2(a, ai, panel, depth, init, start, y, yi);
            }
        }
    }

    private static void tile3x3(
            float[] a,
            int ai,
            int aRow,
            float[] panel,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector c00 = FloatVector.fromArray(S, init, start);
        FloatVector c01 = FloatVector.fromArray(S, init, start + L);
        FloatVector c02 = FloatVector.fromArray(S, init, start + 2 * L);
        FloatVector c10 = FloatVector.fromArray(S, init, start + initRow);
        FloatVector c11 = FloatVector.fromArray(S, init, start + initRow + L);
        FloatVector c12 = FloatVector.fromArray(S, init, start + initRow + 2 * L);
        FloatVector c20 = FloatVector.fromArray(S, init, start + 2 * initRow);
        FloatVector c21 = FloatVector.fromArray(S, init, start + 2 * initRow + L);
        FloatVector c22 = FloatVector.fromArray(S, init, start + 2 * initRow + 2 * L);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, panel, k * 4 * L);
            FloatVector b1 = FloatVector.fromArray(S, panel, k * 4 * L + L);
            FloatVector b2 = FloatVector.fromArray(S, panel, k * 4 * L + 2 * L);
            FloatVector a0 = FloatVector.broadcast(S, a[ai + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + k]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow + k]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
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
            float[] a,
            int ai,
            int aRow,
            float[] panel,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector c00 = FloatVector.fromArray(S, init, start);
        FloatVector c01 = FloatVector.fromArray(S, init, start + L);
        FloatVector c02 = FloatVector.fromArray(S, init, start + 2 * L);
        FloatVector c10 = FloatVector.fromArray(S, init, start + initRow);
        FloatVector c11 = FloatVector.fromArray(S, init, start + initRow + L);
        FloatVector c12 = FloatVector.fromArray(S, init, start + initRow + 2 * L);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, panel, k * 4 * L);
            FloatVector b1 = FloatVector.fromArray(S, panel, k * 4 * L + L);
            FloatVector b2 = FloatVector.fromArray(S, panel, k * 4 * L + 2 * L);
            FloatVector a0 = FloatVector.broadcast(S, a[ai + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + k]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c01).intoArray(y, yi + L);
        Lanes.TYPE.cast(c02).intoArray(y, yi + 2 * L);
        Lanes.TYPE.cast(c10).intoArray(y, yi + yRow);
        Lanes.TYPE.cast(c11).intoArray(y, yi + yRow + L);
        Lanes.TYPE.cast(c12).intoArray(y, yi + yRow + 2 * L);
    }

    private static void tile1x3(
            float[] a, int ai, float[] panel, int depth, float[] init, int start, float[] y, int yi) {
        FloatVector c00 = FloatVector.fromArray(S, init, start);
        FloatVector c01 = FloatVector.fromArray(S, init, start + L);
        FloatVector c02 = FloatVector.fromArray(S, init, start + 2 * L);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, panel, k * 4 * L);
            FloatVector b1 = FloatVector.fromArray(S, panel, k * 4 * L + L);
            FloatVector b2 = FloatVector.fromArray(S, panel, k * 4 * L + 2 * L);
            FloatVector a0 = FloatVector.broadcast(S, a[ai + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c01).intoArray(y, yi + L);
        Lanes.TYPE.cast(c02).intoArray(y, yi + 2 * L);
    }

    private static void tile4x2(
            float[] a,
            int ai,
            int aRow,
            float[] panel,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector c00 = FloatVector.fromArray(S, init, start);
        FloatVector c01 = FloatVector.fromArray(S, init, start + L);
        FloatVector c10 = FloatVector.fromArray(S, init, start + initRow);
        FloatVector c11 = FloatVector.fromArray(S, init, start + initRow + L);
        FloatVector c20 = FloatVector.fromArray(S, init, start + 2 * initRow);
        FloatVector c21 = FloatVector.fromArray(S, init, start + 2 * initRow + L);
        FloatVector c30 = FloatVector.fromArray(S, init, start + 3 * initRow);
        FloatVector c31 = FloatVector.fromArray(S, init, start + 3 * initRow + L);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, panel, k * 2 * L);
            FloatVector b1 = FloatVector.fromArray(S, panel, k * 2 * L + L);
            FloatVector a0 = FloatVector.broadcast(S, a[ai + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + k]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow + k]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3 * aRow + k]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
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
            float[] a,
            int ai,
            int aRow,
            float[] panel,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector c00 = FloatVector.fromArray(S, init, start);
        FloatVector c01 = FloatVector.fromArray(S, init, start + L);
        FloatVector c10 = FloatVector.fromArray(S, init, start + initRow);
        FloatVector c11 = FloatVector.fromArray(S, init, start + initRow + L);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, panel, k * 2 * L);
            FloatVector b1 = FloatVector.fromArray(S, panel, k * 2 * L + L);
            FloatVector a0 = FloatVector.broadcast(S, a[ai + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + k]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c01).intoArray(y, yi + L);
        Lanes.TYPE.cast(c10).intoArray(y, yi + yRow);
        Lanes.TYPE.cast(c11).intoArray(y, yi + yRow + L);
    }

    private static void tile1x2(
            float[] a, int ai, float[] panel, int depth, float[] init, int start, float[] y, int yi) {
        FloatVector c00 = FloatVector.fromArray(S, init, start);
        FloatVector c01 = FloatVector.fromArray(S, init, start + L);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, panel, k * 2 * L);
            FloatVector b1 = FloatVector.fromArray(S, panel, k * 2 * L + L);
            FloatVector a0 = FloatVector.broadcast(S, a[ai + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c01).intoArray(y, yi + L);
    }
}
