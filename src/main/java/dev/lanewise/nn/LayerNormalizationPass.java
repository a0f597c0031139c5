package dev.lanewise.nn;

import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.NormalizeKernel;

/** Layer normalisation at work: each row by its own mean and variance. Backward: {@code g = s dy}, {@code dx = (g - mean g - z mean (g z)) / deviation}. */
final class LayerNormalizationPass extends NormalizationPass {

    /** One over the deviation of each row. */
    private final float[] inverse;

    /** For each member of the team. */
    private final float[][] scratch;

    LayerNormalizationPass(
            Normalization layer, Execution execution, float[] parameters, int maxRows, boolean training, boolean last) {
        super(layer, execution, parameters, maxRows, training, last);
        inverse = new float[maxRows];
        scratch = new float[execution.team().threads()][NormalizeKernel.SCRATCH];
    }

    @Override
    void normalize(int from, int to, int member) {
        kernel.rows(
                x, xOffset, normalized, 0, inverse, outputs, from * members, to * members, epsilon, scratch[member]);
    }

    @Override
    void deltas(LayerPass target, int from, int to, int member) {
        float[] dx = target.delta;
        int at = target.deltaOffset;
        scales.multiply(delta, deltaOffset, parameters, scaleOffset, dx, at, columns, from, to);
        kernel.rowDeltas(normalized, 0, inverse, dx, at, outputs, from * members, to * members, scratch[member]);
    }
}
