package dev.lanewise.nn;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.TileTask;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.NormalizeKernel;
import java.util.Arrays;

/**
 * Batch normalisation at work: while training each column by its mean and variance over the batch, while predicting by the running ones. Backward: {@code dx = s / deviation *
 * (dy - db / n - z ds / n)}. The running statistics move when a step is kept, see {@link #keepStatistics}. A batch of one row has no variance: it goes through as in a prediction
 * and moves nothing.
 */
final class BatchNormalizationPass extends NormalizationPass {

    private final boolean training;
    private final int meanOffset;
    private final int varianceOffset;
    private final float momentum;

    /** What the columns are normalised by. */
    private final float[] mean;

    private final float[] inverse;

    /** Variances of the batch; on the way back the factors of the deltas. */
    private final float[] variance;

    /** Sums of {@code z dy} and {@code dy} over this batch alone, divided by minus its rows and by its rows. */
    private final float[] slopes;

    private final float[] means;

    /** Running means and variances once the step is kept. */
    private final float[] moved;

    private final TileTask statisticsTile = this::statisticsTile;

    /** Whether the batch's own statistics are taken. */
    private boolean ofBatch;
    /** Whether {@link #moved} holds something that belongs to the step. */
    private boolean moving;

    BatchNormalizationPass(
            Normalization layer,
            int meanOffset,
            int varianceOffset,
            Execution execution,
            float[] parameters,
            int maxRows,
            boolean training,
            boolean last) {
        super(layer, execution, parameters, maxRows, training, last);
        this.training = training;
        this.meanOffset = meanOffset;
        this.varianceOffset = varianceOffset;
        momentum = (float) layer.momentum;
        mean = new float[columns];
        inverse = new float[columns];
        int trained = training ? columns : 0;
        variance = new float[trained];
        slopes = new float[trained];
        means = new float[trained];
        moved = new float[2 * trained];
    }

    @Override
    void step(RandomKey seed, int step, int firstRow) {
        // A step that was not kept, because its loss was no number, leaves nothing.
        moving &= firstRow > 0;
    }

    @Override
    void prepare() {
        ofBatch = training && groups > 1;
        if (ofBatch) {
            run(statisticsTile, columnGrid.tiles());
            moving = true;
        } else {
            System.arraycopy(parameters, meanOffset, mean, 0, columns);
            for (int c = 0; c < columns; c++) {
                inverse[c] = NormalizeKernel.inverse(parameters[varianceOffset + c], epsilon);
            }
        }
    }

    /** Mean and variance of some columns, in two passes over them. */
    private void statisticsTile(int tile, int member) {
        int from = columnGrid.columnFrom(tile);
        int to = columnGrid.columnTo(tile);
        scales.biasGradient(x, xOffset, mean, 0, groups, columns, from, to, depth, false);
        for (int c = from; c < to; c++) {
            mean[c] /= groups;
        }
        // The distances from the means: they are divided by the deviations, once these are known.
        Arrays.fill(inverse, from, to, 1);
        kernel.columns(x, xOffset, mean, inverse, normalized, 0, columns, 0, groups, from, to);
        scales.scaleGradient(normalized, 0, normalized, 0, variance, 0, groups, columns, from, to, depth, false);
        for (int c = from; c < to; c++) {
            float unbiased = variance[c] / (groups - 1);
            variance[c] /= groups;
            inverse[c] = NormalizeKernel.inverse(variance[c], epsilon);
            move(c, parameters[meanOffset + c], mean[c]);
            move(columns + c, parameters[varianceOffset + c], unbiased);
        }
    }

    private void move(int at, float kept, float batch) {
        float old = moving ? moved[at] : kept;
        moved[at] = Math.fma(momentum, batch - old, old);
    }

    @Override
    void keepStatistics() {
        if (moving) {
            System.arraycopy(moved, 0, parameters, meanOffset, columns);
            System.arraycopy(moved, columns, parameters, varianceOffset, columns);
            moving = false;
        }
    }

    @Override
    void normalize(int from, int to, int member) {
        kernel.columns(x, xOffset, mean, inverse, normalized, 0, columns, from, to, 0, columns);
    }

    @Override
    void summed(int from, int to) {
        if (!ofBatch) {
            Arrays.fill(slopes, from, to, 0);
            Arrays.fill(means, from, to, 0);
        } else if (adding) {
            sums(slopes, 0, means, 0, from, to, false);
        } else {
            System.arraycopy(gradients, scaleOffset + from, slopes, from, to - from);
            System.arraycopy(gradients, biasOffset + from, means, from, to - from);
        }
        for (int c = from; c < to; c++) {
            slopes[c] /= -groups;
            means[c] /= groups;
            variance[c] = parameters[scaleOffset + c] * inverse[c];
        }
    }

    @Override
    void deltas(LayerPass target, int from, int to, int member) {
        kernel.columnDeltas(
                normalized,
                0,
                delta,
                deltaOffset,
                means,
                slopes,
                variance,
                target.delta,
                target.deltaOffset,
                columns,
                from,
                to);
    }
}
