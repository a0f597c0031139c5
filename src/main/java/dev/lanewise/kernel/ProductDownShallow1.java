package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The tiles of {@link ProductDownShallow} for one vector of columns. */
final class ProductDownShallow1 {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;

    private ProductDownShallow1() {}

    /** Computes {@code n} rows of {@code depth} steps, from one to {@link ProductGradientPlan#SHALLOW_DEPTH}. */
    static void rows(
            int depth, int n, float[] a, int ai, int aRow, float[] b, int bi, int bRow, float[] y, int yi, int yRow) {
        switch (depth) {
            case 1 -> depth1(n, a, ai, b, bi, y, yi, yRow);
            case 2 -> depth2(n, a, ai, aRow, b, bi, bRow, y, yi, yRow);
            case 3 -> depth3(n, a, ai, aRow, b, bi, bRow, y, yi, yRow);
            case 4 -> depth4(n, a, ai, aRow, b, bi, bRow, y, yi, yRow);
            case 5 -> depth5(n, a, ai, aRow, b, bi, bRow, y, yi, yRow);
            case 6 -> depth6(n, a, ai, aRow, b, bi, bRow, y, yi, yRow);
            case 7 -> depth7(n, a, ai, aRow, b, bi, bRow, y, yi, yRow);
            default -> depth8(n, a, ai, aRow, b, bi, bRow, y, yi, yRow);
        }
    }

