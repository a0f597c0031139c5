package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of few steps and two vectors of columns: {@code y[r][c] = init[r][c] + sum over k of a[r][k] * b[k][c]} with the right matrix in registers while the rows of the left one pass by. The chains of one row are short, and those of many rows run at a time.
 */
final class ProductShallow2 {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private ProductShallow2() {}

    /** Computes {@code rows} rows, eight or four steps at a time. */
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
        for (int k = 0; k == 0 || k < depth; k += step) {
            step = depth - k >= 8 ? 8 : 4;
            float[] from = k == 0 ? init : y;
            int s = k == 0 ? start : yi;
            int sRow = k == 0 ? initRow : yRow;
            int i = ai + k;
            int j = bi + k * bRow;
            switch (depth - k) {
                case 1 -> depth1(rows, a, i, aRow, b, j, from, s, sRow, y, yi, yRow);
                case 2 -> depth2(rows, a, i, aRow, b, j, bRow, from, s, sRow, y, yi, yRow);
                case 3 -> depth3(rows, a, i, aRow, b, j, bRow, from, s, sRow, y, yi, yRow);
                case 4, 5, 6, 7 -> depth4(rows, a, i, aRow, b, j, bRow, from, s, sRow, y, yi, yRow);
                default -> depth8(rows, a, i, aRow, b, j, bRow, from, s, sRow, y, yi, yRow);
            }
        }
    }

    private static void depth8(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector b00 = FloatVector.fromArray(S, b, bi);
        FloatVector b01 = FloatVector.fromArray(S, b, bi + L);
        FloatVector b10 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b11 = FloatVector.fromArray(S, b, bi + bRow + L);
        FloatVector b20 = FloatVector.fromArray(S, b, bi + 2 * bRow);
        FloatVector b21 = FloatVector.fromArray(S, b, bi + 2 * bRow + L);
        FloatVector b30 = FloatVector.fromArray(S, b, bi + 3 * bRow);
        FloatVector b31 = FloatVector.fromArray(S, b, bi + 3 * bRow + L);
        FloatVector b40 = FloatVector.fromArray(S, b, bi + 4 * bRow);
        FloatVector b41 = FloatVector.fromArray(S, b, bi + 4 * bRow + L);
        FloatVector b50 = FloatVector.fromArray(S, b, bi + 5 * bRow);
        FloatVector b51 = FloatVector.fromArray(S, b, bi + 5 * bRow + L);
        FloatVector b60 = FloatVector.fromArray(S, b, bi + 6 * bRow);
        FloatVector b61 = FloatVector.fromArray(S, b, bi + 6 * bRow + L);
        FloatVector b70 = FloatVector.fromArray(S, b, bi + 7 * bRow);
        FloatVector b71 = FloatVector.fromArray(S, b, bi + 7 * bRow + L);
        for (int r = 0; r < rows; r++) {
            FloatVector c0 = FloatVector.fromArray(S, init, start + r * initRow);
            FloatVector c1 = FloatVector.fromArray(S, init, start + r * initRow + L);
            FloatVector a0 = FloatVector.broadcast(S, a[ai + r * aRow]);
            c0 = a0.fma(b00, c0);
            c1 = a0.fma(b01, c1);
            FloatVector a1 = FloatVector.broadcast(S, a[ai + r * aRow + 1]);
            c0 = a1.fma(b10, c0);
            c1 = a1.fma(b11, c1);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + r * aRow + 2]);
            c0 = a2.fma(b20, c0);
            c1 = a2.fma(b21, c1);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + r * aRow + 3]);
            c0 = a3.fma(b30, c0);
            c1 = a3.fma(b31, c1);
            FloatVector a4 = FloatVector.broadcast(S, a[ai + r * aRow + 4]);
            c0 = a4.fma(b40, c0);
            c1 = a4.fma(b41, c1);
            FloatVector a5 = FloatVector.broadcast(S, a[ai + r * aRow + 5]);
            c0 = a5.fma(b50, c0);
            c1 = a5.fma(b51, c1);
            FloatVector a6 = FloatVector.broadcast(S, a[ai + r * aRow + 6]);
            c0 = a6.fma(b60, c0);
            c1 = a6.fma(b61, c1);
            FloatVector a7 = FloatVector.broadcast(S, a[ai + r * aRow + 7]);
            c0 = a7.fma(b70, c0);
            c1 = a7.fma(b71, c1);
            Lanes.TYPE.cast(c0).intoArray(y, yi + r * yRow);
            Lanes.TYPE.cast(c1).intoArray(y, yi + r * yRow + L);
        }
    }

    private static void depth4(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector b00 = FloatVector.fromArray(S, b, bi);
        FloatVector b01 = FloatVector.fromArray(S, b, bi + L);
        FloatVector b10 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b11 = FloatVector.fromArray(S, b, bi + bRow + L);
        FloatVector b20 = FloatVector.fromArray(S, b, bi + 2 * bRow);
        FloatVector b21 = FloatVector.fromArray(S, b, bi + 2 * bRow + L);
        FloatVector b30 = FloatVector.fromArray(S, b, bi + 3 * bRow);
        FloatVector b31 = FloatVector.fromArray(S, b, bi + 3 * bRow + L);
        for (int r = 0; r < rows; r++) {
            FloatVector c0 = FloatVector.fromArray(S, init, start + r * initRow);
            FloatVector c1 = FloatVector.fromArray(S, init, start + r * initRow + L);
            FloatVector a0 = FloatVector.broadcast(S, a[ai + r * aRow]);
            c0 = a0.fma(b00, c0);
            c1 = a0.fma(b01, c1);
            FloatVector a1 = FloatVector.broadcast(S, a[ai + r * aRow + 1]);
            c0 = a1.fma(b10, c0);
            c1 = a1.fma(b11, c1);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + r * aRow + 2]);
            c0 = a2.fma(b20, c0);
            c1 = a2.fma(b21, c1);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + r * aRow + 3]);
            c0 = a3.fma(b30, c0);
            c1 = a3.fma(b31, c1);
            Lanes.TYPE.cast(c0).intoArray(y, yi + r * yRow);
            Lanes.TYPE.cast(c1).intoArray(y, yi + r * yRow + L);
        }
    }

    private static void depth3(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector b00 = FloatVector.fromArray(S, b, bi);
        FloatVector b01 = FloatVector.fromArray(S, b, bi + L);
        FloatVector b10 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b11 = FloatVector.fromArray(S, b, bi + bRow + L);
        FloatVector b20 = FloatVector.fromArray(S, b, bi + 2 * bRow);
        FloatVector b21 = FloatVector.fromArray(S, b, bi + 2 * bRow + L);
        for (int r = 0; r < rows; r++) {
            FloatVector c0 = FloatVector.fromArray(S, init, start + r * initRow);
            FloatVector c1 = FloatVector.fromArray(S, init, start + r * initRow + L);
            FloatVector a0 = FloatVector.broadcast(S, a[ai + r * aRow]);
            c0 = a0.fma(b00, c0);
            c1 = a0.fma(b01, c1);
            FloatVector a1 = FloatVector.broadcast(S, a[ai + r * aRow + 1]);
            c0 = a1.fma(b10, c0);
            c1 = a1.fma(b11, c1);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + r * aRow + 2]);
            c0 = a2.fma(b20, c0);
            c1 = a2.fma(b21, c1);
            Lanes.TYPE.cast(c0).intoArray(y, yi + r * yRow);
            Lanes.TYPE.cast(c1).intoArray(y, yi + r * yRow + L);
        }
    }

    private static void depth2(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector b00 = FloatVector.fromArray(S, b, bi);
        FloatVector b01 = FloatVector.fromArray(S, b, bi + L);
        FloatVector b10 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b11 = FloatVector.fromArray(S, b, bi + bRow + L);
        for (int r = 0; r < rows; r++) {
            FloatVector c0 = FloatVector.fromArray(S, init, start + r * initRow);
            FloatVector c1 = FloatVector.fromArray(S, init, start + r * initRow + L);
            FloatVector a0 = FloatVector.broadcast(S, a[ai + r * aRow]);
            c0 = a0.fma(b00, c0);
            c1 = a0.fma(b01, c1);
            FloatVector a1 = FloatVector.broadcast(S, a[ai + r * aRow + 1]);
            c0 = a1.fma(b10, c0);
            c1 = a1.fma(b11, c1);
            Lanes.TYPE.cast(c0).intoArray(y, yi + r * yRow);
            Lanes.TYPE.cast(c1).intoArray(y, yi + r * yRow + L);
        }
    }

    private static void depth1(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector b00 = FloatVector.fromArray(S, b, bi);
        FloatVector b01 = FloatVector.fromArray(S, b, bi + L);
        for (int r = 0; r < rows; r++) {
            FloatVector c0 = FloatVector.fromArray(S, init, start + r * initRow);
            FloatVector c1 = FloatVector.fromArray(S, init, start + r * initRow + L);
            FloatVector a0 = FloatVector.broadcast(S, a[ai + r * aRow]);
            c0 = a0.fma(b00, c0);
            c1 = a0.fma(b01, c1);
            Lanes.TYPE.cast(c0).intoArray(y, yi + r * yRow);
            Lanes.TYPE.cast(c1).intoArray(y, yi + r * yRow + L);
        }
    }
}
