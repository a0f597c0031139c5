package dev.lanewise.train;

import dev.lanewise.data.Batches;
import dev.lanewise.data.DatasetView;
import dev.lanewise.kernel.Execution;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.LossBuffers;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Workspace;
import org.jspecify.annotations.Nullable;

/** The loss and the score of a view, batch after batch in buffers allocated once. */
final class Evaluator {

    /** Rows of a pass, the members' counted. */
    private static final int BATCH = 512;

    private final Execution execution;
    private final Loss loss;
    private final @Nullable Scorer scorer;
    private final Workspace workspace;
    private final Batches batches;
    private final LossBuffers buffers;
    private final int outputs;
    private double meanLoss;
    private double score;

    Evaluator(Network network, DatasetView view, Loss loss, @Nullable Scorer scorer, Execution execution) {
        this.execution = execution;
        this.loss = loss;
        this.scorer = scorer;
        outputs = network.outputs();
        batches = new Batches(view, Math.max(1, BATCH / network.members()));
        workspace = network.workspace(execution, batches.batchSize(), loss.link());
        buffers = new LossBuffers(batches.batchSize(), outputs);
    }

    void evaluate() {
        double sum = 0;
        double weight = 0;
        double scores = 0;
        long rows = 0;
        batches.restart();
        while (batches.next(execution.team())) {
            workspace.forward(batches.features(), 0, batches.rows());
            sum += loss.sum(
                    execution.kernels(),
                    buffers,
                    workspace.output(),
                    batches.targets(),
                    0,
                    batches.weights(),
                    0,
                    batches.rows(),
                    outputs,
                    null);
            weight += loss.weight(batches.weights(), 0, batches.rows(), outputs);
            if (scorer != null) {
                scores += scorer.sum(workspace.output(), batches.targets(), batches.rows(), outputs);
            }
            rows += batches.rows();
        }
        meanLoss = loss.mean(sum, weight);
        score = scorer == null || rows == 0 ? Double.NaN : scores / rows;
    }

    double meanLoss() {
        return meanLoss;
    }

    double score() {
        return score;
    }
}
