package dev.lanewise.bench;

import dev.lanewise.core.TileTask;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ProductKernel;
import dev.lanewise.kernel.ProductScratch;
import dev.lanewise.nn.TilePlan;
import java.util.Arrays;

/** The input gradient of a dense layer. No network computes it alone, so it is called on the kernel, in the tiles that a layer would take. */
final class InputGradient implements Work {

    private final Product product;
    private final Execution execution;
    private final ProductKernel kernel;
    private final ProductScratch[] scratch;
    private final float[] delta;
    private final float[] weights;
    /** What was computed, {@code [rows][columns]}. */
    final float[] result;

    private final int tileRows;
    private final int tileColumns;
    private final int columnTiles;
    private final int tiles;
    private final TileTask task = this::tile;

    InputGradient(Product product, Execution execution) {
        this.product = product;
        this.execution = execution;
        kernel = execution.kernels().products();
        scratch = new ProductScratch[execution.team().threads()];
        Arrays.setAll(scratch, member -> ProductScratch.training());
        delta = ProductBench.uniform("delta", product.rows() * product.depth());
        weights = ProductBench.uniform("weights", product.columns() * product.depth());
        result = new float[product.rows() * product.columns()];
        int inputs = product.columns();
        tileRows = TilePlan.even(product.rows(), TilePlan.inputGradientRows(inputs, product.depth()));
        tileColumns = TilePlan.columns(
                inputs, product.depth(), inputs, execution.team().threads());
        columnTiles = (inputs + tileColumns - 1) / tileColumns;
        tiles = (product.rows() + tileRows - 1) / tileRows * columnTiles;
    }

    @Override
    public void run(int times) {
        for (int i = 0; i < times; i++) {
            execution.team().run(task, tiles);
        }
    }

    private void tile(int tile, int member) {
        int row = tile / columnTiles * tileRows;
        int column = tile % columnTiles * tileColumns;
        kernel.inputGradient(
                delta,
                0,
                weights,
                0,
                result,
                0,
                product.columns(),
                product.depth(),
                row,
                Math.min(product.rows(), row + tileRows),
                column,
                Math.min(product.columns(), column + tileColumns),
                scratch[member]);
    }
}
