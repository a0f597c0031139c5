package dev.lanewise.nn;

import dev.lanewise.core.CacheLines;
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
final class DensePass extends RowPass {

    private static final float[] EMPTY = {};

    /** The fewest inputs of a part of the weights' gradients. */
    private static final int LEAST_INPUTS = 8;

    private final int inputs;
    private final Activation activation;
    private final int weightOffset;
    private final int biasOffset;
    private final float[] parameters;
    private final ProductKernel products;
    private final ActivationKernel activations;
    private final Team team;

    /** Arguments of the activation, where its derivative is computed from them; otherwise the outputs themselves. */
    private final float[] saved;

    /** Scratch of the activation's derivative: two elements for each delta. */
    private final float[] slopeScratch;

    private final ProductScratch[] scratch;

    private final Grid outputGrid = new Grid();
    private final Grid inputGrid = new Grid();
    private final Grid gradientGrid = new Grid();
    private final TileTask forwardTile = this::forwardTile;
    private final TileTask backwardTile = this::backwardTile;

    private float[] x = EMPTY;
    private int xOffset;
    private int rows;
    private float[] gradients = EMPTY;
    private boolean adding;
    private @Nullable LayerPass before;

    DensePass(
            Dense layer,
            Execution execution,
            float[] parameters,
            int maxRows,
            boolean training,
            boolean last,
            ProductScratch[] scratch) {
        super(layer.outputs, maxRows, training, last);
        inputs = layer.inputs;
        activation = layer.activation;
        weightOffset = layer.weight.offset();
        biasOffset = layer.bias.offset();
        this.parameters = parameters;
        products = execution.kernels().products();
        activations = execution.kernels().activations();
        team = execution.team();
        boolean fromArgument = activation.derivativeFromArgument();
        saved = fromArgument ? new float[CacheLines.slab(size)] : output;
        slopeScratch = new float[training && fromArgument ? 2 * size : 0];
        this.scratch = scratch;
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
        long work = (long) rows * inputs * outputs;
        boolean one = TilePlan.serial(work);
        // Of few rows members share outputs, so that each reads weights of its own.
        outputGrid.cut(
                rows,
                TilePlan.even(rows, TilePlan.forwardRows(inputs, outputs, team.threads())),
                outputs,
                one ? outputs : TilePlan.forwardColumns(rows, inputs, outputs, team.threads()),
                team.threads() > 1 && rows <= outputs);
        TilePlan.run(team, forwardTile, outputGrid.tiles(), work);
    }

    private void forwardTile(int tile, int member) {
        forward(
                outputGrid.rowFrom(tile),
                outputGrid.rowTo(tile),
                outputGrid.columnFrom(tile),
                outputGrid.columnTo(tile),
                member);
    }

    @Override
    void forwardRows(int from, int to, int member) {
        forward(from, to, 0, outputs, member);
    }

