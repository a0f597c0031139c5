package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposed copies in blocks of sixteen by sixteen, for vectors of sixteen lanes: in four steps, each of which swaps the off-diagonal halves of blocks of
 * half the size (Eklundh, A Fast Computer Method for Matrix Transposing, 1972).
 */
final class ProductTranspose {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private static final VectorShuffle<Float> UP8 = VectorShuffle.fromOp(S, j -> j - (j & 8));
    private static final VectorShuffle<Float> DOWN8 = VectorShuffle.fromOp(S, j -> j | (8 & (L - 1)));
    private static final VectorShuffle<Float> UP4 = VectorShuffle.fromOp(S, j -> j - (j & 4));
    private static final VectorShuffle<Float> DOWN4 = VectorShuffle.fromOp(S, j -> j | (4 & (L - 1)));
    private static final VectorShuffle<Float> UP2 = VectorShuffle.fromOp(S, j -> j - (j & 2));
    private static final VectorShuffle<Float> DOWN2 = VectorShuffle.fromOp(S, j -> j | (2 & (L - 1)));
    private static final VectorShuffle<Float> UP1 = VectorShuffle.fromOp(S, j -> j - (j & 1));
    private static final VectorShuffle<Float> DOWN1 = VectorShuffle.fromOp(S, j -> j | (1 & (L - 1)));

    private ProductTranspose() {}

