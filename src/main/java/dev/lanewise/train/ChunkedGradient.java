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
 * The gradient of a long batch and a small network, one chunk of {@link ProductKernel#ROWS_PER_CHAIN} rows, the members' rows counted, at a time: a chunk goes forward and back in one
 * thread while it stays in its cache, and the gradients of the chunks are added in row order, as the contract of the sums over rows says.
 */
final class ChunkedGradient extends BatchGradient {

    private static final int CHAIN = ProductKernel.ROWS_PER_CHAIN;

    /** Parameters of a small network. */
    private static final int MOST_PARAMETERS = 1 << 16;

    /** The same with members, whose batches are so long that they would leave every cache. */
    private static final int MOST_PARAMETERS_OF_MEMBERS = 1 << 18;

    /** Elements of the gradients of all chunks. */
    private static final long MOST_ELEMENTS = 1 << 22;

    private static final float[] EMPTY = {};

    private final int members;
    /** Rows of the batch that are a chunk. */
    private final int chunkRows;

    private final Workspace[] workspaces;
    private final LossBuffers[] buffers;
    private final MemberRows[] memberRows;
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
        super(network, loss, key, execution, maxRows, rows(network.members()));
        members = network.members();
        chunkRows = rows(members);
        last = super.workspace();
        Execution alone = new Execution(execution.kernels(), Team.of(1));
        workspaces = new Workspace[execution.team().threads()];
        Arrays.setAll(workspaces, member -> network.workspace(alone, chunkRows, true));
        buffers = new LossBuffers[workspaces.length];
        Arrays.setAll(buffers, member -> new LossBuffers(CHAIN, network.outputs()));
        memberRows = new MemberRows[workspaces.length];
        Arrays.setAll(memberRows, member -> new MemberRows(network, loss, chunkRows));
        chunkGradients = new float[(maxRows + chunkRows - 1) / chunkRows][network.parameters().length];
        terms = new float[loss.termCount(Math.multiplyExact(maxRows, members), network.outputs())];
    }

    /** Returns the rows of the batch that are a chunk. */
    static int rows(int members) {
        return CHAIN / members;
    }

    /** Whether a batch is long and a network small enough, and chunks have whole rows of the batch. */
    static boolean fits(int parameters, int rows, int members, Loss loss) {
        if (CHAIN % members != 0) {
            return false;
        }
        long chunks = (rows - 1L) / rows(members) + 1;
        int most = members == 1 ? MOST_PARAMETERS : MOST_PARAMETERS_OF_MEMBERS;
        return chunks > 1 && parameters <= most && chunks * parameters <= MOST_ELEMENTS && loss.separable();
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
        if (newRows <= chunkRows) {
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
        int chunks = (rows + chunkRows - 1) / chunkRows;
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
        return execution.kernels().sums().sum(terms, 0, loss.termCount(rows * members, network.outputs()), sumScratch)
                / members;
    }

    @Override
    Workspace workspace() {
        return last;
    }

    private void chunk(int chunk, int member) {
        int from = chunk * chunkRows;
        int count = Math.min(chunkRows, rows - from);
        int outputs = network.outputs();
        Workspace workspace = workspaces[member];
        if (from + count == rows) {
            last = workspace;
        }
        workspace.step(key, step, firstRow + from);
        workspace.forward(x, from * network.inputs(), count);
        if (weight == 0) {
            Arrays.fill(workspace.outputDelta(), 0, count * members * outputs, 0);
        } else {
            boolean one = members == 1;
            loss.terms(
                    execution.kernels(),
                    buffers[member],
                    workspace.output(),
                    one ? y : memberRows[member].targets(y, from, count),
                    one ? from * loss.targetColumns(outputs) : 0,
                    one ? weights : memberRows[member].weights(weights, from, count),
                    one ? from : 0,
                    count * members,
                    outputs,
                    divisor * members,
                    workspace.outputDelta());
            int done = loss.termCount(from * members, outputs);
            buffers[member].copyTerms(loss.termCount(count * members, outputs), terms, done);
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