    private void forward(int rowFrom, int rowTo, int from, int to, int member) {
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

    /** Turns derivatives by outputs into derivatives by the arguments of the activation. */
    @Override
    void deltaWritten(int rowFrom, int rowTo, int columnFrom, int columnTo) {
        if (activation == Activation.IDENTITY) {
            return;
        }
        if (columnTo - columnFrom == outputs) {
            int at = rowFrom * outputs;
            int length = (rowTo - rowFrom) * outputs;
            activations.backward(activation, saved, at, delta, deltaOffset + at, length, slopeScratch, 2 * at);
        } else {
            for (int r = rowFrom; r < rowTo; r++) {
                int at = r * outputs + columnFrom;
                activations.backward(
                        activation, saved, at, delta, deltaOffset + at, columnTo - columnFrom, slopeScratch, 2 * at);
            }
        }
    }

    @Override
    void backward(float[] newGradients, boolean add, @Nullable LayerPass newBefore) {
        gradients = newGradients;
        adding = add;
        before = newBefore;
        long work = (long) rows * inputs * outputs * (before == null ? 1 : 2);
        boolean one = TilePlan.serial(work);
        inputGrid.cut(
                rows,
                TilePlan.even(rows, TilePlan.inputGradientRows(inputs, outputs)),
                inputs,
                one ? inputs : TilePlan.columns(inputs, outputs, inputs, team.threads()));
        // Tiles below each other copy the same deltas: of several columns of tiles each is one member's.
        gradientGrid.cut(
                inputs,
                one ? inputs : TilePlan.weightGradientInputs(rows, inputs, outputs, team.threads()),
                outputs,
                one ? outputs : TilePlan.weightGradientOutputs(rows, inputs, outputs, team.threads()),
                team.threads() > 1);
        TilePlan.run(team, backwardTile, (before == null ? 0 : inputGrid.tiles()) + gradientGrid.tiles(), work);
    }

    /** Each member's share is as much of the input gradient as of the weights'. */
    private void backwardTile(int tile, int member) {
        int inputTiles = before == null ? 0 : inputGrid.tiles();
        int gradientTiles = gradientGrid.tiles();
        int threads = team.threads();
        int share = 0;
        while (tile >= (share + 1) * inputTiles / threads + (share + 1) * gradientTiles / threads) {
            share++;
        }
        int input = share * inputTiles / threads;
        int gradient = share * gradientTiles / threads;
        int own = tile - input - gradient;
        int ownInputs = (share + 1) * inputTiles / threads - input;
        if (before != null && own < ownInputs) {
            inputTile(before, input + own, member);
        } else {
            gradientTile(gradient + own - ownInputs, member);
        }
    }

    private void inputTile(LayerPass target, int tile, int member) {
        deltas(
                target,
                inputGrid.rowFrom(tile),
                inputGrid.rowTo(tile),
                inputGrid.columnFrom(tile),
                inputGrid.columnTo(tile),
                member);
    }

    @Override
    void deltaRows(LayerPass target, int from, int to, int member) {
        deltas(target, from, to, 0, inputs, member);
    }

    private void deltas(LayerPass target, int rowFrom, int rowTo, int from, int to, int member) {
        products.inputGradient(
                delta,
                deltaOffset,
                parameters,
                weightOffset,
                target.delta,
                target.deltaOffset,
                inputs,
                outputs,
                rowFrom,
                rowTo,
                from,
                to,
                scratch[member]);
        target.deltaWritten(rowFrom, rowTo, from, to);
    }

    private void gradientTile(int tile, int member) {
        weightGradient(
                gradientGrid.rowFrom(tile),
                gradientGrid.rowTo(tile),
                gradientGrid.columnFrom(tile),
                gradientGrid.columnTo(tile),
                member);
        if (tile == 0) {
            biasGradient();
        }
    }

    @Override
    void gradientPart(float[] newGradients, boolean add, int part, int parts, int member) {
        gradients = newGradients;
        adding = add;
        boolean cutInputs = inputs >= LEAST_INPUTS * parts;
        int cut = cutInputs ? inputs : outputs;
        int from = part * cut / parts;
        int to = (part + 1) * cut / parts;
        if (cutInputs) {
            weightGradient(from, to, 0, outputs, member);
        } else if (from < to) {
            weightGradient(0, inputs, from, to, member);
        }
        if (part == parts - 1) {
            biasGradient();
        }
    }

    private void weightGradient(int inputFrom, int inputTo, int from, int to, int member) {
        products.weightGradient(
                x,
                xOffset,
                delta,
                deltaOffset,
                gradients,
                weightOffset,
                rows,
                inputs,
                outputs,
                inputFrom,
                inputTo,
                from,
                to,
                adding,
                scratch[member]);
    }

    private void biasGradient() {
        products.biasGradient(delta, deltaOffset, gradients, biasOffset, rows, outputs, 0, outputs, adding);
    }

    @Override
    int weights() {
        return inputs * outputs;
    }

    @Override
    long work() {
        return (long) inputs * outputs;
    }
}
