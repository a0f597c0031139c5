package dev.lanewise.kernel;

import static dev.lanewise.kernel.MathScalar.HALF_ROOT_BITS;
import static dev.lanewise.kernel.MathScalar.L1;
import static dev.lanewise.kernel.MathScalar.L2;
import static dev.lanewise.kernel.MathScalar.L3;
import static dev.lanewise.kernel.MathScalar.L4;
import static dev.lanewise.kernel.MathScalar.LOG_LN2_HIGH;
import static dev.lanewise.kernel.MathScalar.LOG_LN2_LOW;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The softmax of rows that are longer than a vector, a row after the other, and what follows for {@link LossVectorGroups} too: the losses of the
 * rows from their sums.
 */
final class LossVectorRows {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();
    private static final int LANES = SumKernel.LANES;

    /** Rows that are worked on at once. */
    static final int ROWS = 64;

    /** Where the scratch holds, for each row: the sum of exponentials, the target's shifted logit, the sum of the shifted logits, the maximum. */
    static final int SUMS = 0;

    static final int TARGETS = ROWS + LANES;
    static final int SHIFTED = 2 * (ROWS + LANES);
    static final int MAXIMA = 3 * (ROWS + LANES);
    /** Where the loops keep what they hand on, up to sixteen elements a row. */
    static final int WORK = 4 * (ROWS + LANES);

    /**
     * Exchanges of neighbours: a vector that is added to itself so exchanged, from half its length down to 1, has the fixed tree's sum in every
     * lane.
     */
    static final VectorShuffle<Float> BY_8 = VectorShuffle.fromOp(S, lane -> (lane ^ 8) % L);

    static final VectorShuffle<Float> BY_4 = VectorShuffle.fromOp(S, lane -> (lane ^ 4) % L);
    static final VectorShuffle<Float> BY_2 = VectorShuffle.fromOp(S, lane -> lane ^ 2);
    static final VectorShuffle<Float> BY_1 = VectorShuffle.fromOp(S, lane -> lane ^ 1);

    private LossVectorRows() {}

    /**
     * Writes {@code (p - goal) * scale} of up to {@link #ROWS} rows and leaves the rows' sums in the scratch; {@code goal} is 0, or with {@code
     * targets} as {@link LossKernel#softmaxCrossEntropy} has it.
     *
     * @throws IndexOutOfBoundsException if a target is no class
     */
    static void softmax(
            float[] logits,
            int from,
            float @Nullable [] targets,
            int targetFrom,
            float[] out,
            int to,
            int rows,
            int classes,
            float smoothing,
            float scale,
            float[] scratch) {
        maxima(logits, from, rows, classes, scratch);
        for (int r = 0; r < rows; r++) {
            int z = from + r * classes;
            float max = scratch[MAXIMA + r];
            if (targets != null) {
                scratch[TARGETS + r] = logits[z + LossScalar.target(targets[targetFrom + r], classes)] - max;
            }
            shift(logits, z, max, out, to + r * classes, classes);
        }
        if (smoothing != 0) {
            sums(out, to, rows, classes, scratch, SHIFTED);
        }
        MathVector.expDown(out, to, out, to, rows * classes);
        sums(out, to, rows, classes, scratch, SUMS);
        float off = smoothing / classes;
        for (int r = 0; r < rows; r++) {
            int d = to + r * classes;
            float inverse = 1f / scratch[SUMS + r];
            if (targets == null) {
                scale(out, d, classes, inverse, 0, scale);
            } else {
                int target = d + (int) targets[targetFrom + r];
                float delta = Math.fma(out[target], inverse, -(off + (1f - smoothing))) * scale;
                scale(out, d, classes, inverse, off, scale);
                out[target] = delta;
            }
        }
    }

    private static void shift(float[] z, int from, float max, float[] out, int to, int length) {
        for (int j = 0; j < length; j += L) {
            if (j <= length - L) {
                Lanes.TYPE.cast(FloatVector.fromArray(S, z, from + j)).sub(max).intoArray(out, to + j);
            } else {
                VectorMask<Float> inside = S.indexInRange(j, length);
                Lanes.TYPE
                        .cast(FloatVector.fromArray(S, z, from + j, inside))
                        .sub(max)
                        .intoArray(out, to + j, inside);
            }
        }
    }

    /** Turns exponentials into {@code (p - off) * scale}. */
    private static void scale(float[] out, int to, int classes, float inverse, float off, float scale) {
        for (int j = 0; j < classes; j += L) {
            boolean whole = j <= classes - L;
            FloatVector e = whole
                    ? Lanes.TYPE.cast(FloatVector.fromArray(S, out, to + j))
                    : Lanes.TYPE.cast(FloatVector.fromArray(S, out, to + j, S.indexInRange(j, classes)));
            FloatVector delta = e.fma(FloatVector.broadcast(S, inverse), FloatVector.broadcast(S, -off))
                    .mul(scale);
            if (whole) {
                delta.intoArray(out, to + j);
            } else {
                delta.intoArray(out, to + j, S.indexInRange(j, classes));
            }
        }
    }

