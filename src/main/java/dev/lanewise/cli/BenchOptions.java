package dev.lanewise.cli;

import dev.lanewise.bench.Workload;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Optimizers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What network {@code lanewise bench} trains. What is null was not given. */
final class BenchOptions {

    private static final String STANDARD = "mnist";

    @Option(
            names = "--case",
            paramLabel = "C",
            converter = Names.Cases.class,
            completionCandidates = Names.Cases.class,
            description = "A known workload: ${COMPLETION-CANDIDATES}. The options below change it. Default: mnist.")
    @Nullable
    String name;

    @Option(
            names = "--widths",
            paramLabel = "W,W",
            converter = HiddenWidths.Converter.class,
            description = "Widths of the network: inputs, hidden layers, outputs, such as 784,512,256,10.")
    @Nullable
    HiddenWidths widths;

    @Option(names = "--batch", paramLabel = "N", converter = Numbers.Count.class, description = "Rows of a step.")
    @Nullable
    Integer batch;

    @Option(
            names = "--activation",
            paramLabel = "A",
            converter = Names.Activations.class,
            completionCandidates = Names.Activations.class,
            description = "Activation of the hidden layers: ${COMPLETION-CANDIDATES}.")
    @Nullable
    Activation activation;

    @Option(
            names = "--loss",
            paramLabel = "L",
            converter = Names.LossNames.class,
            completionCandidates = Names.LossNames.class,
            description = "Loss: ${COMPLETION-CANDIDATES}.")
    @Nullable
    String loss;

    @Option(
            names = "--optimizer",
            paramLabel = "O",
            converter = Names.OptimizerNames.class,
            completionCandidates = Names.OptimizerNames.class,
            description = "Optimizer: ${COMPLETION-CANDIDATES}. Default: adam.")
    @Nullable
    String optimizer;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            converter = Numbers.Positive.class,
            description = "Learning rate. Default: the optimizer's.")
    @Nullable
    Double learningRate;

    /** Whether any of them was given. */
    boolean given() {
        return name != null
                || widths != null
                || batch != null
                || activation != null
                || loss != null
                || optimizer != null
                || learningRate != null;
    }

    Workload workload() {
        Workload base = Objects.requireNonNull(Workload.CASES.get(name == null ? STANDARD : name));
        List<Integer> all = widths == null ? base.widths() : widths.widths();
        if (all.size() < 2) {
            throw new UserException("--widths must name the inputs and the outputs at least, such as 4,16,3.");
        }
        return new Workload(
                all,
                batch == null ? base.batch() : batch,
                activation == null ? base.activation() : activation,
                loss == null ? base.loss() : loss);
    }

    Optimizer resolveOptimizer() {
        Optimizer chosen = Optimizers.parse(optimizer == null ? "adam" : optimizer, Map.of());
        return learningRate == null ? chosen : chosen.withLearningRate(learningRate);
    }
}
