package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The tiles of {@link ProductDownShallow} for two vectors of columns. */
final class ProductDownShallow2 {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;

    private ProductDownShallow2() {}

    /**
     * Computes {@code n} rows of {@code depth} steps, from one to {@link ProductGradientPlan#SHALLOW_DEPTH}.
     *
     * @param last where the second vector of a row begins; it may overlap the first, with the same results
     */
    static void rows(
            int depth,
            int n,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int last,
            float[] y,
            int yi,
            int yRow) {
        switch (depth) {
            case 1 -> depth1(n, a, ai, b, bi, last, y, yi, yRow);
            case 2 -> depth2(n, a, ai, aRow, b, bi, bRow, last, y, yi, yRow);
            case 3 -> depth3(n, a, ai, aRow, b, bi, bRow, last, y, yi, yRow);
            case 4 -> depth4(n, a, ai, aRow, b, bi, bRow, last, y, yi, yRow);
            case 5 -> depth5(n, a, ai, aRow, b, bi, bRow, last, y, yi, yRow);
            case 6 -> depth6(n, a, ai, aRow, b, bi, bRow, last, y, yi, yRow);
            case 7 -> depth7(n, a, ai, aRow, b, bi, bRow, last, y, yi, yRow);
            default -> depth8(n, a, ai, aRow, b, bi, bRow, last, y, yi, yRow);
        }
    }

