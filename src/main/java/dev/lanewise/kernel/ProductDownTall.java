package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Taller tiles than those of {@link ProductDown1} to {@link ProductDown3}, for many rows: a step loads less for each multiply-add, and more chains hide their latency.
 */
final class ProductDownTall {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private ProductDownTall() {}

    /** A tile of {@link ProductDown1}. */
    static void tile16x1(
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
        FloatVector c0_0 = FloatVector.fromArray(S, init, start);
        FloatVector c1_0 = FloatVector.fromArray(S, init, start + initRow);
        FloatVector c2_0 = FloatVector.fromArray(S, init, start + 2 * initRow);
        FloatVector c3_0 = FloatVector.fromArray(S, init, start + 3 * initRow);
        FloatVector c4_0 = FloatVector.fromArray(S, init, start + 4 * initRow);
        FloatVector c5_0 = FloatVector.fromArray(S, init, start + 5 * initRow);
        FloatVector c6_0 = FloatVector.fromArray(S, init, start + 6 * initRow);
        FloatVector c7_0 = FloatVector.fromArray(S, init, start + 7 * initRow);
        FloatVector c8_0 = FloatVector.fromArray(S, init, start + 8 * initRow);
        FloatVector c9_0 = FloatVector.fromArray(S, init, start + 9 * initRow);
        FloatVector c10_0 = FloatVector.fromArray(S, init, start + 10 * initRow);
        FloatVector c11_0 = FloatVector.fromArray(S, init, start + 11 * initRow);
        FloatVector c12_0 = FloatVector.fromArray(S, init, start + 12 * initRow);
        FloatVector c13_0 = FloatVector.fromArray(S, init, start + 13 * initRow);
        FloatVector c14_0 = FloatVector.fromArray(S, init, start + 14 * initRow);
        FloatVector c15_0 = FloatVector.fromArray(S, init, start + 15 * initRow);
        for (int k = 0; k < depth; k++) {
            int j = bi + k * bRow;
            int i = ai + k * aRow;
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector a0 = FloatVector.broadcast(S, a[i]);
            c0_0 = a0.fma(b0, c0_0);
            FloatVector a1 = FloatVector.broadcast(S, a[i + 1]);
            c1_0 = a1.fma(b0, c1_0);
            FloatVector a2 = FloatVector.broadcast(S, a[i + 2]);
            c2_0 = a2.fma(b0, c2_0);
            FloatVector a3 = FloatVector.broadcast(S, a[i + 3]);
            c3_0 = a3.fma(b0, c3_0);
            FloatVector a4 = FloatVector.broadcast(S, a[i + 4]);
            c4_0 = a4.fma(b0, c4_0);
            FloatVector a5 = FloatVector.broadcast(S, a[i + 5]);
            c5_0 = a5.fma(b0, c5_0);
            FloatVector a6 = FloatVector.broadcast(S, a[i + 6]);
            c6_0 = a6.fma(b0, c6_0);
            FloatVector a7 = FloatVector.broadcast(S, a[i + 7]);
            c7_0 = a7.fma(b0, c7_0);
            FloatVector a8 = FloatVector.broadcast(S, a[i + 8]);
            c8_0 = a8.fma(b0, c8_0);
            FloatVector a9 = FloatVector.broadcast(S, a[i + 9]);
            c9_0 = a9.fma(b0, c9_0);
            FloatVector a10 = FloatVector.broadcast(S, a[i + 10]);
            c10_0 = a10.fma(b0, c10_0);
            FloatVector a11 = FloatVector.broadcast(S, a[i + 11]);
            c11_0 = a11.fma(b0, c11_0);
            FloatVector a12 = FloatVector.broadcast(S, a[i + 12]);
            c12_0 = a12.fma(b0, c12_0);
            FloatVector a13 = FloatVector.broadcast(S, a[i + 13]);
            c13_0 = a13.fma(b0, c13_0);
            FloatVector a14 = FloatVector.broadcast(S, a[i + 14]);
            c14_0 = a14.fma(b0, c14_0);
            FloatVector a15 = FloatVector.broadcast(S, a[i + 15]);
            c15_0 = a15.fma(b0, c15_0);
        }
        Lanes.TYPE.cast(c0_0).intoArray(y, yi);
        Lanes.TYPE.cast(c1_0).intoArray(y, yi + yRow);
        Lanes.TYPE.cast(c2_0).intoArray(y, yi + 2 * yRow);
        Lanes.TYPE.cast(c3_0).intoArray(y, yi + 3 * yRow);
        Lanes.TYPE.cast(c4_0).intoArray(y, yi + 4 * yRow);
        Lanes.TYPE.cast(c5_0).intoArray(y, yi + 5 * yRow);
        Lanes.TYPE.cast(c6_0).intoArray(y, yi + 6 * yRow);
        Lanes.TYPE.cast(c7_0).intoArray(y, yi + 7 * yRow);
        Lanes.TYPE.cast(c8_0).intoArray(y, yi + 8 * yRow);
        Lanes.TYPE.cast(c9_0).intoArray(y, yi + 9 * yRow);
        Lanes.TYPE.cast(c10_0).intoArray(y, yi + 10 * yRow);
        Lanes.TYPE.cast(c11_0).intoArray(y, yi + 11 * yRow);
        Lanes.TYPE.cast(c12_0).intoArray(y, yi + 12 * yRow);
        Lanes.TYPE.cast(c13_0).intoArray(y, yi + 13 * yRow);
        Lanes.TYPE.cast(c14_0).intoArray(y, yi + 14 * yRow);
        Lanes.TYPE.cast(c15_0).intoArray(y, yi + 15 * yRow);
    }

