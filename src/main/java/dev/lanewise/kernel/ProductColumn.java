package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products with one column for many rows: lanes run across sixteen rows, whose blocks of sixteen steps are transposed as {@link ProductTranspose} does it, but stay in registers: by
 * copies of it, which the chains would wait for, a product takes 1.4 times as long.
 */
final class ProductColumn {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final VectorSpecies<Integer> I = Lanes.INT;
    private static final int BLOCK = ProductTranspose.BLOCK;
    private static final int START = ProductScratch.START;

    private ProductColumn() {}

    /** Computes {@code y[r] = init + sum over k of a[r][k] * b[k]} for at least sixteen rows and steps, rows of {@code y} {@code yRow} apart. */
    static void column(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int depth,
            float init,
            float[] y,
            int yi,
            int yRow,
            ProductScratch scratch) {
        for (int r = 0; r < rows; r += BLOCK) {
            // What is left of the rows reaches back over rows that are done: the same bits once more.
            int row = Math.min(r, rows - BLOCK);
            int i = ai + row * aRow;
            if (depth % BLOCK != 0) {
                ProductTranspose.block(a, i + depth - BLOCK, aRow, scratch.panel, START, BLOCK);
            }
            sixteen(a, i, aRow, b, bi, bRow, depth, init, scratch.panel, scratch.tile);
            for (int j = 0; j < BLOCK; j++) {
                y[yi + (row + j) * yRow] = scratch.tile[j];
            }
        }
    }

