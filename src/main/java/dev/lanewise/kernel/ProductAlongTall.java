package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Taller tiles than those of {@link ProductAlong1} and {@link ProductAlong2}, for many rows. Still taller ones, or such of three vectors, are no faster: each row takes a general register.
 */
final class ProductAlongTall {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;

    private ProductAlongTall() {}

    /** A tile of {@link ProductAlong1}. */
    static void tile12x1(
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
        for (int k = 0; k < depth; k++) {
            int j = bi + k * bRow;
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector a0 = FloatVector.broadcast(S, a[ai + k]);
            c0_0 = a0.fma(b0, c0_0);
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + k]);
            c1_0 = a1.fma(b0, c1_0);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow + k]);
            c2_0 = a2.fma(b0, c2_0);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3 * aRow + k]);
            c3_0 = a3.fma(b0, c3_0);
            FloatVector a4 = FloatVector.broadcast(S, a[ai + 4 * aRow + k]);
            c4_0 = a4.fma(b0, c4_0);
            FloatVector a5 = FloatVector.broadcast(S, a[ai + 5 * aRow + k]);
            c5_0 = a5.fma(b0, c5_0);
            FloatVector a6 = FloatVector.broadcast(S, a[ai + 6 * aRow + k]);
            c6_0 = a6.fma(b0, c6_0);
            FloatVector a7 = FloatVector.broadcast(S, a[ai + 7 * aRow + k]);
            c7_0 = a7.fma(b0, c7_0);
            FloatVector a8 = FloatVector.broadcast(S, a[ai + 8 * aRow + k]);
            c8_0 = a8.fma(b0, c8_0);
            FloatVector a9 = FloatVector.broadcast(S, a[ai + 9 * aRow + k]);
            c9_0 = a9.fma(b0, c9_0);
            FloatVector a10 = FloatVector.broadcast(S, a[ai + 10 * aRow + k]);
            c10_0 = a10.fma(b0, c10_0);
            FloatVector a11 = FloatVector.broadcast(S, a[ai + 11 * aRow + k]);
            c11_0 = a11.fma(b0, c11_0);
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
    }

    /** A tile of {@link ProductAlong2}. */
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
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector b1 = FloatVector.fromArray(S, b, j + bLast);
            FloatVector a0 = FloatVector.broadcast(S, a[ai + k]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[ai + aRow + k]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[ai + 2 * aRow + k]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[ai + 3 * aRow + k]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.broadcast(S, a[ai + 4 * aRow + k]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FloatVector a5 = FloatVector.broadcast(S, a[ai + 5 * aRow + k]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            FloatVector a6 = FloatVector.broadcast(S, a[ai + 6 * aRow + k]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            FloatVector a7 = FloatVector.broadcast(S, a[ai + 7 * aRow + k]);
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
}
