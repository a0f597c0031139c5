package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The tiles of {@link ProductStrides} for a left matrix whose rows lie 16 elements apart. */
final class ProductStride16 {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final VectorSpecies<Float> N = Lanes.NARROW;
    private static final int L = ProductStrides.LANES;
    private static final int A = 16;
    private static final int B = L;
    private static final int B2 = 2 * L;
    private static final int BN = ProductPlan.NARROW;

    private ProductStride16() {}

    /** Tiles of twelve rows and one vector. Returns the rows that are done. */
    static int one(
            int rows,
            float[] a,
            int ai,
            float[] b,
            int bi,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        int r = 0;
        for (; r <= rows - 12; r += 12) {
            oneTile(a, ai + r * A, b, bi, depth, init, start + r * initRow, initRow, y, yi + r * yRow, yRow);
        }
        return r;
    }

    private static void oneTile(
            float[] a,
            int ai,
            float[] b,
            int bi,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector c0 = FloatVector.fromArray(S, init, start);
        FloatVector c1 = FloatVector.fromArray(S, init, start + initRow);
        FloatVector c2 = FloatVector.fromArray(S, init, start + 2 * initRow);
        FloatVector c3 = FloatVector.fromArray(S, init, start + 3 * initRow);
        FloatVector c4 = FloatVector.fromArray(S, init, start + 4 * initRow);
        FloatVector c5 = FloatVector.fromArray(S, init, start + 5 * initRow);
        FloatVector c6 = FloatVector.fromArray(S, init, start + 6 * initRow);
        FloatVector c7 = FloatVector.fromArray(S, init, start + 7 * initRow);
        FloatVector c8 = FloatVector.fromArray(S, init, start + 8 * initRow);
        FloatVector c9 = FloatVector.fromArray(S, init, start + 9 * initRow);
        FloatVector c10 = FloatVector.fromArray(S, init, start + 10 * initRow);
        FloatVector c11 = FloatVector.fromArray(S, init, start + 11 * initRow);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bi + k * B);
            FloatVector a0 = FloatVector.broadcast(S, a[ai + k]);
            c0 = a0.fma(b0, c0);
            FloatVector a1 = FloatVector.broadcast(S, a[ai + A + k]);
            c1 = a1.fma(b0, c1);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * A + k]);
            c2 = a2.fma(b0, c2);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3 * A + k]);
            c3 = a3.fma(b0, c3);
            FloatVector a4 = FloatVector.broadcast(S, a[ai + 4 * A + k]);
            c4 = a4.fma(b0, c4);
            FloatVector a5 = FloatVector.broadcast(S, a[ai + 5 * A + k]);
            c5 = a5.fma(b0, c5);
            FloatVector a6 = FloatVector.broadcast(S, a[ai + 6 * A + k]);
            c6 = a6.fma(b0, c6);
            FloatVector a7 = FloatVector.broadcast(S, a[ai + 7 * A + k]);
            c7 = a7.fma(b0, c7);
            FloatVector a8 = FloatVector.broadcast(S, a[ai + 8 * A + k]);
            c8 = a8.fma(b0, c8);
            FloatVector a9 = FloatVector.broadcast(S, a[ai + 9 * A + k]);
            c9 = a9.fma(b0, c9);
            FloatVector a10 = FloatVector.broadcast(S, a[ai + 10 * A + k]);
            c10 = a10.fma(b0, c10);
            FloatVector a11 = FloatVector.broadcast(S, a[ai + 11 * A + k]);
            c11 = a11.fma(b0, c11);
        }
        Lanes.TYPE.cast(c0).intoArray(y, yi);
        Lanes.TYPE.cast(c1).intoArray(y, yi + yRow);
        Lanes.TYPE.cast(c2).intoArray(y, yi + 2 * yRow);
        Lanes.TYPE.cast(c3).intoArray(y, yi + 3 * yRow);
        Lanes.TYPE.cast(c4).intoArray(y, yi + 4 * yRow);
        Lanes.TYPE.cast(c5).intoArray(y, yi + 5 * yRow);
        Lanes.TYPE.cast(c6).intoArray(y, yi + 6 * yRow);
        Lanes.TYPE.cast(c7).intoArray(y, yi + 7 * yRow);
        Lanes.TYPE.cast(c8).intoArray(y, yi + 8 * yRow);
        Lanes.TYPE.cast(c9).intoArray(y, yi + 9 * yRow);
        Lanes.TYPE.cast(c10).intoArray(y, yi + 10 * yRow);
        Lanes.TYPE.cast(c11).intoArray(y, yi + 11 * yRow);
    }

    /** Tiles of ten rows and two vectors, of which the second begins at {@code last} of {@code init} and {@code y}. Returns the rows that are done. */
    static int two(
            int rows,
            float[] a,
            int ai,
            float[] b,
            int bi,
            int last,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        int r = 0;
        for (; r <= rows - 10; r += 10) {
            twoTile(a, ai + r * A, b, bi, last, depth, init, start + r * initRow, initRow, y, yi + r * yRow, yRow);
        }
        return r;
    }

    private static void twoTile(
            float[] a,
            int ai,
            float[] b,
            int bi,
            int last,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector c0_0 = FloatVector.fromArray(S, init, start);
        FloatVector c0_1 = FloatVector.fromArray(S, init, start + last);
        FloatVector c1_0 = FloatVector.fromArray(S, init, start + initRow);
        FloatVector c1_1 = FloatVector.fromArray(S, init, start + initRow + last);
        FloatVector c2_0 = FloatVector.fromArray(S, init, start + 2 * initRow);
        FloatVector c2_1 = FloatVector.fromArray(S, init, start + 2 * initRow + last);
        FloatVector c3_0 = FloatVector.fromArray(S, init, start + 3 * initRow);
        FloatVector c3_1 = FloatVector.fromArray(S, init, start + 3 * initRow + last);
        FloatVector c4_0 = FloatVector.fromArray(S, init, start + 4 * initRow);
        FloatVector c4_1 = FloatVector.fromArray(S, init, start + 4 * initRow + last);
        FloatVector c5_0 = FloatVector.fromArray(S, init, start + 5 * initRow);
        FloatVector c5_1 = FloatVector.fromArray(S, init, start + 5 * initRow + last);
        FloatVector c6_0 = FloatVector.fromArray(S, init, start + 6 * initRow);
        FloatVector c6_1 = FloatVector.fromArray(S, init, start + 6 * initRow + last);
        FloatVector c7_0 = FloatVector.fromArray(S, init, start + 7 * initRow);
        FloatVector c7_1 = FloatVector.fromArray(S, init, start + 7 * initRow + last);
        FloatVector c8_0 = FloatVector.fromArray(S, init, start + 8 * initRow);
        FloatVector c8_1 = FloatVector.fromArray(S, init, start + 8 * initRow + last);
        FloatVector c9_0 = FloatVector.fromArray(S, init, start + 9 * initRow);
        FloatVector c9_1 = FloatVector.fromArray(S, init, start + 9 * initRow + last);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bi + k * B2);
            FloatVector b1 = FloatVector.fromArray(S, b, bi + k * B2 + L);
            FloatVector a0 = FloatVector.broadcast(S, a[ai + k]);
            c0_0 = a0.fma(b0, c0_0);
            c0_1 = a0.fma(b1, c0_1);
            FloatVector a1 = FloatVector.broadcast(S, a[ai + A + k]);
            c1_0 = a1.fma(b0, c1_0);
            c1_1 = a1.fma(b1, c1_1);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * A + k]);
            c2_0 = a2.fma(b0, c2_0);
            c2_1 = a2.fma(b1, c2_1);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3 * A + k]);
            c3_0 = a3.fma(b0, c3_0);
            c3_1 = a3.fma(b1, c3_1);
            FloatVector a4 = FloatVector.broadcast(S, a[ai + 4 * A + k]);
            c4_0 = a4.fma(b0, c4_0);
            c4_1 = a4.fma(b1, c4_1);
            FloatVector a5 = FloatVector.broadcast(S, a[ai + 5 * A + k]);
            c5_0 = a5.fma(b0, c5_0);
            c5_1 = a5.fma(b1, c5_1);
            FloatVector a6 = FloatVector.broadcast(S, a[ai + 6 * A + k]);
            c6_0 = a6.fma(b0, c6_0);
            c6_1 = a6.fma(b1, c6_1);
            FloatVector a7 = FloatVector.broadcast(S, a[ai + 7 * A + k]);
            c7_0 = a7.fma(b0, c7_0);
            c7_1 = a7.fma(b1, c7_1);
            FloatVector a8 = FloatVector.broadcast(S, a[ai + 8 * A + k]);
            c8_0 = a8.fma(b0, c8_0);
            c8_1 = a8.fma(b1, c8_1);
            FloatVector a9 = FloatVector.broadcast(S, a[ai + 9 * A + k]);
            c9_0 = a9.fma(b0, c9_0);
            c9_1 = a9.fma(b1, c9_1);
        }
        Lanes.TYPE.cast(c0_0).intoArray(y, yi);
        Lanes.TYPE.cast(c0_1).intoArray(y, yi + last);
        Lanes.TYPE.cast(c1_0).intoArray(y, yi + yRow);
        Lanes.TYPE.cast(c1_1).intoArray(y, yi + yRow + last);
        Lanes.TYPE.cast(c2_0).intoArray(y, yi + 2 * yRow);
        Lanes.TYPE.cast(c2_1).intoArray(y, yi + 2 * yRow + last);
        Lanes.TYPE.cast(c3_0).intoArray(y, yi + 3 * yRow);
        Lanes.TYPE.cast(c3_1).intoArray(y, yi + 3 * yRow + last);
        Lanes.TYPE.cast(c4_0).intoArray(y, yi + 4 * yRow);
        Lanes.TYPE.cast(c4_1).intoArray(y, yi + 4 * yRow + last);
        Lanes.TYPE.cast(c5_0).intoArray(y, yi + 5 * yRow);
        Lanes.TYPE.cast(c5_1).intoArray(y, yi + 5 * yRow + last);
        Lanes.TYPE.cast(c6_0).intoArray(y, yi + 6 * yRow);
        Lanes.TYPE.cast(c6_1).intoArray(y, yi + 6 * yRow + last);
        Lanes.TYPE.cast(c7_0).intoArray(y, yi + 7 * yRow);
        Lanes.TYPE.cast(c7_1).intoArray(y, yi + 7 * yRow + last);
        Lanes.TYPE.cast(c8_0).intoArray(y, yi + 8 * yRow);
        Lanes.TYPE.cast(c8_1).intoArray(y, yi + 8 * yRow + last);
        Lanes.TYPE.cast(c9_0).intoArray(y, yi + 9 * yRow);
        Lanes.TYPE.cast(c9_1).intoArray(y, yi + 9 * yRow + last);
    }

    /** Tiles of sixteen rows of a few columns. Returns the rows that are done. */
    static int narrow(
            int rows,
            float[] a,
            int ai,
            float[] b,
            int bi,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        int r = 0;
        for (; r <= rows - 16; r += 16) {
            narrowTile(a, ai + r * A, b, bi, depth, init, start + r * initRow, initRow, y, yi + r * yRow, yRow);
        }
        return r;
    }

    private static void narrowTile(
            float[] a,
            int ai,
            float[] b,
            int bi,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        FloatVector c0 = FloatVector.fromArray(N, init, start);
        FloatVector c1 = FloatVector.fromArray(N, init, start + initRow);
        FloatVector c2 = FloatVector.fromArray(N, init, start + 2 * initRow);
        FloatVector c3 = FloatVector.fromArray(N, init, start + 3 * initRow);
        FloatVector c4 = FloatVector.fromArray(N, init, start + 4 * initRow);
        FloatVector c5 = FloatVector.fromArray(N, init, start + 5 * initRow);
        FloatVector c6 = FloatVector.fromArray(N, init, start + 6 * initRow);
        FloatVector c7 = FloatVector.fromArray(N, init, start + 7 * initRow);
        FloatVector c8 = FloatVector.fromArray(N, init, start + 8 * initRow);
        FloatVector c9 = FloatVector.fromArray(N, init, start + 9 * initRow);
        FloatVector c10 = FloatVector.fromArray(N, init, start + 10 * initRow);
        FloatVector c11 = FloatVector.fromArray(N, init, start + 11 * initRow);
        FloatVector c12 = FloatVector.fromArray(N, init, start + 12 * initRow);
        FloatVector c13 = FloatVector.fromArray(N, init, start + 13 * initRow);
        FloatVector c14 = FloatVector.fromArray(N, init, start + 14 * initRow);
        FloatVector c15 = FloatVector.fromArray(N, init, start + 15 * initRow);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(N, b, bi + k * BN);
            FloatVector a0 = FloatVector.broadcast(N, a[ai + k]);
            c0 = a0.fma(b0, c0);
            FloatVector a1 = FloatVector.broadcast(N, a[ai + A + k]);
            c1 = a1.fma(b0, c1);
            FloatVector a2 = FloatVector.broadcast(N, a[ai + 2 * A + k]);
            c2 = a2.fma(b0, c2);
            FloatVector a3 = FloatVector.broadcast(N, a[ai + 3 * A + k]);
            c3 = a3.fma(b0, c3);
            FloatVector a4 = FloatVector.broadcast(N, a[ai + 4 * A + k]);
            c4 = a4.fma(b0, c4);
            FloatVector a5 = FloatVector.broadcast(N, a[ai + 5 * A + k]);
            c5 = a5.fma(b0, c5);
            FloatVector a6 = FloatVector.broadcast(N, a[ai + 6 * A + k]);
            c6 = a6.fma(b0, c6);
            FloatVector a7 = FloatVector.broadcast(N, a[ai + 7 * A + k]);
            c7 = a7.fma(b0, c7);
            FloatVector a8 = FloatVector.broadcast(N, a[ai + 8 * A + k]);
            c8 = a8.fma(b0, c8);
            FloatVector a9 = FloatVector.broadcast(N, a[ai + 9 * A + k]);
            c9 = a9.fma(b0, c9);
            FloatVector a10 = FloatVector.broadcast(N, a[ai + 10 * A + k]);
            c10 = a10.fma(b0, c10);
            FloatVector a11 = FloatVector.broadcast(N, a[ai + 11 * A + k]);
            c11 = a11.fma(b0, c11);
            FloatVector a12 = FloatVector.broadcast(N, a[ai + 12 * A + k]);
            c12 = a12.fma(b0, c12);
            FloatVector a13 = FloatVector.broadcast(N, a[ai + 13 * A + k]);
            c13 = a13.fma(b0, c13);
            FloatVector a14 = FloatVector.broadcast(N, a[ai + 14 * A + k]);
            c14 = a14.fma(b0, c14);
            FloatVector a15 = FloatVector.broadcast(N, a[ai + 15 * A + k]);
            c15 = a15.fma(b0, c15);
        }
        Lanes.NARROW_TYPE.cast(c0).intoArray(y, yi);
        Lanes.NARROW_TYPE.cast(c1).intoArray(y, yi + yRow);
        Lanes.NARROW_TYPE.cast(c2).intoArray(y, yi + 2 * yRow);
        Lanes.NARROW_TYPE.cast(c3).intoArray(y, yi + 3 * yRow);
        Lanes.NARROW_TYPE.cast(c4).intoArray(y, yi + 4 * yRow);
        Lanes.NARROW_TYPE.cast(c5).intoArray(y, yi + 5 * yRow);
        Lanes.NARROW_TYPE.cast(c6).intoArray(y, yi + 6 * yRow);
        Lanes.NARROW_TYPE.cast(c7).intoArray(y, yi + 7 * yRow);
        Lanes.NARROW_TYPE.cast(c8).intoArray(y, yi + 8 * yRow);
        Lanes.NARROW_TYPE.cast(c9).intoArray(y, yi + 9 * yRow);
        Lanes.NARROW_TYPE.cast(c10).intoArray(y, yi + 10 * yRow);
        Lanes.NARROW_TYPE.cast(c11).intoArray(y, yi + 11 * yRow);
        Lanes.NARROW_TYPE.cast(c12).intoArray(y, yi + 12 * yRow);
        Lanes.NARROW_TYPE.cast(c13).intoArray(y, yi + 13 * yRow);
        Lanes.NARROW_TYPE.cast(c14).intoArray(y, yi + 14 * yRow);
        Lanes.NARROW_TYPE.cast(c15).intoArray(y, yi + 15 * yRow);
    }
}
