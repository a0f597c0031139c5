package dev.lanewise.kernel;

import java.util.Arrays;
import java.util.Objects;

/** The textbook twin of {@link LossKernel}. */
final class LossScalar implements LossKernel {

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
        for (int i = 0; i < length; i++) {
            float o = outputs[outputOffset + i];
            float t = targets[targetOffset + i];
            losses[lossOffset + i] = loss(function, parameter, o, t);
            deltas[deltaOffset + i] = slope(function, parameter, o, t) * scale;
        }
    }

    private static float loss(LossFunction function, float a, float o, float t) {
        float e = o - t;
        float size = Math.abs(e);
        return switch (function) {
            case SQUARED -> e * e;
            case ABSOLUTE -> size;
            case PERCENTAGE -> size / floored(t, a);
            case HUBER -> size <= a ? e * e * 0.5f : (size - a * 0.5f) * a;
            case QUANTILE -> e <= 0 ? -e * a : e * (1f - a);
            case POISSON -> Math.fma(-t, o, MathScalar.exp(o));
            case BINARY_CROSS_ENTROPY ->
                Math.fma(-smoothed(t, a), o, o > 0 ? o : 0f) + MathScalar.log1p(MathScalar.exp(-Math.abs(o)));
        };
    }

    private static float slope(LossFunction function, float a, float o, float t) {
        float e = o - t;
        return switch (function) {
            case SQUARED -> e * 2f;
            case ABSOLUTE -> sign(e);
            case PERCENTAGE -> sign(e) / floored(t, a);
            case HUBER -> e > a ? a : e < -a ? -a : e;
            case QUANTILE -> e > 0 ? 1f - a : e < 0 ? -a : e;
            case POISSON -> MathScalar.exp(o) - t;
            case BINARY_CROSS_ENTROPY -> MathScalar.sigmoid(o) - smoothed(t, a);
        };
    }

    private static float sign(float e) {
        return e > 0 ? 1 : e < 0 ? -1 : e;
    }

    private static float floored(float t, float floor) {
        float size = Math.abs(t);
        return size <= floor ? floor : size;
    }

    private static float smoothed(float t, float smoothing) {
        return Math.fma(t, 1f - smoothing, smoothing * 0.5f);
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
            int d = deltaOffset + r * classes;
            int target = target(targets[targetOffset + r], classes);
            float targetLogit = logits[z + target];
            float max = max(logits, z, classes);
            exponentials(logits, z, max, deltas, d, classes, scratch);
            float sum = SumScalar.tree(scratch, 0);
            float inverse = 1f / sum;
            losses[lossOffset + r] =
                    rowLoss(sum, targetLogit - max, SumScalar.tree(scratch, LANES), classes, smoothing, on);
            for (int j = 0; j < classes; j++) {
                float goal = j == target ? off + on : off;
                deltas[d + j] = Math.fma(deltas[d + j], inverse, -goal) * scale;
            }
        }
    }

    /** The class index that a target is. */
    static int target(float value, int classes) {
        int target = Objects.checkIndex((int) value, classes);
        if (target != value) {
            throw new IndexOutOfBoundsException("The target " + value + " is no class index.");
        }
        return target;
    }

    /** Fails where one of the targets is no class index. */
    static void checkTargets(float[] targets, int from, int rows, int classes) {
        for (int r = 0; r < rows; r++) {
            target(targets[from + r], classes);
        }
    }

    private static final int LANES = SumKernel.LANES;

    /** The loss of a row from the sum of its exponentials, its target's shifted logit, and the sum of all shifted logits. */
    private static float rowLoss(float sum, float target, float shifted, int classes, float smoothing, float on) {
        float logSum = MathScalar.log(sum);
        float loss = logSum - target;
        return smoothing == 0 ? loss : Math.fma(on, loss, smoothing * (logSum - shifted / classes));
    }

    private static float max(float[] values, int from, int length) {
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < length; j++) {
            max = values[from + j] > max ? values[from + j] : max;
        }
        return max;
    }

    /** Writes exp(z - max) and sums it into lanes 0 to 15 of {@code scratch}, z - max into lanes 16 to 31. */
    private static void exponentials(float[] z, int from, float max, float[] out, int to, int length, float[] scratch) {
        Arrays.fill(scratch, 0, 2 * LANES, 0);
        for (int j = 0; j < length; j++) {
            float shifted = z[from + j] - max;
            float e = MathScalar.exp(shifted);
            out[to + j] = e;
            scratch[j % LANES] += e;
            scratch[LANES + j % LANES] += shifted;
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
            int p = probabilityOffset + r * classes;
            exponentials(logits, z, max(logits, z, classes), probabilities, p, classes, scratch);
            float sum = SumScalar.tree(scratch, 0);
            float inverse = 1f / sum;
            for (int j = 0; j < classes; j++) {
                probabilities[p + j] *= inverse;
            }
        }
    }

    @Override
    public void scaleRows(float[] values, int offset, int rows, int columns, float[] weights, int weightOffset) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                values[offset + r * columns + c] *= weights[weightOffset + r];
            }
        }
    }
}