    private static void depth8(
            int n, float[] a, int ai, int aRow, float[] b, int bi, int bRow, int last, float[] y, int yi, int yRow) {
        FloatVector b00 = FloatVector.fromArray(S, b, bi);
        FloatVector b01 = FloatVector.fromArray(S, b, bi + last);
        FloatVector b10 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b11 = FloatVector.fromArray(S, b, bi + bRow + last);
        FloatVector b20 = FloatVector.fromArray(S, b, bi + 2 * bRow);
        FloatVector b21 = FloatVector.fromArray(S, b, bi + 2 * bRow + last);
        FloatVector b30 = FloatVector.fromArray(S, b, bi + 3 * bRow);
        FloatVector b31 = FloatVector.fromArray(S, b, bi + 3 * bRow + last);
        FloatVector b40 = FloatVector.fromArray(S, b, bi + 4 * bRow);
        FloatVector b41 = FloatVector.fromArray(S, b, bi + 4 * bRow + last);
        FloatVector b50 = FloatVector.fromArray(S, b, bi + 5 * bRow);
        FloatVector b51 = FloatVector.fromArray(S, b, bi + 5 * bRow + last);
        FloatVector b60 = FloatVector.fromArray(S, b, bi + 6 * bRow);
        FloatVector b61 = FloatVector.fromArray(S, b, bi + 6 * bRow + last);
        FloatVector b70 = FloatVector.fromArray(S, b, bi + 7 * bRow);
        FloatVector b71 = FloatVector.fromArray(S, b, bi + 7 * bRow + last);
        for (int i = 0; i < n; i++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + i]);
            FloatVector c0 = a0.fma(b00, FloatVector.zero(S));
            FloatVector c1 = a0.fma(b01, FloatVector.zero(S));
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + i]);
            c0 = a1.fma(b10, c0);
            c1 = a1.fma(b11, c1);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow + i]);
            c0 = a2.fma(b20, c0);
            c1 = a2.fma(b21, c1);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3 * aRow + i]);
            c0 = a3.fma(b30, c0);
            c1 = a3.fma(b31, c1);
            FloatVector a4 = FloatVector.broadcast(S, a[ai + 4 * aRow + i]);
            c0 = a4.fma(b40, c0);
            c1 = a4.fma(b41, c1);
            FloatVector a5 = FloatVector.broadcast(S, a[ai + 5 * aRow + i]);
            c0 = a5.fma(b50, c0);
            c1 = a5.fma(b51, c1);
            FloatVector a6 = FloatVector.broadcast(S, a[ai + 6 * aRow + i]);
            c0 = a6.fma(b60, c0);
            c1 = a6.fma(b61, c1);
            FloatVector a7 = FloatVector.broadcast(S, a[ai + 7 * aRow + i]);
            c0 = a7.fma(b70, c0);
            c1 = a7.fma(b71, c1);
            Lanes.TYPE.cast(c0).intoArray(y, yi + i * yRow);
            Lanes.TYPE.cast(c1).intoArray(y, yi + i * yRow + last);
        }
    }

    private static void depth7(
            int n, float[] a, int ai, int aRow, float[] b, int bi, int bRow, int last, float[] y, int yi, int yRow) {
        FloatVector b00 = FloatVector.fromArray(S, b, bi);
        FloatVector b01 = FloatVector.fromArray(S, b, bi + last);
        FloatVector b10 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b11 = FloatVector.fromArray(S, b, bi + bRow + last);
        FloatVector b20 = FloatVector.fromArray(S, b, bi + 2 * bRow);
        FloatVector b21 = FloatVector.fromArray(S, b, bi + 2 * bRow + last);
        FloatVector b30 = FloatVector.fromArray(S, b, bi + 3 * bRow);
        FloatVector b31 = FloatVector.fromArray(S, b, bi + 3 * bRow + last);
        FloatVector b40 = FloatVector.fromArray(S, b, bi + 4 * bRow);
        FloatVector b41 = FloatVector.fromArray(S, b, bi + 4 * bRow + last);
        FloatVector b50 = FloatVector.fromArray(S, b, bi + 5 * bRow);
        FloatVector b51 = FloatVector.fromArray(S, b, bi + 5 * bRow + last);
        FloatVector b60 = FloatVector.fromArray(S, b, bi + 6 * bRow);
        FloatVector b61 = FloatVector.fromArray(S, b, bi + 6 * bRow + last);
        for (int i = 0; i < n; i++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + i]);
            FloatVector c0 = a0.fma(b00, FloatVector.zero(S));
            FloatVector c1 = a0.fma(b01, FloatVector.zero(S));
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + i]);
            c0 = a1.fma(b10, c0);
            c1 = a1.fma(b11, c1);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow + i]);
            c0 = a2.fma(b20, c0);
            c1 = a2.fma(b21, c1);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3 * aRow + i]);
            c0 = a3.fma(b30, c0);
            c1 = a3.fma(b31, c1);
            FloatVector a4 = FloatVector.broadcast(S, a[ai + 4 * aRow + i]);
            c0 = a4.fma(b40, c0);
            c1 = a4.fma(b41, c1);
            FloatVector a5 = FloatVector.broadcast(S, a[ai + 5 * aRow + i]);
            c0 = a5.fma(b50, c0);
            c1 = a5.fma(b51, c1);
            FloatVector a6 = FloatVector.broadcast(S, a[ai + 6 * aRow + i]);
            c0 = a6.fma(b60, c0);
            c1 = a6.fma(b61, c1);
            Lanes.TYPE.cast(c0).intoArray(y, yi + i * yRow);
            Lanes.TYPE.cast(c1).intoArray(y, yi + i * yRow + last);
        }
    }

    private static void depth6(
            int n, float[] a, int ai, int aRow, float[] b, int bi, int bRow, int last, float[] y, int yi, int yRow) {
        FloatVector b00 = FloatVector.fromArray(S, b, bi);
        FloatVector b01 = FloatVector.fromArray(S, b, bi + last);
        FloatVector b10 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b11 = FloatVector.fromArray(S, b, bi + bRow + last);
        FloatVector b20 = FloatVector.fromArray(S, b, bi + 2 * bRow);
        FloatVector b21 = FloatVector.fromArray(S, b, bi + 2 * bRow + last);
        FloatVector b30 = FloatVector.fromArray(S, b, bi + 3 * bRow);
        FloatVector b31 = FloatVector.fromArray(S, b, bi + 3 * bRow + last);
        FloatVector b40 = FloatVector.fromArray(S, b, bi + 4 * bRow);
        FloatVector b41 = FloatVector.fromArray(S, b, bi + 4 * bRow + last);
        FloatVector b50 = FloatVector.fromArray(S, b, bi + 5 * bRow);
        FloatVector b51 = FloatVector.fromArray(S, b, bi + 5 * bRow + last);
        for (int i = 0; i < n; i++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + i]);
            FloatVector c0 = a0.fma(b00, FloatVector.zero(S));
            FloatVector c1 = a0.fma(b01, FloatVector.zero(S));
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + i]);
            c0 = a1.fma(b10, c0);
            c1 = a1.fma(b11, c1);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow + i]);
            c0 = a2.fma(b20, c0);
            c1 = a2.fma(b21, c1);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3 * aRow + i]);
            c0 = a3.fma(b30, c0);
            c1 = a3.fma(b31, c1);
            FloatVector a4 = FloatVector.broadcast(S, a[ai + 4 * aRow + i]);
            c0 = a4.fma(b40, c0);
            c1 = a4.fma(b41, c1);
            FloatVector a5 = FloatVector.broadcast(S, a[ai + 5 * aRow + i]);
            c0 = a5.fma(b50, c0);
            c1 = a5.fma(b51, c1);
            Lanes.TYPE.cast(c0).intoArray(y, yi + i * yRow);
            Lanes.TYPE.cast(c1).intoArray(y, yi + i * yRow + last);
        }
    }

    private static void depth5(
            int n, float[] a, int ai, int aRow, float[] b, int bi, int bRow, int last, float[] y, int yi, int yRow) {
        FloatVector b00 = FloatVector.fromArray(S, b, bi);
        FloatVector b01 = FloatVector.fromArray(S, b, bi + last);
        FloatVector b10 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b11 = FloatVector.fromArray(S, b, bi + bRow + last);
        FloatVector b20 = FloatVector.fromArray(S, b, bi + 2 * bRow);
        FloatVector b21 = FloatVector.fromArray(S, b, bi + 2 * bRow + last);
        FloatVector b30 = FloatVector.fromArray(S, b, bi + 3 * bRow);
        FloatVector b31 = FloatVector.fromArray(S, b, bi + 3 * bRow + last);
        FloatVector b40 = FloatVector.fromArray(S, b, bi + 4 * bRow);
        FloatVector b41 = FloatVector.fromArray(S, b, bi + 4 * bRow + last);
        for (int i = 0; i < n; i++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + i]);
            FloatVector c0 = a0.fma(b00, FloatVector.zero(S));
            FloatVector c1 = a0.fma(b01, FloatVector.zero(S));
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + i]);
            c0 = a1.fma(b10, c0);
            c1 = a1.fma(b11, c1);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow + i]);
            c0 = a2.fma(b20, c0);
            c1 = a2.fma(b21, c1);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3 * aRow + i]);
            c0 = a3.fma(b30, c0);
            c1 = a3.fma(b31, c1);
            FloatVector a4 = FloatVector.broadcast(S, a[ai + 4 * aRow + i]);
            c0 = a4.fma(b40, c0);
            c1 = a4.fma(b41, c1);
            Lanes.TYPE.cast(c0).intoArray(y, yi + i * yRow);
            Lanes.TYPE.cast(c1).intoArray(y, yi + i * yRow + last);
        }
    }

    private static void depth4(
            int n, float[] a, int ai, int aRow, float[] b, int bi, int bRow, int last, float[] y, int yi, int yRow) {
        FloatVector b00 = FloatVector.fromArray(S, b, bi);
        FloatVector b01 = FloatVector.fromArray(S, b, bi + last);
        FloatVector b10 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b11 = FloatVector.fromArray(S, b, bi + bRow + last);
        FloatVector b20 = FloatVector.fromArray(S, b, bi + 2 * bRow);
        FloatVector b21 = FloatVector.fromArray(S, b, bi + 2 * bRow + last);
        FloatVector b30 = FloatVector.fromArray(S, b, bi + 3 * bRow);
        FloatVector b31 = FloatVector.fromArray(S, b, bi + 3 * bRow + last);
        for (int i = 0; i < n; i++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + i]);
            FloatVector c0 = a0.fma(b00, FloatVector.zero(S));
            FloatVector c1 = a0.fma(b01, FloatVector.zero(S));
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + i]);
            c0 = a1.fma(b10, c0);
            c1 = a1.fma(b11, c1);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow + i]);
            c0 = a2.fma(b20, c0);
            c1 = a2.fma(b21, c1);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3 * aRow + i]);
            c0 = a3.fma(b30, c0);
            c1 = a3.fma(b31, c1);
            Lanes.TYPE.cast(c0).intoArray(y, yi + i * yRow);
            Lanes.TYPE.cast(c1).intoArray(y, yi + i * yRow + last);
        }
    }

    private static void depth3(
            int n, float[] a, int ai, int aRow, float[] b, int bi, int bRow, int last, float[] y, int yi, int yRow) {
        FloatVector b00 = FloatVector.fromArray(S, b, bi);
        FloatVector b01 = FloatVector.fromArray(S, b, bi + last);
        FloatVector b10 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b11 = FloatVector.fromArray(S, b, bi + bRow + last);
        FloatVector b20 = FloatVector.fromArray(S, b, bi + 2 * bRow);
        FloatVector b21 = FloatVector.fromArray(S, b, bi + 2 * bRow + last);
        for (int i = 0; i < n; i++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + i]);
            FloatVector c0 = a0.fma(b00, FloatVector.zero(S));
            FloatVector c1 = a0.fma(b01, FloatVector.zero(S));
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + i]);
            c0 = a1.fma(b10, c0);
            c1 = a1.fma(b11, c1);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow + i]);
            c0 = a2.fma(b20, c0);
            c1 = a2.fma(b21, c1);
            Lanes.TYPE.cast(c0).intoArray(y, yi + i * yRow);
            Lanes.TYPE.cast(c1).intoArray(y, yi + i * yRow + last);
        }
    }

    private static void depth2(
            int n, float[] a, int ai, int aRow, float[] b, int bi, int bRow, int last, float[] y, int yi, int yRow) {
        FloatVector b00 = FloatVector.fromArray(S, b, bi);
        FloatVector b01 = FloatVector.fromArray(S, b, bi + last);
        FloatVector b10 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b11 = FloatVector.fromArray(S, b, bi + bRow + last);
        for (int i = 0; i < n; i++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + i]);
            FloatVector c0 = a0.fma(b00, FloatVector.zero(S));
            FloatVector c1 = a0.fma(b01, FloatVector.zero(S));
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + i]);
            c0 = a1.fma(b10, c0);
            c1 = a1.fma(b11, c1);
            Lanes.TYPE.cast(c0).intoArray(y, yi + i * yRow);
            Lanes.TYPE.cast(c1).intoArray(y, yi + i * yRow + last);
        }
    }

    private static void depth1(int n, float[] a, int ai, float[] b, int bi, int last, float[] y, int yi, int yRow) {
        FloatVector b00 = FloatVector.fromArray(S, b, bi);
        FloatVector b01 = FloatVector.fromArray(S, b, bi + last);
        for (int i = 0; i < n; i++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + i]);
            FloatVector c0 = a0.fma(b00, FloatVector.zero(S));
            FloatVector c1 = a0.fma(b01, FloatVector.zero(S));
            Lanes.TYPE.cast(c0).intoArray(y, yi + i * yRow);
            Lanes.TYPE.cast(c1).intoArray(y, yi + i * yRow + last);
        }
    }
}
