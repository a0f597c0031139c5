package dev.lanewise.nn;

import dev.lanewise.core.Team;
import dev.lanewise.core.TileTask;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.NormalizeKernel;
import dev.lanewise.kernel.ScaleKernel;
import org.jspecify.annotations.Nullable;

/**
 * What normalisations have in common: {@code y = s z + b} behind the normalised {@code z}, and {@code ds = sum of z dy}, {@code db = sum of dy}. As in {@link ScalePass} the rows of all
 * members that belong together are one row, a group, of a matrix of {@code members * units} columns.
 */
abstract class NormalizationPass extends LayerPass {

    private static final float[] EMPTY = {};

    final int members;
    final int columns;
    final int depth;
    final int scaleOffset;
    final int biasOffset;
    final double epsilon;
    final float[] parameters;
    final ScaleKernel scales;
    final NormalizeKernel kernel;
    final Team team;
    /** Tiles of whole groups, for what is done row by row. */
    final Grid groupGrid = new Grid();
    /** Tiles of columns, for sums over groups. */
    final Grid columnGrid = new Grid();

    /** What was normalised, {@code [groups][columns]}. */
    final float[] normalized;

    private final TileTask forwardTile = this::forwardTile;
    private final TileTask gradientTile = this::gradientTile;
    private final TileTask deltaTile = this::deltaTile;

    float[] x = EMPTY;
    int xOffset;
    int groups;
    float[] gradients = EMPTY;
    boolean adding;

    @Nullable
    LayerPass before;

    NormalizationPass(
            Normalization layer, Execution execution, float[] parameters, int maxRows, boolean training, boolean last) {
        super(layer.units, maxRows, training, last);
        members = layer.members;
        columns = members * layer.units;
        depth = ScaleKernel.rowsPerChain(members);
        scaleOffset = layer.scale.offset();
        biasOffset = layer.bias.offset();
        epsilon = layer.epsilon;
        this.parameters = parameters;
        scales = execution.kernels().scales();
        kernel = execution.kernels().normalizations();
        team = execution.team();
        normalized = new float[size];
    }

    /** Writes {@link #normalized} of some groups. */
    abstract void normalize(int from, int to, int member);

    @Override
    void forward(float[] newX, int newXOffset, int rows) {
        x = newX;
        xOffset = newXOffset;
        groups = rows / members;
        groupGrid.cut(groups, TilePlan.scaleRows(columns), columns, columns);
        columnGrid.cut(1, 1, columns, TilePlan.scaleColumns(columns));
        prepare();
        run(forwardTile, groupGrid.tiles());
    }

    /** What is to be known of the whole batch before any of it is normalised. */
    void prepare() {}

    private void forwardTile(int tile, int member) {
        int from = groupGrid.rowFrom(tile);
        int to = groupGrid.rowTo(tile);
        normalize(from, to, member);
        scales.affine(normalized, 0, parameters, scaleOffset, parameters, biasOffset, output, 0, columns, from, to);
    }

    /** The gradients come first: the deltas of batch normalisation depend on them. */
    @Override
    final void backward(float[] newGradients, boolean add, @Nullable LayerPass newBefore) {
        gradients = newGradients;
        adding = add;
        before = newBefore;
        run(gradientTile, columnGrid.tiles());
        if (newBefore != null) {
            run(deltaTile, groupGrid.tiles());
        }
    }

    private void gradientTile(int tile, int member) {
        int from = columnGrid.columnFrom(tile);
        int to = columnGrid.columnTo(tile);
        sums(gradients, scaleOffset, gradients, biasOffset, from, to, adding);
        summed(from, to);
    }

    /** The gradients of some columns are there. */
    void summed(int from, int to) {}

    private void deltaTile(int tile, int member) {
        LayerPass target = before;
        if (target != null) {
            int from = groupGrid.rowFrom(tile);
            int to = groupGrid.rowTo(tile);
            deltas(target, from, to, member);
            target.deltaWritten(from * members, to * members, 0, outputs);
        }
    }

    /** Writes the deltas of the layer before for some groups. */
    abstract void deltas(LayerPass target, int from, int to, int member);

    final void run(TileTask task, int tiles) {
        TilePlan.run(team, task, tiles, TilePlan.scaleWork(groups, columns));
    }

    /** Gradients of some columns' factors and biases. */
    final void sums(float[] ds, int dsOffset, float[] db, int dbOffset, int from, int to, boolean add) {
        scales.scaleGradient(normalized, 0, delta, deltaOffset, ds, dsOffset, groups, columns, from, to, depth, add);
        scales.biasGradient(delta, deltaOffset, db, dbOffset, groups, columns, from, to, depth, add);
    }
}
