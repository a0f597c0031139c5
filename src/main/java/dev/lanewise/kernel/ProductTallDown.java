package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The tiles of {@link ProductTall} for a weight gradient, whose left matrix is copied. */
final class ProductTallDown {

    /** Elements from a step of the left copy to the next. */
    static final int ROW = 8;

    private static final int PANEL = ProductTall.PANEL;
    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private ProductTallDown() {}

    /** {@code y[r][c] = init[r][c] + sum over k of a[k][r] * b[k][c]}. */
    static void down(
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
        FloatVector c00 = FloatVector.fromArray(S, init, start);
        FloatVector c01 = FloatVector.fromArray(S, init, start + L);
        FloatVector c02 = FloatVector.fromArray(S, init, start + 2 * L);
        FloatVector c03 = FloatVector.fromArray(S, init, start + 3 * L);
        FloatVector c10 = FloatVector.fromArray(S, init, start + initRow);
        FloatVector c11 = FloatVector.fromArray(S, init, start + initRow + L);
        FloatVector c12 = FloatVector.fromArray(S, init, start + initRow + 2 * L);
        FloatVector c13 = FloatVector.fromArray(S, init, start + initRow + 3 * L);
        FloatVector c20 = FloatVector.fromArray(S, init, start + 2 * initRow);
        FloatVector c21 = FloatVector.fromArray(S, init, start + 2 * initRow + L);
        FloatVector c22 = FloatVector.fromArray(S, init, start + 2 * initRow + 2 * L);
        FloatVector c23 = FloatVector.fromArray(S, init, start + 2 * initRow + 3 * L);
        FloatVector c30 = FloatVector.fromArray(S, init, start + 3 * initRow);
        FloatVector c31 = FloatVector.fromArray(S, init, start + 3 * initRow + L);
        FloatVector c32 = FloatVector.fromArray(S, init, start + 3 * initRow + 2 * L);
        FloatVector c33 = FloatVector.fromArray(S, init, start + 3 * initRow + 3 * L);
        FloatVector c40 = FloatVector.fromArray(S, init, start + 4 * initRow);
        FloatVector c41 = FloatVector.fromArray(S, init, start + 4 * initRow + L);
        FloatVector c42 = FloatVector.fromArray(S, init, start + 4 * initRow + 2 * L);
        FloatVector c43 = FloatVector.fromArray(S, init, start + 4 * initRow + 3 * L);
        FloatVector c50 = FloatVector.fromArray(S, init, start + 5 * initRow);
        FloatVector c51 = FloatVector.fromArray(S, init, start + 5 * initRow + L);
        FloatVector c52 = FloatVector.fromArray(S, init, start + 5 * initRow + 2 * L);
        FloatVector c53 = FloatVector.fromArray(S, init, start + 5 * initRow + 3 * L);
        for (int k = 0; k < depth; k++) {
            int j = bi + k * PANEL;
            int i = ai + k * ROW;
            FloatVector b0 = FloatVector.fromArray(S, b, j);
            FloatVector b1 = FloatVector.fromArray(S, b, j + L);
            FloatVector b2 = FloatVector.fromArray(S, b, j + 2 * L);
            FloatVector b3 = FloatVector.fromArray(S, b, j + 3 * L);
            FloatVector a0 = FloatVector.broadcast(S, a[i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            FloatVector a1 = FloatVector.broadcast(S, a[i + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            FloatVector a2 = FloatVector.broadcast(S, a[i + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            FloatVector a3 = FloatVector.broadcast(S, a[i + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
            FloatVector a4 = FloatVector.broadcast(S, a[i + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            c42 = a4.fma(b2, c42);
            c43 = a4.fma(b3, c43);
            FloatVector a5 = FloatVector.broadcast(S, a[i + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            c52 = a5.fma(b2, c52);
            c53 = a5.fma(b3, c53);
        }
        Lanes.TYPE.cast(c00).intoArray(y, yi);
        Lanes.TYPE.cast(c01).intoArray(y, yi + L);
        Lanes.TYPE.cast(c02).intoArray(y, yi + 2 * L);
        Lanes.TYPE.cast(c03).intoArray(y, yi + 3 * L);
        Lanes.TYPE.cast(c10).intoArray(y, yi + yRow);
        Lanes.TYPE.cast(c11).intoArray(y, yi + yRow + L);
        Lanes.TYPE.cast(c12).intoArray(y, yi + yRow + 2 * L);
        Lanes.TYPE.cast(c13).intoArray(y, yi + yRow + 3 * L);
        Lanes.TYPE.cast(c20).intoArray(y, yi + 2 * yRow);
        Lanes.TYPE.cast(c21).intoArray(y, yi + 2 * yRow + L);
        Lanes.TYPE.cast(c22).intoArray(y, yi + 2 * yRow + 2 * L);
        Lanes.TYPE.cast(c23).intoArray(y, yi + 2 * yRow + 3 * L);
        Lanes.TYPE.cast(c30).intoArray(y, yi + 3 * yRow);
        Lanes.TYPE.cast(c31).intoArray(y, yi + 3 * yRow + L);
        Lanes.TYPE.cast(c32).intoArray(y, yi + 3 * yRow + 2 * L);
        Lanes.TYPE.cast(c33).intoArray(y, yi + 3 * yRow + 3 * L);
        Lanes.TYPE.cast(c40).intoArray(y, yi + 4 * yRow);
        Lanes.TYPE.cast(c41).intoArray(y, yi + 4 * yRow + L);
        Lanes.TYPE.cast(c42).intoArray(y, yi + 4 * yRow + 2 * L);
        Lanes.TYPE.cast(c43).intoArray(y, yi + 4 * yRow + 3 * L);
        Lanes.TYPE.cast(c50).intoArray(y, yi + 5 * yRow);
        Lanes.TYPE.cast(c51).intoArray(y, yi + 5 * yRow + L);
        Lanes.TYPE.cast(c52).intoArray(y, yi + 5 * yRow + 2 * L);
        Lanes.TYPE.cast(c53).intoArray(y, yi + 5 * yRow + 3 * L);
    }
}
