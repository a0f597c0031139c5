package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * A few rows against a right matrix that no cache near the core holds: it is read once, four whole rows at a time, which processors fetch in advance; down a panel they
 * would wait for every line. Sums wait in the result.
 */
final class ProductSweep {

    /** Columns whose rows are runs long enough to be fetched in advance. */
    private static final int COLUMNS = 256;

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private ProductSweep() {}

    /** Whether it pays for {@code columns} columns of a right matrix of {@code depth} rows, {@code stride} apart; the arithmetic of more rows takes longer than reading it. */
    static boolean pays(int rows, int depth, int columns, int stride) {
        return rows <= ProductKernel.FEW_ROWS
                && columns >= COLUMNS
                && (long) depth * stride >= ProductKernel.LARGE_WEIGHTS;
    }

    /** Computes {@code y[r][c] = init[c] + sum over k of a[r][k] * b[k][c]}. */
    static void along(
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
            float[] y,
            int yi,
            int yRow,
            int columns) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(init, start, y, yi + r * yRow, columns);
        }
        int k = 0;
        for (; k <= depth - 4; k += 4) {
            for (int r = 0; r < rows; r++) {
                four(a, ai + r * aRow + k, b, bi + k * bRow, bRow, y, yi + r * yRow, columns);
            }
        }
        for (; k < depth; k++) {
            for (int r = 0; r < rows; r++) {
                one(a, ai + r * aRow + k, b, bi + k * bRow, y, yi + r * yRow, columns);
            }
        }
    }

    private static void four(float[] a, int ai, float[] b, int bi, int bRow, float[] y, int yi, int columns) {
        FloatVector a0 = FloatVector.broadcast(S, a[ai]);
        FloatVector a1 = FloatVector.broadcast(S, a[ai + 1]);
        FloatVector a2 = FloatVector.broadcast(S, a[ai + 2]);
        FloatVector a3 = FloatVector.broadcast(S, a[ai + 3]);
        int c = 0;
        for (; c <= columns - L; c += L) {
            int j = bi + c;
            FloatVector s = a0.fma(FloatVector.fromArray(S, b, j), FloatVector.fromArray(S, y, yi + c));
            s = a1.fma(FloatVector.fromArray(S, b, j + bRow), s);
            s = a2.fma(FloatVector.fromArray(S, b, j + 2 * bRow), s);
            s = a3.fma(FloatVector.fromArray(S, b, j + 3 * bRow), s);
            s.intoArray(y, yi + c);
        }
        if (c < columns) {
            VectorMask<Float> mask = S.indexInRange(c, columns);
            int j = bi + c;
            FloatVector s = a0.fma(FloatVector.fromArray(S, b, j, mask), FloatVector.fromArray(S, y, yi + c, mask));
            s = a1.fma(FloatVector.fromArray(S, b, j + bRow, mask), s);
            s = a2.fma(FloatVector.fromArray(S, b, j + 2 * bRow, mask), s);
            s = a3.fma(FloatVector.fromArray(S, b, j + 3 * bRow, mask), s);
            s.intoArray(y, yi + c, mask);
        }
    }

    private static void one(float[] a, int ai, float[] b, int bi, float[] y, int yi, int columns) {
        FloatVector a0 = FloatVector.broadcast(S, a[ai]);
        int c = 0;
        for (; c <= columns - L; c += L) {
            a0.fma(FloatVector.fromArray(S, b, bi + c), FloatVector.fromArray(S, y, yi + c))
                    .intoArray(y, yi + c);
        }
        if (c < columns) {
            VectorMask<Float> mask = S.indexInRange(c, columns);
            a0.fma(FloatVector.fromArray(S, b, bi + c, mask), FloatVector.fromArray(S, y, yi + c, mask))
                    .intoArray(y, yi + c, mask);
        }
    }
}