    private static void depth8(
            int n, float[] a, int ai, int aRow, float[] b, int bi, int bRow, float[] y, int yi, int yRow) {
        FloatVector b0 = FloatVector.fromArray(S, b, bi);
        FloatVector b1 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b2 = FloatVector.fromArray(S, b, bi + 2 * bRow);
        FloatVector b3 = FloatVector.fromArray(S, b, bi + 3 * bRow);
        FloatVector b4 = FloatVector.fromArray(S, b, bi + 4 * bRow);
        FloatVector b5 = FloatVector.fromArray(S, b, bi + 5 * bRow);
        FloatVector b6 = FloatVector.fromArray(S, b, bi + 6 * bRow);
        FloatVector b7 = FloatVector.fromArray(S, b, bi + 7 * bRow);
        for (int i = 0; i < n; i++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + i]);
            FloatVector c = a0.fma(b0, FloatVector.zero(S));
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + i]);
            c = a1.fma(b1, c);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow + i]);
            c = a2.fma(b2, c);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3 * aRow + i]);
            c = a3.fma(b3, c);
            FloatVector a4 = FloatVector.broadcast(S, a[ai + 4 * aRow + i]);
            c = a4.fma(b4, c);
            FloatVector a5 = FloatVector.broadcast(S, a[ai + 5 * aRow + i]);
            c = a5.fma(b5, c);
            FloatVector a6 = FloatVector.broadcast(S, a[ai + 6 * aRow + i]);
            c = a6.fma(b6, c);
            FloatVector a7 = FloatVector.broadcast(S, a[ai + 7 * aRow + i]);
            c = a7.fma(b7, c);
            Lanes.TYPE.cast(c).intoArray(y, yi + i * yRow);
        }
    }

    private static void depth7(
            int n, float[] a, int ai, int aRow, float[] b, int bi, int bRow, float[] y, int yi, int yRow) {
        FloatVector b0 = FloatVector.fromArray(S, b, bi);
        FloatVector b1 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b2 = FloatVector.fromArray(S, b, bi + 2 * bRow);
        FloatVector b3 = FloatVector.fromArray(S, b, bi + 3 * bRow);
        FloatVector b4 = FloatVector.fromArray(S, b, bi + 4 * bRow);
        FloatVector b5 = FloatVector.fromArray(S, b, bi + 5 * bRow);
        FloatVector b6 = FloatVector.fromArray(S, b, bi + 6 * bRow);
        for (int i = 0; i < n; i++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + i]);
            FloatVector c = a0.fma(b0, FloatVector.zero(S));
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + i]);
            c = a1.fma(b1, c);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow + i]);
            c = a2.fma(b2, c);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3 * aRow + i]);
            c = a3.fma(b3, c);
            FloatVector a4 = FloatVector.broadcast(S, a[ai + 4 * aRow + i]);
            c = a4.fma(b4, c);
            FloatVector a5 = FloatVector.broadcast(S, a[ai + 5 * aRow + i]);
            c = a5.fma(b5, c);
            FloatVector a6 = FloatVector.broadcast(S, a[ai + 6 * aRow + i]);
            c = a6.fma(b6, c);
            Lanes.TYPE.cast(c).intoArray(y, yi + i * yRow);
        }
    }

    private static void depth6(
            int n, float[] a, int ai, int aRow, float[] b, int bi, int bRow, float[] y, int yi, int yRow) {
        FloatVector b0 = FloatVector.fromArray(S, b, bi);
        FloatVector b1 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b2 = FloatVector.fromArray(S, b, bi + 2 * bRow);
        FloatVector b3 = FloatVector.fromArray(S, b, bi + 3 * bRow);
        FloatVector b4 = FloatVector.fromArray(S, b, bi + 4 * bRow);
        FloatVector b5 = FloatVector.fromArray(S, b, bi + 5 * bRow);
        for (int i = 0; i < n; i++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + i]);
            FloatVector c = a0.fma(b0, FloatVector.zero(S));
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + i]);
            c = a1.fma(b1, c);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow + i]);
            c = a2.fma(b2, c);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3 * aRow + i]);
            c = a3.fma(b3, c);
            FloatVector a4 = FloatVector.broadcast(S, a[ai + 4 * aRow + i]);
            c = a4.fma(b4, c);
            FloatVector a5 = FloatVector.broadcast(S, a[ai + 5 * aRow + i]);
            c = a5.fma(b5, c);
            Lanes.TYPE.cast(c).intoArray(y, yi + i * yRow);
        }
    }

    private static void depth5(
            int n, float[] a, int ai, int aRow, float[] b, int bi, int bRow, float[] y, int yi, int yRow) {
        FloatVector b0 = FloatVector.fromArray(S, b, bi);
        FloatVector b1 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b2 = FloatVector.fromArray(S, b, bi + 2 * bRow);
        FloatVector b3 = FloatVector.fromArray(S, b, bi + 3 * bRow);
        FloatVector b4 = FloatVector.fromArray(S, b, bi + 4 * bRow);
        for (int i = 0; i < n; i++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + i]);
            FloatVector c = a0.fma(b0, FloatVector.zero(S));
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + i]);
            c = a1.fma(b1, c);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow + i]);
            c = a2.fma(b2, c);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3 * aRow + i]);
            c = a3.fma(b3, c);
            FloatVector a4 = FloatVector.broadcast(S, a[ai + 4 * aRow + i]);
            c = a4.fma(b4, c);
            Lanes.TYPE.cast(c).intoArray(y, yi + i * yRow);
        }
    }

    private static void depth4(
            int n, float[] a, int ai, int aRow, float[] b, int bi, int bRow, float[] y, int yi, int yRow) {
        FloatVector b0 = FloatVector.fromArray(S, b, bi);
        FloatVector b1 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b2 = FloatVector.fromArray(S, b, bi + 2 * bRow);
        FloatVector b3 = FloatVector.fromArray(S, b, bi + 3 * bRow);
        for (int i = 0; i < n; i++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + i]);
            FloatVector c = a0.fma(b0, FloatVector.zero(S));
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + i]);
            c = a1.fma(b1, c);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow + i]);
            c = a2.fma(b2, c);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3 * aRow + i]);
            c = a3.fma(b3, c);
            Lanes.TYPE.cast(c).intoArray(y, yi + i * yRow);
        }
    }

    private static void depth3(
            int n, float[] a, int ai, int aRow, float[] b, int bi, int bRow, float[] y, int yi, int yRow) {
        FloatVector b0 = FloatVector.fromArray(S, b, bi);
        FloatVector b1 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector b2 = FloatVector.fromArray(S, b, bi + 2 * bRow);
        for (int i = 0; i < n; i++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + i]);
            FloatVector c = a0.fma(b0, FloatVector.zero(S));
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + i]);
            c = a1.fma(b1, c);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow + i]);
            c = a2.fma(b2, c);
            Lanes.TYPE.cast(c).intoArray(y, yi + i * yRow);
        }
    }

    private static void depth2(
            int n, float[] a, int ai, int aRow, float[] b, int bi, int bRow, float[] y, int yi, int yRow) {
        FloatVector b0 = FloatVector.fromArray(S, b, bi);
        FloatVector b1 = FloatVector.fromArray(S, b, bi + bRow);
        for (int i = 0; i < n; i++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + i]);
            FloatVector c = a0.fma(b0, FloatVector.zero(S));
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + i]);
            c = a1.fma(b1, c);
            Lanes.TYPE.cast(c).intoArray(y, yi + i * yRow);
        }
    }

    private static void depth1(int n, float[] a, int ai, float[] b, int bi, float[] y, int yi, int yRow) {
        FloatVector b0 = FloatVector.fromArray(S, b, bi);
        for (int i = 0; i < n; i++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + i]);
            FloatVector c = a0.fma(b0, FloatVector.zero(S));
            Lanes.TYPE.cast(c).intoArray(y, yi + i * yRow);
        }
    }
}
