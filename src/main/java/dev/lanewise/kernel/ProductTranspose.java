package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposed copies in blocks of sixteen by sixteen, for vectors of sixteen lanes: in four steps, each of which swaps the off-diagonal halves of blocks of
 * half the size (Eklundh, A Fast Computer Method for Matrix Transposing, 1972).
 */
final class ProductTranspose {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final VectorSpecies<Integer> I = Lanes.INT;

    static final int[] LOW8 = low(8);
    static final int[] HIGH8 = high(8);
    static final int[] LOW4 = low(4);
    static final int[] HIGH4 = high(4);
    static final int[] LOW2 = low(2);
    static final int[] HIGH2 = high(2);
    static final int[] LOW1 = low(1);
    static final int[] HIGH1 = high(1);

    static final int BLOCK = 16;

    private ProductTranspose() {}

    /**
     * Copies {@code panel[to + k * row + c] = b[bi + c * bRow + k]} for {@code width} columns and {@code depth} steps. What else the first sixteen rows of the panel
     * held is lost.
     */
    static void copy(float[] b, int bi, int bRow, int depth, int width, float[] panel, int to, int row) {
        if (bRow == 1 && depth == 1) {
            // A matrix of one step is its own transpose.
            System.arraycopy(b, bi, panel, to, width);
            return;
        }
        // Blocks beyond the steps read what follows in the array; those at the end of the steps are shifted back over
        // what is done.
        boolean over = depth < BLOCK && panel.length >= to + BLOCK * row && bi + (width - 1) * bRow + BLOCK <= b.length;
        boolean blocks = width >= BLOCK && (depth >= BLOCK || over);
        // A block of columns as far as it goes before the next: long runs of what is read, which processors fetch in
        // advance.
        int c = 0;
        if (blocks) {
            for (; c < width; c += BLOCK) {
                int column = Math.min(c, width - BLOCK);
                for (int i = 0; i < depth; i += BLOCK) {
                    int step = over ? i : Math.min(i, depth - BLOCK);
                    block(b, bi + column * bRow + step, bRow, panel, to + step * row + column, row);
                }
            }
        }
        for (; c <= width - 4; c += 4) {
            fourColumns(b, bi + c * bRow, bRow, depth, panel, to + c, row);
        }
        for (; c < width; c++) {
            for (int i = 0; i < depth; i++) {
                panel[to + i * row + c] = b[bi + c * bRow + i];
            }
        }
    }

    /** Fewer rows are moved one element at a time, which is faster. */
    private static final int MOVED_ROWS = 6;

    /**
     * Moves {@code y[yi + c * yRow + r] = a[ai + r * aRow + c]} for {@code height} rows and {@code width} columns, or adds them to what is there.
     *
     * @param a with {@code height} rounded up to sixteen rows, of which those that are too many do not matter
     * @param panel memory for a block: what its first 256 elements held is lost
     */
    static void move(
            float[] a,
            int ai,
            int aRow,
            int height,
            int width,
            float[] y,
            int yi,
            int yRow,
            boolean add,
            float[] panel) {
        if (height < MOVED_ROWS || width < BLOCK) {
            ProductGradient.move(a, ai, aRow, height, width, y, yi, 1, yRow, add);
            return;
        }
        for (int r = 0; r < height; r += BLOCK) {
            VectorMask<Float> mask = S.indexInRange(r, height);
            for (int c = 0; c < width; c += BLOCK) {
                int column = Math.min(c, width - BLOCK);
                block(a, ai + r * aRow + column, aRow, panel, 0, BLOCK);
                for (int j = c - column; j < BLOCK; j++) {
                    int at = yi + (column + j) * yRow + r;
                    FloatVector value = FloatVector.fromArray(S, panel, j * BLOCK);
                    if (add) {
                        value = Lanes.TYPE
                                .cast(FloatVector.fromArray(S, y, at, mask))
                                .add(value);
                    }
                    Lanes.TYPE.cast(value).intoArray(y, at, mask);
                }
            }
        }
    }

    private static void fourColumns(float[] b, int bi, int bRow, int depth, float[] panel, int c, int row) {
        for (int k = 0; k < depth; k++) {
            int at = k * row + c;
            panel[at] = b[bi + k];
            panel[at + 1] = b[bi + bRow + k];
            panel[at + 2] = b[bi + 2 * bRow + k];
            panel[at + 3] = b[bi + 3 * bRow + k];
        }
    }

