package dev.lanewise.train;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.Team;
import dev.lanewise.core.TileTask;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.ProductKernel;
import dev.lanewise.kernel.SumKernel;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.LossBuffers;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Workspace;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of a long batch and a small network, one chunk of {@link ProductKernel#ROWS_PER_CHAIN} rows at a time: a chunk goes forward and back in one
 * thread while it stays in its cache, and the gradients of the chunks are added in row order, as the contract of the sums over rows says.
 */
final class ChunkedGradient extends BatchGradient {

    static final int CHUNK = ProductKernel.ROWS_PER_CHAIN;

    /** Parameters of a small network. */
    private static final int MOST_PARAMETERS = 1 << 16;

    /** Elements of the gradients of all chunks. */
    private static final long MOST_ELEMENTS = 1 << 22;

    private static final float[] EMPTY = {};

    private final Workspace[] workspaces;
    private final LossBuffers[] buffers;
    private final float[][] chunkGradients;
    private final float[] terms;
    private final double[] sumScratch = new double[SumKernel.LANES];
    private final TileTask chunkTask = this::chunk;
    /** What the last chunk went through; its member takes no other chunk after it. */
    private Workspace last;

    private float[] x = EMPTY;
    private float[] y = EMPTY;
    private float @Nullable [] weights;
    private double weight;
    private int rows;
    private int step;
    private int firstRow;
    private double divisor;

    ChunkedGradient(Network network, Loss loss, RandomKey key, Execution execution, int maxRows) {
        super(network, loss, key, execution, maxRows, CHUNK);
        last = super.workspace();
        Execution alone = new Execution(execution.kernels(), Team.of(1));
        workspaces = new Workspace[execution.team().threads()];
        Arrays.setAll(workspaces, member -> network.workspace(alone, CHUNK, true));
        buffers = new LossBuffers[workspaces.length];
        Arrays.setAll(buffers, member -> new LossBuffers(CHUNK, network.outputs()));
        chunkGradients = new float[(maxRows + CHUNK - 1) / CHUNK][network.parameters().length];
        terms = new float[loss.termCount(maxRows, network.outputs())];
    }

    /** Whether a batch is long and a network small enough. */
    static boolean fits(int parameters, int rows, Loss loss) {
        long chunks = (rows + (long) CHUNK - 1) / CHUNK;
        return chunks > 1 && parameters <= MOST_PARAMETERS && chunks * parameters <= MOST_ELEMENTS && loss.separable();
    }

    @Override
    double compute(
            float[] newX,
            float[] newY,
            float @Nullable [] newWeights,
            int newRows,
            int newStep,
            int newFirstRow,
            double newDivisor,
            float[] gradients) {
        double batchWeight = loss.weight(newWeights, 0, newRows, network.outputs());
        if (newRows <= CHUNK) {
            last = super.workspace();
            return super.compute(newX, newY, newWeights, newRows, newStep, newFirstRow, newDivisor, gradients);
        }
        x = newX;
        y = newY;
        weights = newWeights;
        weight = batchWeight;
        rows = newRows;
        step = newStep;
        firstRow = newFirstRow;
        divisor = newDivisor;
        int chunks = (rows + CHUNK - 1) / CHUNK;
        execution.team().run(chunkTask, chunks);
        if (firstRow == 0) {
            System.arraycopy(chunkGradients[0], 0, gradients, 0, gradients.length);
        }
        for (int chunk = firstRow == 0 ? 1 : 0; chunk < chunks; chunk++) {
            float[] more = chunkGradients[chunk];
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] += more[i];
            }
        }
        if (weight == 0) {
            return 0;
        }
        return execution.kernels().sums().sum(terms, 0, loss.termCount(rows, network.outputs()), sumScratch);
    }

    @Override
    Workspace workspace() {
        return last;
    }

    private void chunk(int chunk, int member) {
        int from = chunk * CHUNK;
        int count = Math.min(CHUNK, rows - from);
        int outputs = network.outputs();
        Workspace workspace = workspaces[member];
        if (from + count == rows) {
            last = workspace;
        }
        workspace.step(key, step, firstRow + from);
        workspace.forward(x, from * network.inputs(), count);
        if (weight == 0) {
            Arrays.fill(workspace.outputDelta(), 0, count * outputs, 0);
        } else {
            loss.terms(
                    execution.kernels(),
                    buffers[member],
                    workspace.output(),
                    y,
                    from * loss.targetColumns(outputs),
                    weights,
                    from,
                    count,
                    outputs,
                    divisor,
                    workspace.outputDelta());
            buffers[member].copyTerms(loss.termCount(count, outputs), terms, loss.termCount(from, outputs));
        }
        workspace.backward(chunkGradients[chunk]);
    }

    @Override
    void dropoutFactor(double factor) {
        super.dropoutFactor(factor);
        for (Workspace workspace : workspaces) {
            workspace.dropoutFactor(factor);
        }
    }
}
