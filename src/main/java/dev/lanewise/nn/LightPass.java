package dev.lanewise.nn;

import dev.lanewise.core.Team;
import dev.lanewise.core.TileTask;
import dev.lanewise.kernel.Execution;
import org.jspecify.annotations.Nullable;

/** A layer at work that has no parameters, in tiles of rows that stay in a cache. */
abstract class LightPass extends RowPass {

    private static final float[] EMPTY = {};

    private final Team team;
    private final Grid grid = new Grid();
    private final TileTask forwardTile = this::forwardTile;
    private final TileTask backwardTile = this::backwardTile;

    /** Inputs of the last forward pass, {@code [rows][units]} from {@link #xOffset}. */
    float[] x = EMPTY;

    int xOffset;
    private int rows;
    private @Nullable LayerPass before;

    LightPass(Execution execution, int units, int maxRows, boolean training, boolean last) {
        super(units, maxRows, training, last);
        team = execution.team();
    }

    @Override
    final void begin(float[] newX, int newXOffset, int newRows) {
        x = newX;
        xOffset = newXOffset;
        rows = newRows;
    }

    @Override
    final void forward(float[] newX, int newXOffset, int newRows) {
        begin(newX, newXOffset, newRows);
        grid.cut(rows, TilePlan.scaleRows(outputs), outputs, outputs);
        TilePlan.run(team, forwardTile, grid.tiles(), TilePlan.scaleWork(rows, outputs));
    }

    private void forwardTile(int tile, int member) {
        forwardRows(grid.rowFrom(tile), grid.rowTo(tile), member);
    }

    @Override
    final void backward(float[] gradients, boolean add, @Nullable LayerPass newBefore) {
        before = newBefore;
        if (newBefore != null) {
            TilePlan.run(team, backwardTile, grid.tiles(), TilePlan.scaleWork(rows, outputs));
        }
    }

    private void backwardTile(int tile, int member) {
        LayerPass target = before;
        if (target != null) {
            deltaRows(target, grid.rowFrom(tile), grid.rowTo(tile), member);
        }
    }
}
