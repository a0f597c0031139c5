package dev.lanewise.nn;

import dev.lanewise.core.Team;
import dev.lanewise.core.TileTask;
import dev.lanewise.kernel.Execution;
import org.jspecify.annotations.Nullable;

/** A layer at work that has no parameters and whose outputs have the deltas that its inputs have, element by element. */
abstract class ElementPass extends LayerPass {

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

    ElementPass(Execution execution, int units, int maxRows, boolean training, boolean last) {
        super(units, maxRows, training, last);
        team = execution.team();
    }

    /** Computes {@code length} elements of {@link #output} from {@code at}. */
    abstract void compute(int at, int length);

    @Override
    void forward(float[] newX, int newXOffset, int newRows) {
        x = newX;
        xOffset = newXOffset;
        rows = newRows;
        grid.cut(rows, TilePlan.scaleRows(outputs), outputs, outputs);
        TilePlan.run(team, forwardTile, grid.tiles(), TilePlan.scaleWork(rows, outputs));
    }

    private void forwardTile(int tile, int member) {
        int from = grid.rowFrom(tile);
        compute(from * outputs, (grid.rowTo(tile) - from) * outputs);
    }

    @Override
    void backward(float[] gradients, boolean add, @Nullable LayerPass newBefore) {
        before = newBefore;
        if (newBefore != null) {
            TilePlan.run(team, backwardTile, grid.tiles(), TilePlan.scaleWork(rows, outputs));
        }
    }

    private void backwardTile(int tile, int member) {
        LayerPass target = before;
        if (target != null) {
            int from = grid.rowFrom(tile);
            int to = grid.rowTo(tile);
            int at = from * outputs;
            System.arraycopy(delta, deltaOffset + at, target.delta, target.deltaOffset + at, (to - from) * outputs);
            target.deltaWritten(from, to, 0, outputs);
        }
    }
}
