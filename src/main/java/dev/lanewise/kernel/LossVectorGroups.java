package dev.lanewise.kernel;

import static dev.lanewise.kernel.LossVectorRows.BY_1;
import static dev.lanewise.kernel.LossVectorRows.BY_2;
import static dev.lanewise.kernel.LossVectorRows.BY_4;
import static dev.lanewise.kernel.LossVectorRows.BY_8;
import static dev.lanewise.kernel.LossVectorRows.SHIFTED;
import static dev.lanewise.kernel.LossVectorRows.SUMS;
import static dev.lanewise.kernel.LossVectorRows.TARGETS;
import static dev.lanewise.kernel.LossVectorRows.WORK;

import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The softmax of rows of at most a vector's length: a vector holds several rows, each in a group of lanes, their number the next power of two. An
 * element is a virtual lane of its own, so that folding the groups is the fixed tree; lanes without a class add +0.0.
 */
final class LossVectorGroups {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    /**
     * How rows of some classes stand in a vector.
     *
     * @param group lanes that a row takes
     * @param spread the element that each lane takes; the row's first one where there is none of its own
     * @param close the lane that each element comes from
     * @param first the first lane of each row
     * @param rowOf the row of each lane
     */
    private record Pattern(
            int group,
            VectorShuffle<Float> spread,
            VectorShuffle<Float> close,
            VectorShuffle<Float> first,
            VectorShuffle<Float> rowOf) {

        static Pattern of(int classes) {
            int group = classes == 1 ? 1 : 2 * Integer.highestOneBit(classes - 1);
            int[] close = new int[L];
            int[] spread = new int[L];
            for (int lane = 0; lane < L; lane++) {
                int row = lane / group;
                boolean inside = lane % group < classes;
                spread[lane] = row * classes + (inside ? lane % group : 0);
                if (inside) {
                    close[spread[lane]] = lane;
                }
            }
            return new Pattern(
                    group,
                    VectorShuffle.fromArray(S, spread, 0),
                    VectorShuffle.fromArray(S, close, 0),
                    VectorShuffle.fromOp(S, lane -> lane * group % L),
                    VectorShuffle.fromOp(S, lane -> lane / group));
        }
    }

    /** By the number of classes. Constants may be objects: what costs is to make new ones. */
    private static final Pattern[] PATTERNS = new Pattern[L + 1];
    /** For each number of classes the class of each lane, -1 for none. */
    private static final float[] CLASS = new float[(L + 1) * L];

    static {
        for (int classes = 1; classes <= L; classes++) {
            PATTERNS[classes] = Pattern.of(classes);
            for (int lane = 0; lane < L; lane++) {
                int column = lane % PATTERNS[classes].group;
                CLASS[classes * L + lane] = column < classes ? column : -1;
            }
        }
    }

    private LossVectorGroups() {}

    /**
     * Writes {@code (p - goal) * scale} of up to {@link LossVectorRows#ROWS} rows and leaves the rows' sums in the scratch; {@code goal} is 0, or with
     * {@code targets} as {@link LossKernel#softmaxCrossEntropy} has it.
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
        Pattern pattern = PATTERNS[classes];
        int group = pattern.group;
        shift(logits, from, rows, classes, pattern, scratch);
        if (targets != null) {
            for (int r = 0; r < rows; r++) {
                int target = Objects.checkIndex((int) targets[targetFrom + r], classes);
                scratch[TARGETS + r] = scratch[WORK + r * group + target];
            }
            if (smoothing != 0) {
                sumShifted(rows, classes, pattern, scratch);
            }
        }
        MathVector.expDown(scratch, WORK, scratch, WORK, (rows * group + L - 1) / L * L);
        if (!scale(targets, targetFrom, out, to, rows, classes, pattern, smoothing, scale, scratch)
                && targets != null) {
            LossScalar.checkTargets(targets, targetFrom, rows, classes);
        }
    }

    /** Spreads {@code z - max} over the groups. */
    private static void shift(float[] logits, int from, int rows, int classes, Pattern pattern, float[] scratch) {
        int group = pattern.group;
        int step = L / group;
        VectorShuffle<Float> spread = pattern.spread;
        VectorMask<Float> elements = S.indexInRange(0, step * classes);
        for (int row = 0; row < rows; row += step) {
            int at = from + row * classes;
            FloatVector z = row <= rows - step
                    ? Lanes.TYPE.cast(FloatVector.fromArray(S, logits, at, elements))
                    : Lanes.TYPE.cast(FloatVector.fromArray(S, logits, at, S.indexInRange(0, (rows - row) * classes)));
            z = z.rearrange(spread);
            FloatVector max = z.blend(Float.NEGATIVE_INFINITY, z.compare(VectorOperators.NE, z));
            if (group > 8) {
                FloatVector other = max.rearrange(BY_8);
                max = max.blend(other, other.compare(VectorOperators.GT, max));
            }
            if (group > 4) {
                FloatVector other = max.rearrange(BY_4);
                max = max.blend(other, other.compare(VectorOperators.GT, max));
            }
            if (group > 2) {
                FloatVector other = max.rearrange(BY_2);
                max = max.blend(other, other.compare(VectorOperators.GT, max));
            }
            if (group > 1) {
                FloatVector other = max.rearrange(BY_1);
                max = max.blend(other, other.compare(VectorOperators.GT, max));
            }
            z.sub(max).intoArray(scratch, WORK + row * group);
        }
    }

