package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link LossKernel}; {@link LossVectorElements} holds the loops over elements, {@link LossVectorGroups} and
 * {@link LossVectorRows} those over rows. */
final class LossVector implements LossKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();
    private static final LossScalar TAIL = new LossScalar();

    /** For each number of columns below L the row that a lane is of, where a vector holds as many rows as fit. */
    private static final RowOf[] ROW_OF = new RowOf[L];

    /** The row of each lane. */
    private record RowOf(VectorShuffle<Float> lanes) {}

    static {
        for (int i = 1; i < L; i++) {
            int columns = i;
            ROW_OF[i] = new RowOf(VectorShuffle.fromOp(S, lane -> Math.min(lane / columns, L / columns - 1)));
        }
    }

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
        int whole = function == LossFunction.BINARY_CROSS_ENTROPY ? length : length - length % L;
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
        for (int row = 0; row < rows; row += LossVectorRows.ROWS) {
            int now = Math.min(LossVectorRows.ROWS, rows - row);
            int from = logitOffset + row * classes;
            int to = deltaOffset + row * classes;
            int target = targetOffset + row;
            if (classes > L) {
                LossVectorRows.softmax(
                        logits, from, targets, target, deltas, to, now, classes, smoothing, scale, scratch);
            } else {
                LossVectorGroups.softmax(
                        logits, from, targets, target, deltas, to, now, classes, smoothing, scale, scratch);
            }
            LossVectorRows.losses(scratch, losses, lossOffset + row, now, classes, smoothing);
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
        for (int row = 0; row < rows; row += LossVectorRows.ROWS) {
            int now = Math.min(LossVectorRows.ROWS, rows - row);
            int z = logitOffset + row * classes;
            int p = probabilityOffset + row * classes;
            if (classes > L) {
                LossVectorRows.softmax(logits, z, null, 0, probabilities, p, now, classes, 0, 1, scratch);
            } else {
                LossVectorGroups.softmax(logits, z, null, 0, probabilities, p, now, classes, 0, 1, scratch);
            }
        }
    }

    @Override
    public void scaleRows(float[] values, int offset, int rows, int columns, float[] weights, int weightOffset) {
        if (columns > 0 && columns < L) {
            scaleShortRows(values, offset, rows * columns, columns, weights, weightOffset);
            return;
        }
        for (int r = 0; r < rows; r++) {
            float weight = weights[weightOffset + r];
            int row = offset + r * columns;
            for (int c = 0; c < columns; c += L) {
                if (c <= columns - L) {
                    Lanes.TYPE
                            .cast(FloatVector.fromArray(S, values, row + c))
                            .mul(weight)
                            .intoArray(values, row + c);
                } else {
                    VectorMask<Float> inside = S.indexInRange(c, columns);
                    Lanes.TYPE
                            .cast(FloatVector.fromArray(S, values, row + c, inside))
                            .mul(weight)
                            .intoArray(values, row + c, inside);
                }
            }
        }
    }

    /** As many rows as fit into a vector, with their weights spread over it. */
    private static void scaleShortRows(
            float[] values, int offset, int length, int columns, float[] weights, int weightOffset) {
        int step = L / columns;
        VectorShuffle<Float> rowOf = ROW_OF[columns].lanes;
        VectorMask<Float> inside = S.indexInRange(0, step * columns);
        VectorMask<Float> present = S.indexInRange(0, step);
        int row = weightOffset;
        for (int i = 0; i < length; i += step * columns) {
            boolean whole = i <= length - step * columns;
            FloatVector weight = whole
                    ? Lanes.TYPE.cast(FloatVector.fromArray(S, weights, row, present))
                    : Lanes.TYPE.cast(
                            FloatVector.fromArray(S, weights, row, S.indexInRange(0, (length - i) / columns)));
            weight = weight.rearrange(rowOf);
            int at = offset + i;
            if (whole) {
                Lanes.TYPE
                        .cast(FloatVector.fromArray(S, values, at, inside))
                        .mul(weight)
                        .intoArray(values, at, inside);
            } else {
                VectorMask<Float> left = S.indexInRange(i, length);
                Lanes.TYPE
                        .cast(FloatVector.fromArray(S, values, at, left))
                        .mul(weight)
                        .intoArray(values, at, left);
            }
            row += step;
        }
    }
}
