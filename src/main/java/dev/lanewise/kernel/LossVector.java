package dev.lanewise.kernel;

import java.util.Arrays;
import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link LossKernel}; {@link LossVectorElements} holds the loops over elements. */
final class LossVector implements LossKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();
    private static final int LANES = SumKernel.LANES;
    private static final LossScalar TAIL = new LossScalar();

    @Override
    public void elements(
            LossFunction function,
            float parameter,
            float[] outputs,
            int outputOffset,
            float[] targets,
            int targetOffset,
            float[] losses,
            int lossOffset,
            float[] deltas,
            int deltaOffset,
            int length,
            float scale) {
        int whole = length - length % L;
        LossVectorElements.run(
                function,
                parameter,
                outputs,
                outputOffset,
                targets,
                targetOffset,
                losses,
                lossOffset,
                deltas,
                deltaOffset,
                whole,
                scale);
        TAIL.elements(
                function,
                parameter,
                outputs,
                outputOffset + whole,
                targets,
                targetOffset + whole,
                losses,
                lossOffset + whole,
                deltas,
                deltaOffset + whole,
                length - whole,
                scale);
    }

    @Override
    public void softmaxCrossEntropy(
            float[] logits,
            int logitOffset,
            float[] targets,
            int targetOffset,
            float[] losses,
            int lossOffset,
            float[] deltas,
            int deltaOffset,
            int rows,
            int classes,
            float smoothing,
            float scale,
            float[] scratch) {
        float off = smoothing / classes;
        float on = 1f - smoothing;
        for (int r = 0; r < rows; r++) {
            int z = logitOffset + r * classes;
            float max = max(logits, z, classes, scratch);
            losses[lossOffset + r] = max;
            shift(logits, z, max, deltas, deltaOffset + r * classes, classes);
        }
        exp(deltas, deltaOffset, rows * classes);
        for (int r = 0; r < rows; r++) {
            int d = deltaOffset + r * classes;
            int target = Objects.checkIndex((int) targets[targetOffset + r], classes);
            float max = losses[lossOffset + r];
            float targetLogit = logits[logitOffset + r * classes + target];
            float shifted = 0;
            if (smoothing != 0) {
                sumShifted(logits, logitOffset + r * classes, max, classes, scratch);
                shifted = SumScalar.tree(scratch, 0);
            }
            sum(deltas, d, classes, scratch);
            float sum = SumScalar.tree(scratch, 0);
            losses[lossOffset + r] = LossScalar.rowLoss(sum, targetLogit - max, shifted, classes, smoothing, on);
            float targetDelta = (deltas[d + target] / sum - (off + on)) * scale;
            int j = 0;
            for (; j <= classes - L; j += L) {
                FloatVector p = FloatVector.fromArray(S, deltas, d + j).div(sum);
                p.sub(off).mul(scale).intoArray(deltas, d + j);
            }
            for (; j < classes; j++) {
                deltas[d + j] = (deltas[d + j] / sum - off) * scale;
            }
            deltas[d + target] = targetDelta;
        }
    }

    private static float max(float[] values, int from, int length, float[] scratch) {
        float max = Float.NEGATIVE_INFINITY;
        int j = 0;
        if (length >= L) {
            FloatVector maxima = FloatVector.fromArray(S, values, from);
            maxima = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY)
                    .blend(maxima, maxima.compare(VectorOperators.GT, Float.NEGATIVE_INFINITY));
            for (j = L; j <= length - L; j += L) {
                FloatVector v = FloatVector.fromArray(S, values, from + j);
                maxima = maxima.blend(v, v.compare(VectorOperators.GT, maxima));
            }
            maxima.intoArray(scratch, 0);
            for (int lane = 0; lane < L; lane++) {
                max = scratch[lane] > max ? scratch[lane] : max;
            }
        }
        for (; j < length; j++) {
            max = values[from + j] > max ? values[from + j] : max;
        }
        return max;
    }

    private static void shift(float[] z, int from, float max, float[] out, int to, int length) {
        int j = 0;
        for (; j <= length - L; j += L) {
            FloatVector.fromArray(S, z, from + j).sub(max).intoArray(out, to + j);
        }
        for (; j < length; j++) {
            out[to + j] = z[from + j] - max;
        }
    }

    /** Of all rows at once, so that few elements are left over. */
    private static void exp(float[] values, int from, int length) {
        int whole = length - length % L;
        MathVector.exp(values, from, values, from, whole);
        for (int j = from + whole; j < from + length; j++) {
            values[j] = MathScalar.exp(values[j]);
        }
    }

    /** Sums into sixteen virtual lanes: a part of L of them after the other, so that a lane adds its elements in order. */
    private static void sum(float[] values, int from, int length, float[] scratch) {
        Arrays.fill(scratch, 0, LANES, 0);
        for (int part = 0; part < LANES && part < length; part += L) {
            FloatVector sum = FloatVector.zero(S);
            int j = part;
            for (; j <= length - L; j += LANES) {
                sum = sum.add(FloatVector.fromArray(S, values, from + j));
            }
            if (j < length) {
                VectorMask<Float> mask = S.indexInRange(j, length);
                sum = sum.add(FloatVector.fromArray(S, values, from + j, mask), mask);
            }
            sum.intoArray(scratch, part);
        }
    }

    private static void sumShifted(float[] values, int from, float max, int length, float[] scratch) {
        Arrays.fill(scratch, 0, LANES, 0);
        for (int part = 0; part < LANES && part < length; part += L) {
            FloatVector sum = FloatVector.zero(S);
            int j = part;
            for (; j <= length - L; j += LANES) {
                sum = sum.add(FloatVector.fromArray(S, values, from + j).sub(max));
            }
            if (j < length) {
                VectorMask<Float> mask = S.indexInRange(j, length);
                sum = sum.add(FloatVector.fromArray(S, values, from + j, mask).sub(max), mask);
            }
            sum.intoArray(scratch, part);
        }
    }

    @Override
    public void softmax(
            float[] logits,
            int logitOffset,
            float[] probabilities,
            int probabilityOffset,
            int rows,
            int classes,
            float[] scratch) {
        for (int r = 0; r < rows; r++) {
            int z = logitOffset + r * classes;
            shift(logits, z, max(logits, z, classes, scratch), probabilities, probabilityOffset + r * classes, classes);
        }
        exp(probabilities, probabilityOffset, rows * classes);
        for (int r = 0; r < rows; r++) {
            int p = probabilityOffset + r * classes;
            sum(probabilities, p, classes, scratch);
            float sum = SumScalar.tree(scratch, 0);
            int j = 0;
            for (; j <= classes - L; j += L) {
                FloatVector.fromArray(S, probabilities, p + j).div(sum).intoArray(probabilities, p + j);
            }
            for (; j < classes; j++) {
                probabilities[p + j] /= sum;
            }
        }
    }

    @Override
    public void scaleRows(float[] values, int offset, int rows, int columns, float[] weights, int weightOffset) {
        for (int r = 0; r < rows; r++) {
            float weight = weights[weightOffset + r];
            int row = offset + r * columns;
            int c = 0;
            for (; c <= columns - L; c += L) {
                FloatVector.fromArray(S, values, row + c).mul(weight).intoArray(values, row + c);
            }
            for (; c < columns; c++) {
                values[row + c] *= weight;
            }
        }
    }
}
