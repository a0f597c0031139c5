package dev.lanewise.nn;

import dev.lanewise.core.Team;
import dev.lanewise.core.TileTask;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ProductKernel;
import dev.lanewise.kernel.ProductScratch;
import org.jspecify.annotations.Nullable;

/**
 * A dense layer at work. Forward: {@code z = x W + b}, {@code y = f(z)}. Backward: {@code dz = dy f'}, {@code dW = x' dz}, {@code db = 1' dz},
 * {@code dx = dz W'}.
 */
final class DensePass extends LayerPass {

    private static final float[] EMPTY = {};

    private final int inputs;
    private final int outputs;
    private final Activation activation;
    private final int weightOffset;
    private final int biasOffset;
    private final float[] parameters;
    private final ProductKernel products;
    private final ActivationKernel activations;
    private final Team team;
    private final Grid grid = new Grid();

    /** Arguments of the activation, where its derivative is computed from them; otherwise the outputs themselves. */
    private final float[] saved;

    /** Scratch of the activation's derivative: two elements for each delta. */
    private final float[] slopeScratch;

    private final ProductScratch[] scratch;

    private final TileTask forwardTile = this::forwardTile;
    private final TileTask activationTile = this::activationTile;
    private final TileTask gradientTile = this::gradientTile;
    private final TileTask inputTile = this::inputTile;

    private float[] x = EMPTY;
    private int xOffset;
    private int rows;
    private float[] gradients = EMPTY;
    private float[] inputDelta = EMPTY;

    DensePass(
            Dense layer,
            Execution execution,
            float[] parameters,
            int maxRows,
            boolean training,
            ProductScratch[] scratch) {
        super(layer.outputs, maxRows, training);
        inputs = layer.inputs;
        outputs = layer.outputs;
        activation = layer.activation;
        weightOffset = layer.weight.offset();
        biasOffset = layer.bias.offset();
        this.parameters = parameters;
        products = execution.kernels().products();
        activations = execution.kernels().activations();
        team = execution.team();
        boolean fromArgument = activation.derivativeFromArgument();
        saved = fromArgument ? new float[output.length] : output;
        slopeScratch = new float[training && fromArgument ? 2 * output.length : 0];
        this.scratch = scratch;
    }

    private long work() {
        return (long) rows * inputs * outputs;
    }

    @Override
    void forward(float[] newX, int newXOffset, int newRows) {
        x = newX;
        xOffset = newXOffset;
        rows = newRows;
        grid.run(team, forwardTile, Grid.BATCH_ROWS, rows, outputs, work());
    }

    private void forwardTile(int tile, int member) {
        int rowFrom = grid.rowFrom(tile);
        int rowTo = grid.rowTo(tile);
        int from = grid.columnFrom(tile);
        int to = grid.columnTo(tile);
        products.affine(
                x,
                xOffset,
                parameters,
                weightOffset,
                parameters,
                biasOffset,
                saved,
                0,
                inputs,
                outputs,
                rowFrom,
                rowTo,
                from,
                to,
                scratch[member]);
        if (activation == Activation.IDENTITY) {
            return;
        }
        if (to - from == outputs) {
            int at = rowFrom * outputs;
            activations.forward(activation, saved, at, output, at, (rowTo - rowFrom) * outputs);
        } else {
            for (int r = rowFrom; r < rowTo; r++) {
                int at = r * outputs + from;
                activations.forward(activation, saved, at, output, at, to - from);
            }
        }
    }

    @Override
    void backward(float[] newGradients, float @Nullable [] newInputDelta) {
        gradients = newGradients;
        if (activation != Activation.IDENTITY) {
            grid.run(team, activationTile, Grid.BATCH_ROWS, rows, 1, work());
        }
        grid.run(team, gradientTile, Grid.GRADIENT_ROWS, inputs, outputs, work());
        if (newInputDelta != null) {
            inputDelta = newInputDelta;
            grid.run(team, inputTile, Grid.BATCH_ROWS, rows, inputs, work());
        }
    }

    private void activationTile(int tile, int member) {
        int at = grid.rowFrom(tile) * outputs;
        int length = grid.rowTo(tile) * outputs - at;
        activations.backward(activation, saved, at, delta, at, length, slopeScratch, 2 * at);
    }

    private void gradientTile(int tile, int member) {
        int from = grid.columnFrom(tile);
        int to = grid.columnTo(tile);
        products.weightGradient(
                x,
                xOffset,
                delta,
                0,
                gradients,
                weightOffset,
                rows,
                inputs,
                outputs,
                grid.rowFrom(tile),
                grid.rowTo(tile),
                from,
                to,
                scratch[member]);
        if (grid.rowFrom(tile) == 0) {
            products.biasGradient(delta, 0, gradients, biasOffset, rows, outputs, from, to);
        }
    }

    private void inputTile(int tile, int member) {
        products.inputGradient(
                delta,
                0,
                parameters,
                weightOffset,
                inputDelta,
                0,
                inputs,
                outputs,
                grid.rowFrom(tile),
                grid.rowTo(tile),
                grid.columnFrom(tile),
                grid.columnTo(tile),
                scratch[member]);
    }
}
