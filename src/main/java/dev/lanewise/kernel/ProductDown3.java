package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The register tiles of {@link ProductDown4} for three vectors. */
final class ProductDown3 {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private ProductDown3() {}

    /**
     * Computes {@code rows} rows; chains start from rows of {@code init} that lie {@code initRow} apart.
     *
     * @param bLast where the last vector of a row of {@code b} begins
     * @param last where the last vector of a row of {@code init} and {@code y} begins; it may overlap the one before, with the same results
     */
    static void rows(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int bLast,
            int last,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        int step;
        for (int r = 0; r < rows; r += step) {
            step = ProductPlan.eightRows(rows - r);
            int i = ai + r;
            int s = start + r * initRow;
            int t = yi + r * yRow;
            switch (step) {
                case 8 ->
                    ProductDownTall.tile8x3(a, i, aRow, b, bi, bRow, bLast, last, depth, init, s, initRow, y, t, yRow);
                case 5 -> tile5(a, i, aRow, b, bi, bRow, bLast, last, depth, init, s, initRow, y, t, yRow);
                case 4 -> tile4(a, i, aRow, b, bi, bRow, bLast, last, depth, init, s, initRow, y, t, yRow);
                case 2 -> tile2(a, i, aRow, b, bi, bRow, bLast, last, depth, init, s, initRow, y, t, yRow);
                default -> tile1(a, i, aRow, b, bi, bRow, bLast, last, depth, init, s, y, t);
            }
        }
    }