    /** Copies {@code panel[to + k * row + c] = b[bi + c * bRow + k]} for sixteen columns and sixteen steps. */
    static void block(float[] b, int bi, int bRow, float[] panel, int to, int row) {
        FloatVector r0 = FloatVector.fromArray(S, b, bi);
        FloatVector r1 = FloatVector.fromArray(S, b, bi + bRow);
        FloatVector r2 = FloatVector.fromArray(S, b, bi + 2 * bRow);
        FloatVector r3 = FloatVector.fromArray(S, b, bi + 3 * bRow);
        FloatVector r4 = FloatVector.fromArray(S, b, bi + 4 * bRow);
        FloatVector r5 = FloatVector.fromArray(S, b, bi + 5 * bRow);
        FloatVector r6 = FloatVector.fromArray(S, b, bi + 6 * bRow);
        FloatVector r7 = FloatVector.fromArray(S, b, bi + 7 * bRow);
        FloatVector r8 = FloatVector.fromArray(S, b, bi + 8 * bRow);
        FloatVector r9 = FloatVector.fromArray(S, b, bi + 9 * bRow);
        FloatVector r10 = FloatVector.fromArray(S, b, bi + 10 * bRow);
        FloatVector r11 = FloatVector.fromArray(S, b, bi + 11 * bRow);
        FloatVector r12 = FloatVector.fromArray(S, b, bi + 12 * bRow);
        FloatVector r13 = FloatVector.fromArray(S, b, bi + 13 * bRow);
        FloatVector r14 = FloatVector.fromArray(S, b, bi + 14 * bRow);
        FloatVector r15 = FloatVector.fromArray(S, b, bi + 15 * bRow);
        VectorMask<Float> odd8 = VectorMask.fromLong(S, 0xFF00);
        VectorMask<Float> odd4 = VectorMask.fromLong(S, 0xF0F0);
        VectorMask<Float> odd2 = VectorMask.fromLong(S, 0xCCCC);
        VectorMask<Float> odd1 = VectorMask.fromLong(S, 0xAAAA);
        FloatVector t;
        t = r0.blend(r8.rearrange(UP8), odd8);
        r8 = r0.rearrange(DOWN8).blend(r8, odd8);
        r0 = t;
        t = r1.blend(r9.rearrange(UP8), odd8);
        r9 = r1.rearrange(DOWN8).blend(r9, odd8);
        r1 = t;
        t = r2.blend(r10.rearrange(UP8), odd8);
        r10 = r2.rearrange(DOWN8).blend(r10, odd8);
        r2 = t;
        t = r3.blend(r11.rearrange(UP8), odd8);
        r11 = r3.rearrange(DOWN8).blend(r11, odd8);
        r3 = t;
        t = r4.blend(r12.rearrange(UP8), odd8);
        r12 = r4.rearrange(DOWN8).blend(r12, odd8);
        r4 = t;
        t = r5.blend(r13.rearrange(UP8), odd8);
        r13 = r5.rearrange(DOWN8).blend(r13, odd8);
        r5 = t;
        t = r6.blend(r14.rearrange(UP8), odd8);
        r14 = r6.rearrange(DOWN8).blend(r14, odd8);
        r6 = t;
        t = r7.blend(r15.rearrange(UP8), odd8);
        r15 = r7.rearrange(DOWN8).blend(r15, odd8);
        r7 = t;
        t = r0.blend(r4.rearrange(UP4), odd4);
        r4 = r0.rearrange(DOWN4).blend(r4, odd4);
        r0 = t;
        t = r1.blend(r5.rearrange(UP4), odd4);
        r5 = r1.rearrange(DOWN4).blend(r5, odd4);
        r1 = t;
        t = r2.blend(r6.rearrange(UP4), odd4);
        r6 = r2.rearrange(DOWN4).blend(r6, odd4);
        r2 = t;
        t = r3.blend(r7.rearrange(UP4), odd4);
        r7 = r3.rearrange(DOWN4).blend(r7, odd4);
        r3 = t;
        t = r8.blend(r12.rearrange(UP4), odd4);
        r12 = r8.rearrange(DOWN4).blend(r12, odd4);
        r8 = t;
        t = r9.blend(r13.rearrange(UP4), odd4);
        r13 = r9.rearrange(DOWN4).blend(r13, odd4);
        r9 = t;
        t = r10.blend(r14.rearrange(UP4), odd4);
        r14 = r10.rearrange(DOWN4).blend(r14, odd4);
        r10 = t;
        t = r11.blend(r15.rearrange(UP4), odd4);
        r15 = r11.rearrange(DOWN4).blend(r15, odd4);
        r11 = t;
        t = r0.blend(r2.rearrange(UP2), odd2);
        r2 = r0.rearrange(DOWN2).blend(r2, odd2);
        r0 = t;
        t = r1.blend(r3.rearrange(UP2), odd2);
        r3 = r1.rearrange(DOWN2).blend(r3, odd2);
        r1 = t;
        t = r4.blend(r6.rearrange(UP2), odd2);
        r6 = r4.rearrange(DOWN2).blend(r6, odd2);
        r4 = t;
        t = r5.blend(r7.rearrange(UP2), odd2);
        r7 = r5.rearrange(DOWN2).blend(r7, odd2);
        r5 = t;
        t = r8.blend(r10.rearrange(UP2), odd2);
        r10 = r8.rearrange(DOWN2).blend(r10, odd2);
        r8 = t;
        t = r9.blend(r11.rearrange(UP2), odd2);
        r11 = r9.rearrange(DOWN2).blend(r11, odd2);
        r9 = t;
        t = r12.blend(r14.rearrange(UP2), odd2);
        r14 = r12.rearrange(DOWN2).blend(r14, odd2);
        r12 = t;
        t = r13.blend(r15.rearrange(UP2), odd2);
        r15 = r13.rearrange(DOWN2).blend(r15, odd2);
        r13 = t;
        t = r0.blend(r1.rearrange(UP1), odd1);
        r1 = r0.rearrange(DOWN1).blend(r1, odd1);
        r0 = t;
        t = r2.blend(r3.rearrange(UP1), odd1);
        r3 = r2.rearrange(DOWN1).blend(r3, odd1);
        r2 = t;
        t = r4.blend(r5.rearrange(UP1), odd1);
        r5 = r4.rearrange(DOWN1).blend(r5, odd1);
        r4 = t;
        t = r6.blend(r7.rearrange(UP1), odd1);
        r7 = r6.rearrange(DOWN1).blend(r7, odd1);
        r6 = t;
        t = r8.blend(r9.rearrange(UP1), odd1);
        r9 = r8.rearrange(DOWN1).blend(r9, odd1);
        r8 = t;
        t = r10.blend(r11.rearrange(UP1), odd1);
        r11 = r10.rearrange(DOWN1).blend(r11, odd1);
        r10 = t;
        t = r12.blend(r13.rearrange(UP1), odd1);
        r13 = r12.rearrange(DOWN1).blend(r13, odd1);
        r12 = t;
        t = r14.blend(r15.rearrange(UP1), odd1);
        r15 = r14.rearrange(DOWN1).blend(r15, odd1);
        r14 = t;
        r0.intoArray(panel, to);
        r1.intoArray(panel, to + row);
        r2.intoArray(panel, to + 2 * row);
        r3.intoArray(panel, to + 3 * row);
        r4.intoArray(panel, to + 4 * row);
        r5.intoArray(panel, to + 5 * row);
        r6.intoArray(panel, to + 6 * row);
        r7.intoArray(panel, to + 7 * row);
        r8.intoArray(panel, to + 8 * row);
        r9.intoArray(panel, to + 9 * row);
        r10.intoArray(panel, to + 10 * row);
        r11.intoArray(panel, to + 11 * row);
        r12.intoArray(panel, to + 12 * row);
        r13.intoArray(panel, to + 13 * row);
        r14.intoArray(panel, to + 14 * row);
        r15.intoArray(panel, to + 15 * row);
    }
}