    /** The blocks on the left of two vectors, {@code size} lanes each: those of the second take the place of those on the right of the first. */
    private static int[] low(int size) {
        return lanes(size, 0);
    }

    /** The blocks on the right of two vectors. */
    private static int[] high(int size) {
        return lanes(size, size);
    }

    /** Lanes of two vectors, the second's after the first's. */
    private static int[] lanes(int size, int shift) {
        int[] lanes = new int[S.length()];
        for (int j = 0; j < lanes.length; j++) {
            lanes[j] = ((j & size) == 0 ? j : lanes.length + j - size) + shift & (2 * lanes.length - 1);
        }
        return lanes;
    }

    /** Copies {@code panel[to + k * row + c] = b[bi + c * bRow + k]} for sixteen columns and sixteen steps. */
    static void block(float[] b, int bi, int bRow, float[] panel, int to, int row) {
        IntVector r0 = Lanes.TYPE.cast(FloatVector.fromArray(S, b, bi)).reinterpretAsInts();
        IntVector r1 = Lanes.TYPE.cast(FloatVector.fromArray(S, b, bi + bRow)).reinterpretAsInts();
        IntVector r2 =
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, bi + 2 * bRow)).reinterpretAsInts();
        IntVector r3 =
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, bi + 3 * bRow)).reinterpretAsInts();
        IntVector r4 =
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, bi + 4 * bRow)).reinterpretAsInts();
        IntVector r5 =
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, bi + 5 * bRow)).reinterpretAsInts();
        IntVector r6 =
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, bi + 6 * bRow)).reinterpretAsInts();
        IntVector r7 =
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, bi + 7 * bRow)).reinterpretAsInts();
        IntVector r8 =
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, bi + 8 * bRow)).reinterpretAsInts();
        IntVector r9 =
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, bi + 9 * bRow)).reinterpretAsInts();
        IntVector r10 =
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, bi + 10 * bRow)).reinterpretAsInts();
        IntVector r11 =
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, bi + 11 * bRow)).reinterpretAsInts();
        IntVector r12 =
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, bi + 12 * bRow)).reinterpretAsInts();
        IntVector r13 =
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, bi + 13 * bRow)).reinterpretAsInts();
        IntVector r14 =
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, bi + 14 * bRow)).reinterpretAsInts();
        IntVector r15 =
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, bi + 15 * bRow)).reinterpretAsInts();
        IntVector low8 = Lanes.INT_TYPE.cast(IntVector.fromArray(I, LOW8, 0));
        IntVector high8 = Lanes.INT_TYPE.cast(IntVector.fromArray(I, HIGH8, 0));
        IntVector low4 = Lanes.INT_TYPE.cast(IntVector.fromArray(I, LOW4, 0));
        IntVector high4 = Lanes.INT_TYPE.cast(IntVector.fromArray(I, HIGH4, 0));
        IntVector low2 = Lanes.INT_TYPE.cast(IntVector.fromArray(I, LOW2, 0));
        IntVector high2 = Lanes.INT_TYPE.cast(IntVector.fromArray(I, HIGH2, 0));
        IntVector low1 = Lanes.INT_TYPE.cast(IntVector.fromArray(I, LOW1, 0));
        IntVector high1 = Lanes.INT_TYPE.cast(IntVector.fromArray(I, HIGH1, 0));
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
        r0.reinterpretAsFloats().intoArray(panel, to);
        r1.reinterpretAsFloats().intoArray(panel, to + row);
        r2.reinterpretAsFloats().intoArray(panel, to + 2 * row);
        r3.reinterpretAsFloats().intoArray(panel, to + 3 * row);
        r4.reinterpretAsFloats().intoArray(panel, to + 4 * row);
        r5.reinterpretAsFloats().intoArray(panel, to + 5 * row);
        r6.reinterpretAsFloats().intoArray(panel, to + 6 * row);
        r7.reinterpretAsFloats().intoArray(panel, to + 7 * row);
        r8.reinterpretAsFloats().intoArray(panel, to + 8 * row);
        r9.reinterpretAsFloats().intoArray(panel, to + 9 * row);
        r10.reinterpretAsFloats().intoArray(panel, to + 10 * row);
        r11.reinterpretAsFloats().intoArray(panel, to + 11 * row);
        r12.reinterpretAsFloats().intoArray(panel, to + 12 * row);
        r13.reinterpretAsFloats().intoArray(panel, to + 13 * row);
        r14.reinterpretAsFloats().intoArray(panel, to + 14 * row);
        r15.reinterpretAsFloats().intoArray(panel, to + 15 * row);
    }
}