    private static void sixteen(
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int depth,
            float init,
            float[] panel,
            float[] to) {
        FloatVector s = FloatVector.broadcast(S, init);
        IntVector low8 = Lanes.INT_TYPE.cast(IntVector.fromArray(I, ProductTranspose.LOW8, 0));
        IntVector high8 = Lanes.INT_TYPE.cast(IntVector.fromArray(I, ProductTranspose.HIGH8, 0));
        IntVector low4 = Lanes.INT_TYPE.cast(IntVector.fromArray(I, ProductTranspose.LOW4, 0));
        IntVector high4 = Lanes.INT_TYPE.cast(IntVector.fromArray(I, ProductTranspose.HIGH4, 0));
        IntVector low2 = Lanes.INT_TYPE.cast(IntVector.fromArray(I, ProductTranspose.LOW2, 0));
        IntVector high2 = Lanes.INT_TYPE.cast(IntVector.fromArray(I, ProductTranspose.HIGH2, 0));
        IntVector low1 = Lanes.INT_TYPE.cast(IntVector.fromArray(I, ProductTranspose.LOW1, 0));
        IntVector high1 = Lanes.INT_TYPE.cast(IntVector.fromArray(I, ProductTranspose.HIGH1, 0));
        int whole = depth - depth % BLOCK;
        for (int k = 0; k < whole; k += BLOCK) {
            int i = ai + k;
            int j = bi + k * bRow;
            IntVector r0 = Lanes.TYPE.cast(FloatVector.fromArray(S, a, i)).reinterpretAsInts();
            IntVector r1 =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, i + aRow)).reinterpretAsInts();
            IntVector r2 =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, i + 2 * aRow)).reinterpretAsInts();
            IntVector r3 =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, i + 3 * aRow)).reinterpretAsInts();
            IntVector r4 =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, i + 4 * aRow)).reinterpretAsInts();
            IntVector r5 =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, i + 5 * aRow)).reinterpretAsInts();
            IntVector r6 =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, i + 6 * aRow)).reinterpretAsInts();
            IntVector r7 =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, i + 7 * aRow)).reinterpretAsInts();
            IntVector r8 =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, i + 8 * aRow)).reinterpretAsInts();
            IntVector r9 =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, i + 9 * aRow)).reinterpretAsInts();
            IntVector r10 =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, i + 10 * aRow)).reinterpretAsInts();
            IntVector r11 =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, i + 11 * aRow)).reinterpretAsInts();
            IntVector r12 =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, i + 12 * aRow)).reinterpretAsInts();
            IntVector r13 =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, i + 13 * aRow)).reinterpretAsInts();
            IntVector r14 =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, i + 14 * aRow)).reinterpretAsInts();
            IntVector r15 =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, i + 15 * aRow)).reinterpretAsInts();
            IntVector t;
            t = low8.selectFrom(r0, r8);
            r8 = high8.selectFrom(r0, r8);
            r0 = t;
            t = low8.selectFrom(r1, r9);
            r9 = high8.selectFrom(r1, r9);
            r1 = t;
            t = low8.selectFrom(r2, r10);
            r10 = high8.selectFrom(r2, r10);
            r2 = t;
            t = low8.selectFrom(r3, r11);
            r11 = high8.selectFrom(r3, r11);
            r3 = t;
            t = low8.selectFrom(r4, r12);
            r12 = high8.selectFrom(r4, r12);
            r4 = t;
            t = low8.selectFrom(r5, r13);
            r13 = high8.selectFrom(r5, r13);
            r5 = t;
            t = low8.selectFrom(r6, r14);
            r14 = high8.selectFrom(r6, r14);
            r6 = t;
            t = low8.selectFrom(r7, r15);
            r15 = high8.selectFrom(r7, r15);
            r7 = t;
            t = low4.selectFrom(r0, r4);
            r4 = high4.selectFrom(r0, r4);
            r0 = t;
            t = low4.selectFrom(r1, r5);
            r5 = high4.selectFrom(r1, r5);
            r1 = t;
            t = low4.selectFrom(r2, r6);
            r6 = high4.selectFrom(r2, r6);
            r2 = t;
            t = low4.selectFrom(r3, r7);
            r7 = high4.selectFrom(r3, r7);
            r3 = t;
            t = low4.selectFrom(r8, r12);
            r12 = high4.selectFrom(r8, r12);
            r8 = t;
            t = low4.selectFrom(r9, r13);
            r13 = high4.selectFrom(r9, r13);
            r9 = t;
            t = low4.selectFrom(r10, r14);
            r14 = high4.selectFrom(r10, r14);
            r10 = t;
            t = low4.selectFrom(r11, r15);
            r15 = high4.selectFrom(r11, r15);
            r11 = t;
            t = low2.selectFrom(r0, r2);
            r2 = high2.selectFrom(r0, r2);
            r0 = t;
            t = low2.selectFrom(r1, r3);
            r3 = high2.selectFrom(r1, r3);
            r1 = t;
            t = low2.selectFrom(r4, r6);
            r6 = high2.selectFrom(r4, r6);
            r4 = t;
            t = low2.selectFrom(r5, r7);
            r7 = high2.selectFrom(r5, r7);
            r5 = t;
            t = low2.selectFrom(r8, r10);
            r10 = high2.selectFrom(r8, r10);
            r8 = t;
            t = low2.selectFrom(r9, r11);
            r11 = high2.selectFrom(r9, r11);
            r9 = t;
            t = low2.selectFrom(r12, r14);
            r14 = high2.selectFrom(r12, r14);
            r12 = t;
            t = low2.selectFrom(r13, r15);
            r15 = high2.selectFrom(r13, r15);
            r13 = t;
            t = low1.selectFrom(r0, r1);
            r1 = high1.selectFrom(r0, r1);
            r0 = t;
            t = low1.selectFrom(r2, r3);
            r3 = high1.selectFrom(r2, r3);
            r2 = t;
            t = low1.selectFrom(r4, r5);
            r5 = high1.selectFrom(r4, r5);
            r4 = t;
            t = low1.selectFrom(r6, r7);
            r7 = high1.selectFrom(r6, r7);
            r6 = t;
            t = low1.selectFrom(r8, r9);
            r9 = high1.selectFrom(r8, r9);
            r8 = t;
            t = low1.selectFrom(r10, r11);
            r11 = high1.selectFrom(r10, r11);
            r10 = t;
            t = low1.selectFrom(r12, r13);
            r13 = high1.selectFrom(r12, r13);
            r12 = t;
            t = low1.selectFrom(r14, r15);
            r15 = high1.selectFrom(r14, r15);
            r14 = t;
            s = r0.reinterpretAsFloats().fma(FloatVector.broadcast(S, b[j]), s);
            s = r1.reinterpretAsFloats().fma(FloatVector.broadcast(S, b[j + bRow]), s);
            s = r2.reinterpretAsFloats().fma(FloatVector.broadcast(S, b[j + 2 * bRow]), s);
            s = r3.reinterpretAsFloats().fma(FloatVector.broadcast(S, b[j + 3 * bRow]), s);
            s = r4.reinterpretAsFloats().fma(FloatVector.broadcast(S, b[j + 4 * bRow]), s);
            s = r5.reinterpretAsFloats().fma(FloatVector.broadcast(S, b[j + 5 * bRow]), s);
            s = r6.reinterpretAsFloats().fma(FloatVector.broadcast(S, b[j + 6 * bRow]), s);
            s = r7.reinterpretAsFloats().fma(FloatVector.broadcast(S, b[j + 7 * bRow]), s);
            s = r8.reinterpretAsFloats().fma(FloatVector.broadcast(S, b[j + 8 * bRow]), s);
            s = r9.reinterpretAsFloats().fma(FloatVector.broadcast(S, b[j + 9 * bRow]), s);
            s = r10.reinterpretAsFloats().fma(FloatVector.broadcast(S, b[j + 10 * bRow]), s);
            s = r11.reinterpretAsFloats().fma(FloatVector.broadcast(S, b[j + 11 * bRow]), s);
            s = r12.reinterpretAsFloats().fma(FloatVector.broadcast(S, b[j + 12 * bRow]), s);
            s = r13.reinterpretAsFloats().fma(FloatVector.broadcast(S, b[j + 13 * bRow]), s);
            s = r14.reinterpretAsFloats().fma(FloatVector.broadcast(S, b[j + 14 * bRow]), s);
            s = r15.reinterpretAsFloats().fma(FloatVector.broadcast(S, b[j + 15 * bRow]), s);
        }
        for (int k = whole; k < depth; k++) {
            FloatVector column = FloatVector.fromArray(S, panel, START + (k - depth + BLOCK) * BLOCK);
            s = column.fma(FloatVector.broadcast(S, b[bi + k * bRow]), s);
        }
        Lanes.TYPE.cast(s).intoArray(to, 0);
    }
}