    /** A tile of {@link ProductDown2}. */
    static void tile8x2(
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
        FloatVector c01 = FloatVector.fromArray(S, init, start + last);
        FloatVector c10 = FloatVector.fromArray(S, init, start + initRow);
        FloatVector c11 = FloatVector.fromArray(S, init, start + initRow + last);
        FloatVector c20 = FloatVector.fromArray(S, init, start + 2 * initRow);
        FloatVector c21 = FloatVector.fromArray(S, init, start + 2 * initRow + last);
        FloatVector c30 = FloatVector.fromArray(S, init, start + 3 * initRow);
        FloatVector c31 = FloatVector.fromArray(S, init, start + 3 * initRow + last);
        FloatVector c40 = FloatVector.fromArray(S, init, start + 4 * initRow);
        FloatVector c41 = FloatVector.fromArray(S, init, start + 4 * initRow + last);
        FloatVector c50 = FloatVector.fromArray(S, init, start + 5 * initRow);
        FloatVector c51 = FloatVector.fromArray(S, init, start + 5 * initRow + last);
        FloatVector c60 = FloatVector.fromArray(S, init, start + 6 * initRow);
        FloatVector c61 = FloatVector.fromArray(S, init, start + 6 * initRow + last);
        FloatVector c70 = FloatVector.fromArray(S, init, start + 7 * initRow);
        FloatVector c71 = FloatVector.fromArray(S, init, start + 7 * initRow + last);
        for (int k = 0; k < depth; k++) {
            int j = bi + k * bRow;
            int i = ai + k * aRow;
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector b1 = FloatVector.fromArray(S, b, j + bLast);
            FloatVector a0 = FloatVector.broadcast(S, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[i + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[i + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[i + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.broadcast(S, a[i + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FloatVector a5 = FloatVector.broadcast(S, a[i + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            FloatVector a6 = FloatVector.broadcast(S, a[i + 6]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            FloatVector a7 = FloatVector.broadcast(S, a[i + 7]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c01).intoArray(y, yi + last);
        Lanes.TYPE.cast(c10).intoArray(y, yi + yRow);
        Lanes.TYPE.cast(c11).intoArray(y, yi + yRow + last);
        Lanes.TYPE.cast(c20).intoArray(y, yi + 2 * yRow);
        Lanes.TYPE.cast(c21).intoArray(y, yi + 2 * yRow + last);
        Lanes.TYPE.cast(c30).intoArray(y, yi + 3 * yRow);
        Lanes.TYPE.cast(c31).intoArray(y, yi + 3 * yRow + last);
        Lanes.TYPE.cast(c40).intoArray(y, yi + 4 * yRow);
        Lanes.TYPE.cast(c41).intoArray(y, yi + 4 * yRow + last);
        Lanes.TYPE.cast(c50).intoArray(y, yi + 5 * yRow);
        Lanes.TYPE.cast(c51).intoArray(y, yi + 5 * yRow + last);
        Lanes.TYPE.cast(c60).intoArray(y, yi + 6 * yRow);
        Lanes.TYPE.cast(c61).intoArray(y, yi + 6 * yRow + last);
        Lanes.TYPE.cast(c70).intoArray(y, yi + 7 * yRow);
        Lanes.TYPE.cast(c71).intoArray(y, yi + 7 * yRow + last);
    }

    /** A tile of {@link ProductDown3}. */
    static void tile8x3(
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
        FloatVector c50 = FloatVector.fromArray(S, init, start + 5 * initRow);
        FloatVector c51 = FloatVector.fromArray(S, init, start + 5 * initRow + L);
        FloatVector c52 = FloatVector.fromArray(S, init, start + 5 * initRow + last);
        FloatVector c60 = FloatVector.fromArray(S, init, start + 6 * initRow);
        FloatVector c61 = FloatVector.fromArray(S, init, start + 6 * initRow + L);
        FloatVector c62 = FloatVector.fromArray(S, init, start + 6 * initRow + last);
        FloatVector c70 = FloatVector.fromArray(S, init, start + 7 * initRow);
        FloatVector c71 = FloatVector.fromArray(S, init, start + 7 * initRow + L);
        FloatVector c72 = FloatVector.fromArray(S, init, start + 7 * initRow + last);
        for (int k = 0; k < depth; k++) {
            int j = bi + k * bRow;
            int i = ai + k * aRow;
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
            FloatVector a5 = FloatVector.broadcast(S, a[i + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            c52 = a5.fma(b2, c52);
            FloatVector a6 = FloatVector.broadcast(S, a[i + 6]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            c62 = a6.fma(b2, c62);
            FloatVector a7 = FloatVector.broadcast(S, a[i + 7]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
            c72 = a7.fma(b2, c72);
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
        Lanes.TYPE.cast(c50).intoArray(y, yi + 5 * yRow);
        Lanes.TYPE.cast(c51).intoArray(y, yi + 5 * yRow + L);
        Lanes.TYPE.cast(c52).intoArray(y, yi + 5 * yRow + last);
        Lanes.TYPE.cast(c60).intoArray(y, yi + 6 * yRow);
        Lanes.TYPE.cast(c61).intoArray(y, yi + 6 * yRow + L);
        Lanes.TYPE.cast(c62).intoArray(y, yi + 6 * yRow + last);
        Lanes.TYPE.cast(c70).intoArray(y, yi + 7 * yRow);
        Lanes.TYPE.cast(c71).intoArray(y, yi + 7 * yRow + L);
        Lanes.TYPE.cast(c72).intoArray(y, yi + 7 * yRow + last);
    }
}
