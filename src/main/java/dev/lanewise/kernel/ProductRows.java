package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Single rows of a product, with the right matrix read in place: for batches of a few rows. */
final class ProductRows {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private ProductRows() {}

    /** Computes {@code y[c] = init[c] + sum over k of a[k] * b[k][c]} for {@code columns} columns. */
    static void row(
            float[] a,
            int ai,
            float[] b,
            int bi,
            int bRow,
            float[] init,
            int start,
            float[] y,
            int yi,
            int depth,
            int columns) {
        int c = 0;
        for (; c <= columns - 4 * L; c += 4 * L) {
            tile4(a, ai, b, bi + c, bRow, init, start + c, y, yi + c, depth);
        }
        for (; c < columns; c += L) {
            edge(a, ai, b, bi + c, bRow, init, start + c, y, yi + c, depth, columns - c);
        }
    }

    private static void tile4(
            float[] a, int ai, float[] b, int bi, int bRow, float[] init, int start, float[] y, int yi, int depth) {
        FloatVector c0 = FloatVector.fromArray(S, init, start);
        FloatVector c1 = FloatVector.fromArray(S, init, start + L);
        FloatVector c2 = FloatVector.fromArray(S, init, start + 2 * L);
        FloatVector c3 = FloatVector.fromArray(S, init, start + 3 * L);
        for (int k = 0; k < depth; k++) {
            int j = bi + k * bRow;
            FloatVector ak = FloatVector.broadcast(S, a[ai + k]);
            c0 = ak.fma(FloatVector.fromArray(S, b, j), c0);
            c1 = ak.fma(FloatVector.fromArray(S, b, j + L), c1);
            c2 = ak.fma(FloatVector.fromArray(S, b, j + 2 * L), c2);
            c3 = ak.fma(FloatVector.fromArray(S, b, j + 3 * L), c3);
        }
        Lanes.TYPE.cast(c0).intoArray(y, yi);
        Lanes.TYPE.cast(c1).intoArray(y, yi + L);
        Lanes.TYPE.cast(c2).intoArray(y, yi + 2 * L);
        Lanes.TYPE.cast(c3).intoArray(y, yi + 3 * L);
    }

    private static void edge(
            float[] a,
            int ai,
            float[] b,
            int bi,
            int bRow,
            float[] init,
            int start,
            float[] y,
            int yi,
            int depth,
            int columns) {
        VectorMask<Float> mask = S.indexInRange(0, columns);
        FloatVector c0 = FloatVector.fromArray(S, init, start, mask);
        for (int k = 0; k < depth; k++) {
            c0 = FloatVector.broadcast(S, a[ai + k]).fma(FloatVector.fromArray(S, b, bi + k * bRow, mask), c0);
        }
        Lanes.TYPE.cast(c0).intoArray(y, yi, mask);
    }
}
