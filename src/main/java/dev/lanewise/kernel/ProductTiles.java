package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles of {@link ProductVector}: an element of {@code a} is broadcast against vectors of a row of {@code b}. The tiles keep
 * their accumulators in named locals, since a vector in an array or a field would be boxed. Each element is one chain over {@code k}.
 *
 * <p>Eight accumulators cover the latency of two fused multiply-adds a cycle, and 4x2 leaves registers for the operands even on the
 * sixteen registers of AVX2.
 */
final class ProductTiles {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private ProductTiles() {}

    static void tile4x2(
            float[] a,
            int ai,
            int aRow,
            int aStep,
            float[] b,
            int bi,
            int bRow,
            float[] init,
            int start,
            float[] y,
            int yi,
            int yRow,
            int depth,
            boolean add) {
        FloatVector c00 = FloatVector.fromArray(S, init, start);
        FloatVector c01 = FloatVector.fromArray(S, init, start + L);
        FloatVector c10 = c00;
        FloatVector c11 = c01;
        FloatVector c20 = c00;
        FloatVector c21 = c01;
        FloatVector c30 = c00;
        FloatVector c31 = c01;
        for (int k = 0; k < depth; k++) {
            int j = ai + k * aStep;
            FloatVector b0 = FloatVector.fromArray(S, b, bi + k * bRow);
            FloatVector b1 = FloatVector.fromArray(S, b, bi + k * bRow + L);
            FloatVector a0 = FloatVector.broadcast(S, a[j]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[j + aRow]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[j + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[j + 3 * aRow]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        if (add) {
            c00 = FloatVector.fromArray(S, y, yi).add(c00);
            c01 = FloatVector.fromArray(S, y, yi + L).add(c01);
            c10 = FloatVector.fromArray(S, y, yi + yRow).add(c10);
            c11 = FloatVector.fromArray(S, y, yi + yRow + L).add(c11);
            c20 = FloatVector.fromArray(S, y, yi + 2 * yRow).add(c20);
            c21 = FloatVector.fromArray(S, y, yi + 2 * yRow + L).add(c21);
            c30 = FloatVector.fromArray(S, y, yi + 3 * yRow).add(c30);
            c31 = FloatVector.fromArray(S, y, yi + 3 * yRow + L).add(c31);
        }
        c00.intoArray(y, yi);
        c01.intoArray(y, yi + L);
        c10.intoArray(y, yi + yRow);
        c11.intoArray(y, yi + yRow + L);
        c20.intoArray(y, yi + 2 * yRow);
        c21.intoArray(y, yi + 2 * yRow + L);
        c30.intoArray(y, yi + 3 * yRow);
        c31.intoArray(y, yi + 3 * yRow + L);
    }

    static void tile1x2(
            float[] a,
            int ai,
            int aStep,
            float[] b,
            int bi,
            int bRow,
            float[] init,
            int start,
            float[] y,
            int yi,
            int depth,
            boolean add) {
        FloatVector c0 = FloatVector.fromArray(S, init, start);
        FloatVector c1 = FloatVector.fromArray(S, init, start + L);
        for (int k = 0; k < depth; k++) {
            FloatVector a0 = FloatVector.broadcast(S, a[ai + k * aStep]);
            c0 = a0.fma(FloatVector.fromArray(S, b, bi + k * bRow), c0);
            c1 = a0.fma(FloatVector.fromArray(S, b, bi + k * bRow + L), c1);
        }
        if (add) {
            c0 = FloatVector.fromArray(S, y, yi).add(c0);
            c1 = FloatVector.fromArray(S, y, yi + L).add(c1);
        }
        c0.intoArray(y, yi);
        c1.intoArray(y, yi + L);
    }

    static void tile4x1(
            float[] a,
            int ai,
            int aRow,
            int aStep,
            float[] b,
            int bi,
            int bRow,
            float[] init,
            int start,
            float[] y,
            int yi,
            int yRow,
            int depth,
            boolean add) {
        FloatVector c0 = FloatVector.fromArray(S, init, start);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        for (int k = 0; k < depth; k++) {
            int j = ai + k * aStep;
            FloatVector b0 = FloatVector.fromArray(S, b, bi + k * bRow);
            c0 = FloatVector.broadcast(S, a[j]).fma(b0, c0);
            c1 = FloatVector.broadcast(S, a[j + aRow]).fma(b0, c1);
            c2 = FloatVector.broadcast(S, a[j + 2 * aRow]).fma(b0, c2);
            c3 = FloatVector.broadcast(S, a[j + 3 * aRow]).fma(b0, c3);
        }
        if (add) {
            c0 = FloatVector.fromArray(S, y, yi).add(c0);
            c1 = FloatVector.fromArray(S, y, yi + yRow).add(c1);
            c2 = FloatVector.fromArray(S, y, yi + 2 * yRow).add(c2);
            c3 = FloatVector.fromArray(S, y, yi + 3 * yRow).add(c3);
        }
        c0.intoArray(y, yi);
        c1.intoArray(y, yi + yRow);
        c2.intoArray(y, yi + 2 * yRow);
        c3.intoArray(y, yi + 3 * yRow);
    }

    static void tile1x1(
            float[] a,
            int ai,
            int aStep,
            float[] b,
            int bi,
            int bRow,
            float[] init,
            int start,
            float[] y,
            int yi,
            int depth,
            boolean add) {
        FloatVector c0 = FloatVector.fromArray(S, init, start);
        for (int k = 0; k < depth; k++) {
            c0 = FloatVector.broadcast(S, a[ai + k * aStep]).fma(FloatVector.fromArray(S, b, bi + k * bRow), c0);
        }
        if (add) {
            c0 = FloatVector.fromArray(S, y, yi).add(c0);
        }
        c0.intoArray(y, yi);
    }

    /** Four rows of fewer columns than a vector has lanes. */
    static void edge4(
            float[] a,
            int ai,
            int aRow,
            int aStep,
            float[] b,
            int bi,
            int bRow,
            float[] init,
            int start,
            float[] y,
            int yi,
            int yRow,
            int depth,
            int columns,
            boolean add) {
        VectorMask<Float> mask = S.indexInRange(0, columns);
        FloatVector c0 = FloatVector.fromArray(S, init, start, mask);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        for (int k = 0; k < depth; k++) {
            int j = ai + k * aStep;
            FloatVector b0 = FloatVector.fromArray(S, b, bi + k * bRow, mask);
            c0 = FloatVector.broadcast(S, a[j]).fma(b0, c0);
            c1 = FloatVector.broadcast(S, a[j + aRow]).fma(b0, c1);
            c2 = FloatVector.broadcast(S, a[j + 2 * aRow]).fma(b0, c2);
            c3 = FloatVector.broadcast(S, a[j + 3 * aRow]).fma(b0, c3);
        }
        if (add) {
            c0 = FloatVector.fromArray(S, y, yi, mask).add(c0);
            c1 = FloatVector.fromArray(S, y, yi + yRow, mask).add(c1);
            c2 = FloatVector.fromArray(S, y, yi + 2 * yRow, mask).add(c2);
            c3 = FloatVector.fromArray(S, y, yi + 3 * yRow, mask).add(c3);
        }
        c0.intoArray(y, yi, mask);
        c1.intoArray(y, yi + yRow, mask);
        c2.intoArray(y, yi + 2 * yRow, mask);
        c3.intoArray(y, yi + 3 * yRow, mask);
    }

    static void edge1(
            float[] a,
            int ai,
            int aStep,
            float[] b,
            int bi,
            int bRow,
            float[] init,
            int start,
            float[] y,
            int yi,
            int depth,
            int columns,
            boolean add) {
        VectorMask<Float> mask = S.indexInRange(0, columns);
        FloatVector c0 = FloatVector.fromArray(S, init, start, mask);
        for (int k = 0; k < depth; k++) {
            c0 = FloatVector.broadcast(S, a[ai + k * aStep]).fma(FloatVector.fromArray(S, b, bi + k * bRow, mask), c0);
        }
        if (add) {
            c0 = FloatVector.fromArray(S, y, yi, mask).add(c0);
        }
        c0.intoArray(y, yi, mask);
    }

    /** Sums a vector's columns over {@code depth} rows. */
    static void columnSum(float[] dy, int from, int row, int depth, float[] db, int to, boolean add) {
        FloatVector sum = FloatVector.zero(S);
        for (int r = 0; r < depth; r++) {
            sum = sum.add(FloatVector.fromArray(S, dy, from + r * row));
        }
        if (add) {
            sum = FloatVector.fromArray(S, db, to).add(sum);
        }
        sum.intoArray(db, to);
    }

    /** The same for fewer columns than a vector has lanes. */
    static void columnSumEdge(float[] dy, int from, int row, int depth, float[] db, int to, int columns, boolean add) {
        VectorMask<Float> mask = S.indexInRange(0, columns);
        FloatVector sum = FloatVector.zero(S);
        for (int r = 0; r < depth; r++) {
            sum = sum.add(FloatVector.fromArray(S, dy, from + r * row, mask));
        }
        if (add) {
            sum = FloatVector.fromArray(S, db, to, mask).add(sum);
        }
        sum.intoArray(db, to, mask);
    }
}
