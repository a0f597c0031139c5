package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tiles of {@link ProductDown4} for one vector: taller ones, since a chain waits for its last multiply-add.
 */
final class ProductDown1 {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;

    private ProductDown1() {}

    /** Computes {@code rows} rows; chains start from rows of {@code init} that lie {@code initRow} apart. */
    static void rows(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        int step;
        for (int r = 0; r < rows; r += step) {
            step = ProductGradientPlan.downTallRows(rows - r);
            int i = ai + r;
            int s = start + r * initRow;
            int t = yi + r * yRow;
            switch (step) {
                case 16 -> ProductDownTall.tile16x1(a, i, aRow, b, bi, bRow, depth, init, s, initRow, y, t, yRow);
                case 8 -> tile8(a, i, aRow, b, bi, bRow, depth, init, s, initRow, y, t, yRow);
                case 4 -> tile4(a, i, aRow, b, bi, bRow, depth, init, s, initRow, y, t, yRow);
                case 2 -> tile2(a, i, aRow, b, bi, bRow, depth, init, s, initRow, y, t, yRow);
                default -> tile1(a, i, aRow, b, bi, bRow, depth, init, s, y, t);
            }
        }
    }

    private static void tile8(
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector c00 = FloatVector.fromArray(S, init, start);
        FloatVector c10 = FloatVector.fromArray(S, init, start + initRow);
        FloatVector c20 = FloatVector.fromArray(S, init, start + 2 * initRow);
        FloatVector c30 = FloatVector.fromArray(S, init, start + 3 * initRow);
        FloatVector c40 = FloatVector.fromArray(S, init, start + 4 * initRow);
        FloatVector c50 = FloatVector.fromArray(S, init, start + 5 * initRow);
        FloatVector c60 = FloatVector.fromArray(S, init, start + 6 * initRow);
        FloatVector c70 = FloatVector.fromArray(S, init, start + 7 * initRow);
        for (int k = 0; k < depth; k++) {
            int i = ai + k * aRow;
            int j = bi + k * bRow;
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector a0 = FloatVector.broadcast(S, a[i]);
            c00 = a0.fma(b0, c00);
            FloatVector a1 = FloatVector.broadcast(S, a[i + 1]);
            c10 = a1.fma(b0, c10);
            FloatVector a2 = FloatVector.broadcast(S, a[i + 2]);
            c20 = a2.fma(b0, c20);
            FloatVector a3 = FloatVector.broadcast(S, a[i + 3]);
            c30 = a3.fma(b0, c30);
            FloatVector a4 = FloatVector.broadcast(S, a[i + 4]);
            c40 = a4.fma(b0, c40);
            FloatVector a5 = FloatVector.broadcast(S, a[i + 5]);
            c50 = a5.fma(b0, c50);
            FloatVector a6 = FloatVector.broadcast(S, a[i + 6]);
            c60 = a6.fma(b0, c60);
            FloatVector a7 = FloatVector.broadcast(S, a[i + 7]);
            c70 = a7.fma(b0, c70);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c10).intoArray(y, yi + yRow);
        Lanes.TYPE.cast(c20).intoArray(y, yi + 2 * yRow);
        Lanes.TYPE.cast(c30).intoArray(y, yi + 3 * yRow);
        Lanes.TYPE.cast(c40).intoArray(y, yi + 4 * yRow);
        Lanes.TYPE.cast(c50).intoArray(y, yi + 5 * yRow);
        Lanes.TYPE.cast(c60).intoArray(y, yi + 6 * yRow);
        Lanes.TYPE.cast(c70).intoArray(y, yi + 7 * yRow);
    }

    private static void tile4(
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector c00 = FloatVector.fromArray(S, init, start);
        FloatVector c10 = FloatVector.fromArray(S, init, start + initRow);
        FloatVector c20 = FloatVector.fromArray(S, init, start + 2 * initRow);
        FloatVector c30 = FloatVector.fromArray(S, init, start + 3 * initRow);
        for (int k = 0; k < depth; k++) {
            int i = ai + k * aRow;
            int j = bi + k * bRow;
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector a0 = FloatVector.broadcast(S, a[i]);
            c00 = a0.fma(b0, c00);
            FloatVector a1 = FloatVector.broadcast(S, a[i + 1]);
            c10 = a1.fma(b0, c10);
            FloatVector a2 = FloatVector.broadcast(S, a[i + 2]);
            c20 = a2.fma(b0, c20);
            FloatVector a3 = FloatVector.broadcast(S, a[i + 3]);
            c30 = a3.fma(b0, c30);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c10).intoArray(y, yi + yRow);
        Lanes.TYPE.cast(c20).intoArray(y, yi + 2 * yRow);
        Lanes.TYPE.cast(c30).intoArray(y, yi + 3 * yRow);
    }

    private static void tile2(
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector c00 = FloatVector.fromArray(S, init, start);
        FloatVector c10 = FloatVector.fromArray(S, init, start + initRow);
        for (int k = 0; k < depth; k++) {
            int i = ai + k * aRow;
            int j = bi + k * bRow;
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector a0 = FloatVector.broadcast(S, a[i]);
            c00 = a0.fma(b0, c00);
            FloatVector a1 = FloatVector.broadcast(S, a[i + 1]);
            c10 = a1.fma(b0, c10);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c10).intoArray(y, yi + yRow);
    }

    private static void tile1(
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int depth,
            float[] init,
            int start,
            float[] y,
            int yi) {
        FloatVector c00 = FloatVector.fromArray(S, init, start);
        for (int k = 0; k < depth; k++) {
            int i = ai + k * aRow;
            int j = bi + k * bRow;
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector a0 = FloatVector.broadcast(S, a[i]);
            c00 = a0.fma(b0, c00);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
    }
}
