package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Weight gradients of a few rows, which take the time of writing them: each row of the result at once, in the order of memory. The last vector of a row may
 * overlap the one before, with the same results.
 */
final class ProductOuter {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private ProductOuter() {}

    /** Computes {@code y[i][c] = sum over k of a[k][i] * b[k][c]} for one to four steps and at least a vector of columns. */
    static void compute(
            int depth,
            int height,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int columns,
            float[] y,
            int yi,
            int yRow) {
        for (int i = 0; i < height; i++) {
            int to = yi + i * yRow;
            switch (depth) {
                case 1 -> one(a, ai + i, b, bi, columns, y, to);
                case 2 -> two(a, ai + i, aRow, b, bi, bRow, columns, y, to);
                case 3 -> three(a, ai + i, aRow, b, bi, bRow, columns, y, to);
                default -> four(a, ai + i, aRow, b, bi, bRow, columns, y, to);
            }
        }
    }

    private static void one(float[] a, int ai, float[] b, int bi, int columns, float[] y, int yi) {
        FloatVector a0 = FloatVector.broadcast(S, a[ai]);
        int last = columns - L;
        for (int c = 0; c < last; c += L) {
            FloatVector s = a0.fma(FloatVector.fromArray(S, b, bi + c), FloatVector.zero(S));
            s.intoArray(y, yi + c);
        }
        FloatVector s = a0.fma(FloatVector.fromArray(S, b, bi + last), FloatVector.zero(S));
        s.intoArray(y, yi + last);
    }

    private static void two(float[] a, int ai, int aRow, float[] b, int bi, int bRow, int columns, float[] y, int yi) {
        FloatVector a0 = FloatVector.broadcast(S, a[ai]);
        FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow]);
        int last = columns - L;
        for (int c = 0; c < last; c += L) {
            FloatVector s = a0.fma(FloatVector.fromArray(S, b, bi + c), FloatVector.zero(S));
            s = a1.fma(FloatVector.fromArray(S, b, bi + bRow + c), s);
            s.intoArray(y, yi + c);
        }
        FloatVector s = a0.fma(FloatVector.fromArray(S, b, bi + last), FloatVector.zero(S));
        s = a1.fma(FloatVector.fromArray(S, b, bi + bRow + last), s);
        s.intoArray(y, yi + last);
    }

    private static void three(
            float[] a, int ai, int aRow, float[] b, int bi, int bRow, int columns, float[] y, int yi) {
        FloatVector a0 = FloatVector.broadcast(S, a[ai]);
        FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow]);
        FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow]);
        int last = columns - L;
        for (int c = 0; c < last; c += L) {
            FloatVector s = a0.fma(FloatVector.fromArray(S, b, bi + c), FloatVector.zero(S));
            s = a1.fma(FloatVector.fromArray(S, b, bi + bRow + c), s);
            s = a2.fma(FloatVector.fromArray(S, b, bi + 2 * bRow + c), s);
            s.intoArray(y, yi + c);
        }
        FloatVector s = a0.fma(FloatVector.fromArray(S, b, bi + last), FloatVector.zero(S));
        s = a1.fma(FloatVector.fromArray(S, b, bi + bRow + last), s);
        s = a2.fma(FloatVector.fromArray(S, b, bi + 2 * bRow + last), s);
        s.intoArray(y, yi + last);
    }

    private static void four(float[] a, int ai, int aRow, float[] b, int bi, int bRow, int columns, float[] y, int yi) {
        FloatVector a0 = FloatVector.broadcast(S, a[ai]);
        FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow]);
        FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow]);
        FloatVector a3 = FloatVector.broadcast(S, a[ai + 3 * aRow]);
        int last = columns - L;
        for (int c = 0; c < last; c += L) {
            FloatVector s = a0.fma(FloatVector.fromArray(S, b, bi + c), FloatVector.zero(S));
            s = a1.fma(FloatVector.fromArray(S, b, bi + bRow + c), s);
            s = a2.fma(FloatVector.fromArray(S, b, bi + 2 * bRow + c), s);
            s = a3.fma(FloatVector.fromArray(S, b, bi + 3 * bRow + c), s);
            s.intoArray(y, yi + c);
        }
        FloatVector s = a0.fma(FloatVector.fromArray(S, b, bi + last), FloatVector.zero(S));
        s = a1.fma(FloatVector.fromArray(S, b, bi + bRow + last), s);
        s = a2.fma(FloatVector.fromArray(S, b, bi + 2 * bRow + last), s);
        s = a3.fma(FloatVector.fromArray(S, b, bi + 3 * bRow + last), s);
        s.intoArray(y, yi + last);
    }
}