    private static void tile5(
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int bLast,
            int last,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector c00 = FloatVector.fromArray(S, init, start);
        FloatVector c01 = FloatVector.fromArray(S, init, start + L);
        FloatVector c02 = FloatVector.fromArray(S, init, start + last);
        FloatVector c10 = FloatVector.fromArray(S, init, start + initRow);
        FloatVector c11 = FloatVector.fromArray(S, init, start + initRow + L);
        FloatVector c12 = FloatVector.fromArray(S, init, start + initRow + last);
        FloatVector c20 = FloatVector.fromArray(S, init, start + 2 * initRow);
        FloatVector c21 = FloatVector.fromArray(S, init, start + 2 * initRow + L);
        FloatVector c22 = FloatVector.fromArray(S, init, start + 2 * initRow + last);
        FloatVector c30 = FloatVector.fromArray(S, init, start + 3 * initRow);
        FloatVector c31 = FloatVector.fromArray(S, init, start + 3 * initRow + L);
        FloatVector c32 = FloatVector.fromArray(S, init, start + 3 * initRow + last);
        FloatVector c40 = FloatVector.fromArray(S, init, start + 4 * initRow);
        FloatVector c41 = FloatVector.fromArray(S, init, start + 4 * initRow + L);
        FloatVector c42 = FloatVector.fromArray(S, init, start + 4 * initRow + last);
        for (int k = 0; k < depth; k++) {
            int i = ai + k * aRow;
            int j = bi + k * bRow;
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector b1 = FloatVector.fromArray(S, b, j + L);
            FloatVector b2 = FloatVector.fromArray(S, b, j + bLast);
            FloatVector a0 = FloatVector.broadcast(S, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(S, a[i + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            FloatVector a2 = FloatVector.broadcast(S, a[i + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            FloatVector a3 = FloatVector.broadcast(S, a[i + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            FloatVector a4 = FloatVector.broadcast(S, a[i + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            c42 = a4.fma(b2, c42);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c01).intoArray(y, yi + L);
        Lanes.TYPE.cast(c02).intoArray(y, yi + last);
        Lanes.TYPE.cast(c10).intoArray(y, yi + yRow);
        Lanes.TYPE.cast(c11).intoArray(y, yi + yRow + L);
        Lanes.TYPE.cast(c12).intoArray(y, yi + yRow + last);
        Lanes.TYPE.cast(c20).intoArray(y, yi + 2 * yRow);
        Lanes.TYPE.cast(c21).intoArray(y, yi + 2 * yRow + L);
        Lanes.TYPE.cast(c22).intoArray(y, yi + 2 * yRow + last);
        Lanes.TYPE.cast(c30).intoArray(y, yi + 3 * yRow);
        Lanes.TYPE.cast(c31).intoArray(y, yi + 3 * yRow + L);
        Lanes.TYPE.cast(c32).intoArray(y, yi + 3 * yRow + last);
        Lanes.TYPE.cast(c40).intoArray(y, yi + 4 * yRow);
        Lanes.TYPE.cast(c41).intoArray(y, yi + 4 * yRow + L);
        Lanes.TYPE.cast(c42).intoArray(y, yi + 4 * yRow + last);
    }

    private static void tile4(
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int bLast,
            int last,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector c00 = FloatVector.fromArray(S, init, start);
        FloatVector c01 = FloatVector.fromArray(S, init, start + L);
        FloatVector c02 = FloatVector.fromArray(S, init, start + last);
        FloatVector c10 = FloatVector.fromArray(S, init, start + initRow);
        FloatVector c11 = FloatVector.fromArray(S, init, start + initRow + L);
        FloatVector c12 = FloatVector.fromArray(S, init, start + initRow + last);
        FloatVector c20 = FloatVector.fromArray(S, init, start + 2 * initRow);
        FloatVector c21 = FloatVector.fromArray(S, init, start + 2 * initRow + L);
        FloatVector c22 = FloatVector.fromArray(S, init, start + 2 * initRow + last);
        FloatVector c30 = FloatVector.fromArray(S, init, start + 3 * initRow);
        FloatVector c31 = FloatVector.fromArray(S, init, start + 3 * initRow + L);
        FloatVector c32 = FloatVector.fromArray(S, init, start + 3 * initRow + last);
        for (int k = 0; k < depth; k++) {
            int i = ai + k * aRow;
            int j = bi + k * bRow;
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector b1 = FloatVector.fromArray(S, b, j + L);
            FloatVector b2 = FloatVector.fromArray(S, b, j + bLast);
            FloatVector a0 = FloatVector.broadcast(S, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(S, a[i + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            FloatVector a2 = FloatVector.broadcast(S, a[i + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            FloatVector a3 = FloatVector.broadcast(S, a[i + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c01).intoArray(y, yi + L);
        Lanes.TYPE.cast(c02).intoArray(y, yi + last);
        Lanes.TYPE.cast(c10).intoArray(y, yi + yRow);
        Lanes.TYPE.cast(c11).intoArray(y, yi + yRow + L);
        Lanes.TYPE.cast(c12).intoArray(y, yi + yRow + last);
        Lanes.TYPE.cast(c20).intoArray(y, yi + 2 * yRow);
        Lanes.TYPE.cast(c21).intoArray(y, yi + 2 * yRow + L);
        Lanes.TYPE.cast(c22).intoArray(y, yi + 2 * yRow + last);
        Lanes.TYPE.cast(c30).intoArray(y, yi + 3 * yRow);
        Lanes.TYPE.cast(c31).intoArray(y, yi + 3 * yRow + L);
        Lanes.TYPE.cast(c32).intoArray(y, yi + 3 * yRow + last);
    }

    private static void tile2(
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int bLast,
            int last,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector c00 = FloatVector.fromArray(S, init, start);
        FloatVector c01 = FloatVector.fromArray(S, init, start + L);
        FloatVector c02 = FloatVector.fromArray(S, init, start + last);
        FloatVector c10 = FloatVector.fromArray(S, init, start + initRow);
        FloatVector c11 = FloatVector.fromArray(S, init, start + initRow + L);
        FloatVector c12 = FloatVector.fromArray(S, init, start + initRow + last);
        for (int k = 0; k < depth; k++) {
            int i = ai + k * aRow;
            int j = bi + k * bRow;
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector b1 = FloatVector.fromArray(S, b, j + L);
            FloatVector b2 = FloatVector.fromArray(S, b, j + bLast);
            FloatVector a0 = FloatVector.broadcast(S, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(S, a[i + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c01).intoArray(y, yi + L);
        Lanes.TYPE.cast(c02).intoArray(y, yi + last);
        Lanes.TYPE.cast(c10).intoArray(y, yi + yRow);
        Lanes.TYPE.cast(c11).intoArray(y, yi + yRow + L);
        Lanes.TYPE.cast(c12).intoArray(y, yi + yRow + last);
    }

    private static void tile1(
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int bLast,
            int last,
            int depth,
            float[] init,
            int start,
            float[] y,
            int yi) {
        FloatVector c00 = FloatVector.fromArray(S, init, start);
        FloatVector c01 = FloatVector.fromArray(S, init, start + L);
        FloatVector c02 = FloatVector.fromArray(S, init, start + last);
        for (int k = 0; k < depth; k++) {
            int i = ai + k * aRow;
            int j = bi + k * bRow;
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector b1 = FloatVector.fromArray(S, b, j + L);
            FloatVector b2 = FloatVector.fromArray(S, b, j + bLast);
            FloatVector a0 = FloatVector.broadcast(S, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c01).intoArray(y, yi + L);
        Lanes.TYPE.cast(c02).intoArray(y, yi + last);
    }
}
