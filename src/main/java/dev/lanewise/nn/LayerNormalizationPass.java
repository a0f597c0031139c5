package dev.lanewise.nn;

import dev.lanewise.core.TileTask;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.NormalizeKernel;
import org.jspecify.annotations.Nullable;

/** Layer normalisation at work: each row by its own mean and variance. Backward: {@code g = s dy}, {@code dx = (g - mean g - z mean (g z)) / deviation}. */
final class LayerNormalizationPass extends NormalizationPass {

    /** One over the deviation of each row. */
    private final float[] inverse;

    /** For each member of the team. */
    private final float[][] scratch;

    private final TileTask backwardTile = this::backwardTile;

    LayerNormalizationPass(
            Normalization layer,
            Execution execution,
            float[] parameters,
            int maxRows,
            boolean training,
            int deltaOffset) {
        super(layer, execution, parameters, maxRows, training, deltaOffset);
        inverse = new float[maxRows];
        scratch = new float[execution.team().threads()][NormalizeKernel.SCRATCH];
    }

    @Override
    void normalize(int from, int to, int member) {
        kernel.rows(
                x, xOffset, normalized, 0, inverse, outputs, from * members, to * members, epsilon, scratch[member]);
    }

    /** The tiles of the deltas come first: the layer before waits for them. */
    @Override
    void backward(float[] newGradients, boolean add, @Nullable LayerPass newBefore) {
        gradients = newGradients;
        adding = add;
        before = newBefore;
        run(backwardTile, (before == null ? 0 : groupGrid.tiles()) + columnGrid.tiles());
    }

    private void backwardTile(int tile, int member) {
        LayerPass target = before;
        int deltaTiles = target == null ? 0 : groupGrid.tiles();
        if (target != null && tile < deltaTiles) {
            deltaTile(target, tile, scratch[member]);
        } else {
            int at = tile - deltaTiles;
            sums(gradients, scaleOffset, biasOffset, columnGrid.columnFrom(at), columnGrid.columnTo(at), adding);
        }
    }

    private void deltaTile(LayerPass target, int tile, float[] lanes) {
        int from = groupGrid.rowFrom(tile);
        int to = groupGrid.rowTo(tile);
        float[] dx = target.delta;
        int at = target.deltaOffset;
        scales.multiply(delta, deltaOffset, parameters, scaleOffset, dx, at, columns, from, to);
        kernel.rowDeltas(normalized, 0, inverse, dx, at, outputs, from * members, to * members, lanes);
        target.deltaWritten(from * members, to * members, 0, outputs);
    }
}
