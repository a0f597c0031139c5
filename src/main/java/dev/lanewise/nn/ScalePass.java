package dev.lanewise.nn;

import dev.lanewise.core.Team;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.TileTask;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ScaleKernel;
import org.jspecify.annotations.Nullable;

/**
 * A scaling layer at work. Forward: {@code y = s x + b}. Backward: {@code ds = sum of x dy}, {@code db = sum of dy}, {@code dx = s dy}. The rows of all members
 * that belong together are one row of a matrix of {@code members * units} columns, a group, so that all members are one loop.
 */
final class ScalePass extends RowPass {

    private static final float[] EMPTY = {};

    private final int members;
    private final int columns;
    private final int depth;
    private final int scaleOffset;
    private final int biasOffset;
    private final boolean biased;
    private final float[] parameters;
    private final ScaleKernel scales;
    private final Team team;
    private final Grid groupGrid = new Grid();
    private final Grid gradientGrid = new Grid();
    private final TileTask forwardTile = this::forwardTile;
    private final TileTask backwardTile = this::backwardTile;

    private float[] x = EMPTY;
    private int xOffset;
    private int groups;
    private float[] gradients = EMPTY;
    private boolean adding;
    private @Nullable LayerPass before;

    ScalePass(Scale layer, Execution execution, float[] parameters, int maxRows, boolean training, boolean last) {
        super(layer.units, maxRows, training, last);
        Tensor bias = layer.bias;
        members = layer.members;
        columns = members * layer.units;
        depth = ScaleKernel.rowsPerChain(members);
        scaleOffset = layer.scale.offset();
        biased = bias != null;
        biasOffset = bias == null ? 0 : bias.offset();
        this.parameters = parameters;
        scales = execution.kernels().scales();
        team = execution.team();
    }

    @Override
    void begin(float[] newX, int newXOffset, int rows) {
        x = newX;
        xOffset = newXOffset;
        groups = rows / members;
    }

    @Override
    void forward(float[] newX, int newXOffset, int rows) {
        begin(newX, newXOffset, rows);
        groupGrid.cut(groups, TilePlan.scaleRows(columns), columns, columns);
        TilePlan.run(team, forwardTile, groupGrid.tiles(), TilePlan.scaleWork(groups, columns));
    }

    private void forwardTile(int tile, int member) {
        forwardGroups(groupGrid.rowFrom(tile), groupGrid.rowTo(tile));
    }

    @Override
    void forwardRows(int from, int to, int member) {
        forwardGroups(from / members, to / members);
    }

    private void forwardGroups(int from, int to) {
        if (biased) {
            scales.affine(x, xOffset, parameters, scaleOffset, parameters, biasOffset, output, 0, columns, from, to);
        } else {
            scales.multiply(x, xOffset, parameters, scaleOffset, output, 0, columns, from, to);
        }
    }

    /** The tiles of the deltas come first: the layer before waits for them. */
    @Override
    void backward(float[] newGradients, boolean add, @Nullable LayerPass newBefore) {
        gradients = newGradients;
        adding = add;
        before = newBefore;
        gradientGrid.cut(1, 1, columns, TilePlan.scaleColumns(columns));
        int tiles = (before == null ? 0 : groupGrid.tiles()) + gradientGrid.tiles();
        TilePlan.run(team, backwardTile, tiles, TilePlan.scaleWork(groups, columns));
    }

    private void backwardTile(int tile, int member) {
        int deltaTiles = before == null ? 0 : groupGrid.tiles();
        if (before != null && tile < deltaTiles) {
            deltaTile(before, tile);
        } else {
            gradientTile(tile - deltaTiles);
        }
    }

    private void deltaTile(LayerPass target, int tile) {
        deltaGroups(target, groupGrid.rowFrom(tile), groupGrid.rowTo(tile));
    }

    @Override
    void deltaRows(LayerPass target, int from, int to, int member) {
        deltaGroups(target, from / members, to / members);
    }

    private void deltaGroups(LayerPass target, int from, int to) {
        scales.multiply(
                delta, deltaOffset, parameters, scaleOffset, target.delta, target.deltaOffset, columns, from, to);
        target.deltaWritten(from * members, to * members, 0, outputs);
    }

    private void gradientTile(int tile) {
        gradientColumns(gradientGrid.columnFrom(tile), gradientGrid.columnTo(tile));
    }

    @Override
    void gradientPart(float[] newGradients, boolean add, int part, int parts, int member) {
        gradients = newGradients;
        adding = add;
        gradientColumns((int) ((long) part * columns / parts), (int) ((part + 1L) * columns / parts));
    }

    private void gradientColumns(int from, int to) {
        scales.scaleGradient(
                x, xOffset, delta, deltaOffset, gradients, scaleOffset, groups, columns, from, to, depth, adding);
        if (biased) {
            scales.biasGradient(delta, deltaOffset, gradients, biasOffset, groups, columns, from, to, depth, adding);
        }
    }
}
