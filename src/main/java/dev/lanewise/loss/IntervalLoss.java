package dev.lanewise.loss;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossFunction;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A regression with prediction intervals: each target has three outputs, one behind the other. The first is trained by a loss of its own, the other two by the
 * pinball loss (see {@link Quantile}) of the quantiles {@code (1 - coverage) / 2} and {@code (1 + coverage) / 2}; the loss of a target is the sum of the three.
 */
public final class IntervalLoss implements Loss {

    /** Outputs of each target: the prediction, the lower and the upper quantile. */
    public static final int OUTPUTS = 3;

    private static final Set<LossFunction> DISTANCES =
            EnumSet.of(LossFunction.SQUARED, LossFunction.ABSOLUTE, LossFunction.HUBER, LossFunction.QUANTILE);

    private final ElementLoss prediction;
    private final double coverage;

    /**
     * Creates the loss.
     *
     * @param prediction the loss of the first output: a mean of squared or absolute errors, huber or quantile
     * @param coverage share of rows that lies between the quantiles, between 0 and 1
     * @throws UserException if the loss is another one, or the share out of range
     */
    public IntervalLoss(Loss prediction, double coverage) {
        if (!(coverage > 0 && coverage < 1)) {
            throw new UserException("interval must be between 0 and 1, both excluded, not " + coverage + ".");
        }
        boolean fits = prediction instanceof ElementLoss element
                && prediction.separable() // not the root of a mean
                && DISTANCES.contains(element.function());
        if (!fits) {
            throw new UserException("interval does not go with the loss " + prediction.label()
                    + ". Use mean-squared-error, mean-absolute-error, huber or quantile.");
        }
        this.prediction = (ElementLoss) prediction;
        this.coverage = coverage;
    }

    @Override
    public String label() {
        return prediction.label();
    }

    @Override
    public String setting() {
        return (prediction.setting().isEmpty() ? "" : prediction.setting() + ", ") + "interval=" + coverage;
    }

    @Override
    public int targetColumns(int outputs) {
        return outputs / OUTPUTS;
    }

    @Override
    public int termCount(int rows, int outputCount) {
        return rows * outputCount;
    }

    @Override
    public void terms(
            Kernels kernels,
            LossBuffers buffers,
            float[] outputs,
            float[] targets,
            int targetOffset,
            float @Nullable [] weights,
            int weightOffset,
            int rows,
            int outputCount,
            double weight,
            float @Nullable [] deltas) {
        float[] slopes = deltas == null ? buffers.unusedDeltas : deltas;
        float[] column = buffers.column(outputCount);
        int room = column.length / 4; // for outputs, targets, losses and deltas
        int width = outputCount / OUTPUTS;
        float scale = (float) (1 / weight);
        for (int c = 0; c < outputCount; c++) {
            for (int r = 0; r < rows; r++) {
                column[r] = outputs[r * outputCount + c];
                column[room + r] = targets[targetOffset + r * width + c / OUTPUTS];
            }
            column(kernels, c % OUTPUTS, column, room, rows, scale);
            for (int r = 0; r < rows; r++) {
                buffers.losses[r * outputCount + c] = column[2 * room + r];
                slopes[r * outputCount + c] = column[3 * room + r];
            }
        }
        if (weights != null) {
            kernels.losses().scaleRows(buffers.losses, 0, rows, outputCount, weights, weightOffset);
            kernels.losses().scaleRows(slopes, 0, rows, outputCount, weights, weightOffset);
        }
    }

    private void column(Kernels kernels, int part, float[] column, int room, int rows, float scale) {
        LossFunction function = part == 0 ? prediction.function() : LossFunction.QUANTILE;
        float parameter = part == 0 ? prediction.parameter() : (float) (part == 1 ? 1 - coverage : 1 + coverage) / 2;
        kernels.losses()
                .elements(
                        function, parameter, column, 0, column, room, column, 2 * room, column, 3 * room, rows, scale);
    }

    @Override
    public String toString() {
        return label() + " (" + setting() + ")";
    }
}
