package dev.lanewise.nn;

import dev.lanewise.core.Team;
import dev.lanewise.core.TileTask;
import dev.lanewise.kernel.EmbeddingKernel;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ProductKernel;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings at work. Forward: numbers go through, codes become rows of their tables. Backward: the gradient of a table's row is the sum of the deltas of the
 * rows with its code. It comes before every layer that learns, so that nobody waits for deltas of its inputs.
 */
final class EmbeddingPass extends RowPass {

    private static final float[] EMPTY = {};

    private final int inputs;
    private final int dimension;
    private final int[] starts;
    private final int maxRows;
    private final int tableOffset;
    private final float[] parameters;
    private final EmbeddingKernel kernel;
    private final Team team;
    private final int[] first;
    private final int[] next;
    private final Grid grid = new Grid();
    private final TileTask forwardTile = this::forwardTile;
    private final TileTask gradientTile = this::gradientTile;

    private float[] x = EMPTY;
    private int xOffset;
    private int rows;
    private float[] gradients = EMPTY;
    private boolean adding;

    EmbeddingPass(
            Embedding layer, Execution execution, float[] parameters, int maxRows, boolean training, boolean last) {
        super(layer.outputs, maxRows, training, last);
        inputs = layer.inputs;
        dimension = layer.dimension;
        starts = layer.starts;
        this.maxRows = maxRows;
        tableOffset = layer.tables.offset();
        this.parameters = parameters;
        kernel = execution.kernels().embeddings();
        team = execution.team();
        first = new int[training ? starts[starts.length - 1] : 0];
        next = new int[training ? Math.multiplyExact(tables(), maxRows) : 0];
    }

    private int tables() {
        return starts.length - 1;
    }

    @Override
    void begin(float[] newX, int newXOffset, int newRows) {
        x = newX;
        xOffset = newXOffset;
        rows = newRows;
    }

    @Override
    void forward(float[] newX, int newXOffset, int newRows) {
        begin(newX, newXOffset, newRows);
        grid.cut(rows, TilePlan.scaleRows(outputs), outputs, outputs);
        TilePlan.run(team, forwardTile, grid.tiles(), TilePlan.scaleWork(rows, outputs));
    }

    private void forwardTile(int tile, int member) {
        forwardRows(grid.rowFrom(tile), grid.rowTo(tile), member);
    }

    @Override
    void forwardRows(int from, int to, int member) {
        kernel.gather(x, xOffset, inputs, starts, parameters, tableOffset, dimension, output, 0, from, to);
    }

    @Override
    void deltaRows(LayerPass target, int from, int to, int member) {
        throw new IllegalStateException("nobody learns before this layer");
    }

    @Override
    int weights() {
        return starts[tables()] * dimension;
    }

    @Override
    void gradientPart(float[] newGradients, boolean add, int part, int parts, int member) {
        gradients = newGradients;
        adding = add;
        for (int table = part; table < tables(); table += parts) {
            gradientTile(table, member);
        }
    }

    /** A tile for each table. */
    @Override
    void backward(float[] newGradients, boolean add, @Nullable LayerPass before) {
        gradients = newGradients;
        adding = add;
        int elements = starts[tables()] * dimension;
        TilePlan.run(team, gradientTile, tables(), TilePlan.scaleWork(rows, outputs) + elements);
    }

    private void gradientTile(int table, int member) {
        int codes = starts[table + 1] - starts[table];
        int numbers = inputs - tables();
        EmbeddingKernel.link(
                x, xOffset + numbers + table, inputs, rows, codes, first, starts[table], next, table * maxRows);
        kernel.gradient(
                first,
                starts[table],
                next,
                table * maxRows,
                delta,
                deltaOffset + numbers + table * dimension,
                outputs,
                gradients,
                tableOffset + starts[table] * dimension,
                codes,
                dimension,
                ProductKernel.ROWS_PER_CHAIN,
                adding);
    }
}