    private static void sumShifted(int rows, int classes, Pattern pattern, float[] scratch) {
        int group = pattern.group;
        int step = L / group;
        VectorShuffle<Float> first = pattern.first;
        VectorMask<Float> inside =
                Lanes.TYPE.cast(FloatVector.fromArray(S, CLASS, classes * L)).compare(VectorOperators.GE, 0f);
        for (int row = 0; row < rows; row += step) {
            FloatVector sum = FloatVector.zero(S)
                    .blend(Lanes.TYPE.cast(FloatVector.fromArray(S, scratch, WORK + row * group)), inside);
            if (group > 8) {
                sum = sum.add(sum.rearrange(BY_8));
            }
            if (group > 4) {
                sum = sum.add(sum.rearrange(BY_4));
            }
            if (group > 2) {
                sum = sum.add(sum.rearrange(BY_2));
            }
            if (group > 1) {
                sum = sum.add(sum.rearrange(BY_1));
            }
            sum.rearrange(first).intoArray(scratch, SHIFTED + row);
        }
    }

    /** Sums the exponentials and writes {@code (p - goal) * scale}; false where a target is no class. */
    private static boolean scale(
            float @Nullable [] targets,
            int from,
            float[] out,
            int to,
            int rows,
            int classes,
            Pattern pattern,
            float smoothing,
            float scale,
            float[] scratch) {
        int group = pattern.group;
        int step = L / group;
        float off = smoothing / classes;
        float on = 1f - smoothing;
        VectorShuffle<Float> close = pattern.close;
        VectorShuffle<Float> first = pattern.first;
        VectorShuffle<Float> rowOf = pattern.rowOf;
        FloatVector classOf = Lanes.TYPE.cast(FloatVector.fromArray(S, CLASS, classes * L));
        VectorMask<Float> inside = classOf.compare(VectorOperators.GE, 0f);
        VectorMask<Float> elements = S.indexInRange(0, step * classes);
        VectorMask<Float> present = S.indexInRange(0, step);
        int missing = 0;
        for (int row = 0; row < rows; row += step) {
            FloatVector e = Lanes.TYPE.cast(FloatVector.fromArray(S, scratch, WORK + row * group));
            FloatVector sum = FloatVector.zero(S).blend(e, inside);
            if (group > 8) {
                sum = sum.add(sum.rearrange(BY_8));
            }
            if (group > 4) {
                sum = sum.add(sum.rearrange(BY_4));
            }
            if (group > 2) {
                sum = sum.add(sum.rearrange(BY_2));
            }
            if (group > 1) {
                sum = sum.add(sum.rearrange(BY_1));
            }
            FloatVector goal = FloatVector.broadcast(S, -0f);
            boolean whole = row <= rows - step;
            if (targets != null) {
                FloatVector target = whole
                        ? Lanes.TYPE.cast(FloatVector.fromArray(S, targets, from + row, present))
                        : Lanes.TYPE.cast(FloatVector.fromArray(S, targets, from + row, S.indexInRange(0, rows - row)));
                VectorMask<Float> hit = target.rearrange(rowOf).compare(VectorOperators.EQ, classOf);
                // A group without a row has target 0, and so a hit.
                missing += step - hit.trueCount();
                goal = FloatVector.broadcast(S, -off).blend(-(off + on), hit);
                if (step == 1) {
                    scratch[SUMS + row] = sum.lane(0);
                } else {
                    // Whole vectors: what they hold beyond their rows is overwritten by the next ones.
                    sum.rearrange(first).intoArray(scratch, SUMS + row);
                }
            }
            FloatVector delta = e.fma(FloatVector.broadcast(S, 1f).div(sum), goal)
                    .mul(scale)
                    .rearrange(close);
            if (whole) {
                delta.intoArray(out, to + row * classes, elements);
            } else {
                delta.intoArray(out, to + row * classes, S.indexInRange(0, (rows - row) * classes));
            }
        }
        return missing == 0;
    }
}