    private static void maxima(float[] values, int from, int rows, int length, float[] scratch) {
        for (int row = 0; row < rows; row++) {
            int at = from + row * length;
            FloatVector max = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
            for (int j = 0; j < length; j += L) {
                // The last vector overlaps the one before: a maximum takes an element twice without harm.
                FloatVector v = Lanes.TYPE.cast(FloatVector.fromArray(S, values, at + Math.min(j, length - L)));
                max = Lanes.TYPE.cast(max).blend(v, v.compare(VectorOperators.GT, max));
            }
            if (L > 8) {
                FloatVector other = max.rearrange(BY_8);
                max = max.blend(other, other.compare(VectorOperators.GT, max));
            }
            if (L > 4) {
                FloatVector other = max.rearrange(BY_4);
                max = max.blend(other, other.compare(VectorOperators.GT, max));
            }
            if (L > 2) {
                FloatVector other = max.rearrange(BY_2);
                max = max.blend(other, other.compare(VectorOperators.GT, max));
            }
            if (L > 1) {
                FloatVector other = max.rearrange(BY_1);
                max = max.blend(other, other.compare(VectorOperators.GT, max));
            }
            scratch[MAXIMA + row] = max.lane(0);
        }
    }

    /** Sums in virtual lanes, a part of L of them after the other, so that a lane adds its elements in order; then the fixed tree. */
    private static void sums(float[] values, int from, int rows, int length, float[] scratch, int to) {
        for (int row = 0; row < rows; row++) {
            int at = from + row * length;
            for (int part = 0; part < LANES; part += L) {
                FloatVector lanes = FloatVector.zero(S);
                int j = part;
                for (; j <= length - L; j += LANES) {
                    lanes = Lanes.TYPE
                            .cast(FloatVector.fromArray(S, values, at + j))
                            .add(lanes);
                }
                if (j < length) {
                    VectorMask<Float> inside = S.indexInRange(j, length);
                    lanes = Lanes.TYPE
                            .cast(lanes)
                            .add(Lanes.TYPE.cast(FloatVector.fromArray(S, values, at + j, inside)), inside);
                }
                Lanes.TYPE.cast(lanes).intoArray(scratch, WORK + part);
            }
            FloatVector sum = Lanes.TYPE.cast(FloatVector.fromArray(S, scratch, WORK));
            if (L == 8) {
                sum = sum.add(Lanes.TYPE.cast(FloatVector.fromArray(S, scratch, WORK + 8)));
            } else if (L == 4) {
                FloatVector second = Lanes.TYPE.cast(FloatVector.fromArray(S, scratch, WORK + 4));
                sum = sum.add(Lanes.TYPE.cast(FloatVector.fromArray(S, scratch, WORK + 8)))
                        .add(second.add(Lanes.TYPE.cast(FloatVector.fromArray(S, scratch, WORK + 12))));
            }
            if (L > 8) {
                sum = sum.add(sum.rearrange(BY_8));
            }
            if (L > 4) {
                sum = sum.add(sum.rearrange(BY_4));
            }
            if (L > 2) {
                sum = sum.add(sum.rearrange(BY_2));
            }
            if (L > 1) {
                sum = sum.add(sum.rearrange(BY_1));
            }
            scratch[to + row] = sum.lane(0);
        }
    }

    /** The losses of rows from what the scratch holds of them, see {@link LossScalar#rowLoss}. */
    static void losses(float[] scratch, float[] losses, int to, int rows, int classes, float smoothing) {
        for (int i = 0; i < rows; i += L) {
            // log(sum) as in MathScalar; a sum is from 1 to the number of classes, or NaN.
            FloatVector x = Lanes.TYPE.cast(FloatVector.fromArray(S, scratch, SUMS + i));
            IntVector bits = x.reinterpretAsInts().add(0x3f800000 - HALF_ROOT_BITS);
            FloatVector k = (FloatVector)
                    bits.lanewise(VectorOperators.ASHR, 23).sub(127).convertShape(VectorOperators.I2F, S, 0);
            FloatVector f = bits.and(0x007fffff)
                    .add(HALF_ROOT_BITS)
                    .reinterpretAsFloats()
                    .sub(1f);
            FloatVector s = f.div(f.add(2f));
            FloatVector s2 = s.mul(s);
            FloatVector s4 = s2.mul(s2);
            FloatVector odd = s2.mul(s4.fma(FloatVector.broadcast(S, L3), FloatVector.broadcast(S, L1)));
            FloatVector even = s4.fma(FloatVector.broadcast(S, L4), FloatVector.broadcast(S, L2));
            FloatVector h = f.mul(0.5f).mul(f);
            FloatVector low = s.fma(h.add(s4.fma(even, odd)), k.mul(LOG_LN2_LOW));
            FloatVector logSum =
                    k.fma(FloatVector.broadcast(S, LOG_LN2_HIGH), low.sub(h).add(f));
            logSum = FloatVector.broadcast(S, Float.NaN).blend(logSum, x.compare(VectorOperators.GE, 1f));
            FloatVector loss = logSum.sub(Lanes.TYPE.cast(FloatVector.fromArray(S, scratch, TARGETS + i)));
            if (smoothing != 0) {
                FloatVector mean = Lanes.TYPE
                        .cast(FloatVector.fromArray(S, scratch, SHIFTED + i))
                        .div(classes);
                loss = loss.fma(
                        FloatVector.broadcast(S, 1f - smoothing),
                        logSum.sub(mean).mul(smoothing));
            }
            if (i <= rows - L) {
                Lanes.TYPE.cast(loss).intoArray(losses, to + i);
            } else {
                Lanes.TYPE.cast(loss).intoArray(losses, to + i, S.indexInRange(i, rows));
            }
        }
    }
}
