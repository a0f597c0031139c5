package dev.lanewise.cli;

import dev.lanewise.bench.Product;
import dev.lanewise.bench.Workload;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Optimizers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code lanewise bench} measures. What is null was not given. */
final class BenchOptions {

    /** What is measured. */
    enum Mode {
        PORTRAIT,
        STEPS,
        PRODUCT,
        UPDATE,
        PREDICTION;

        /** Which options go with it; the first one of the last three asks for it. */
        List<String> options() {
            return switch (this) {
                case PORTRAIT -> List.of();
                case STEPS ->
                    List.of(
                            "--case",
                            "--widths",
                            "--batch",
                            "--activation",
                            "--loss",
                            "--optimizer",
                            "--learning-rate");
                case PRODUCT -> List.of("--product", "--product-kind");
                case UPDATE -> List.of("--update", "--parameters");
                case PREDICTION -> List.of("--predict", "--case", "--widths", "--activation", "--loss");
            };
        }
    }

    private static final String STANDARD_CASE = "mnist";
    private static final String STANDARD_OPTIMIZER = "adam";
    private static final int STANDARD_PARAMETERS = 1 << 24;

    @Option(
            names = "--case",
            paramLabel = "C",
            converter = Names.Cases.class,
            completionCandidates = Names.Cases.class,
            description =
                    "Measure training steps of a known network: ${COMPLETION-CANDIDATES}. The next options change it.")
    @Nullable
    String name;

    @Option(
            names = "--widths",
            paramLabel = "W,W",
            converter = HiddenWidths.OfNetwork.class,
            description =
                    "Widths of inputs, hidden layers and outputs, such as 784,512,256,10. Default: those of the case,"
                            + " which is mnist where none is given.")
    @Nullable
    HiddenWidths widths;

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "Rows of a step. Default: those of the case.")
    @Nullable
    Integer batch;

    @Option(
            names = "--activation",
            paramLabel = "A",
            converter = Names.Activations.class,
            completionCandidates = Names.Activations.class,
            description = "Activation of the hidden layers: ${COMPLETION-CANDIDATES}. Default: that of the case.")
    @Nullable
    Activation activation;

    @Option(
            names = "--loss",
            paramLabel = "L",
            converter = Names.LossNames.class,
            completionCandidates = Names.LossNames.class,
            description = "Loss: ${COMPLETION-CANDIDATES}. Default: that of the case.")
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

    @Option(
            names = "--product",
            paramLabel = "MxNxK",
            converter = ProductShape.Converter.class,
            description = "Measure one matrix product instead: M rows and N columns of the result, sums of K terms.")
    @Nullable
    ProductShape product;

    @Option(
            names = "--product-kind",
            paramLabel = "K",
            converter = Names.ProductKinds.class,
            completionCandidates = Names.ProductKinds.class,
            description = "Which product of a dense layer: ${COMPLETION-CANDIDATES}. Default: forward.")
    Product.@Nullable Kind productKind;

    @Option(
            names = "--update",
            paramLabel = "O",
            converter = Names.OptimizerNames.class,
            completionCandidates = Names.OptimizerNames.class,
            description = "Measure one optimizer's update instead: ${COMPLETION-CANDIDATES}.")
    @Nullable
    String update;

    @Option(
            names = "--parameters",
            paramLabel = "N",
            converter = Numbers.Elements.class,
            description = "Parameters to update. Default: 16777216, beyond the caches.")
    @Nullable
    Integer parameters;

    @Option(
            names = "--predict",
            description = "Measure the prediction of one row by the network instead, in one thread.")
    boolean predict;

    /**
     * Returns what is asked for.
     *
     * @param given names of all options that were given
     * @throws UserException if some of them do not go together
     */
    Mode mode(List<String> given) {
        List<Mode> asked = Stream.of(Mode.PRODUCT, Mode.UPDATE, Mode.PREDICTION)
                .filter(mode -> given.contains(mode.options().getFirst()))
                .toList();
        Mode mode = asked.isEmpty() ? Mode.STEPS : asked.getFirst();
        for (String option : given) {
            for (Mode other : Mode.values()) {
                if (other.options().contains(option) && !mode.options().contains(option)) {
                    throw new UserException(
                            asked.isEmpty()
                                    ? option + " goes with " + other.options().getFirst() + " only."
                                    : option + " does not go with "
                                            + mode.options().getFirst() + "; leave one of the two out.");
                }
            }
        }
        return given.stream().noneMatch(mode.options()::contains) ? Mode.PORTRAIT : mode;
    }

    Workload workload() {
        Workload base = Workload.named(name == null ? STANDARD_CASE : name);
        return new Workload(
                widths == null ? base.widths() : widths.widths(),
                batch == null ? base.batch() : batch,
                activation == null ? base.activation() : activation,
                loss == null ? base.loss() : loss);
    }

    Optimizer trainingOptimizer() {
        Optimizer chosen = Optimizers.parse(optimizer == null ? STANDARD_OPTIMIZER : optimizer, Map.of());
        return learningRate == null ? chosen : chosen.withLearningRate(learningRate);
    }

    Product matrixProduct() {
        ProductShape shape = Objects.requireNonNull(product);
        return new Product(
                shape.rows(), shape.columns(), shape.depth(), productKind == null ? Product.Kind.FORWARD : productKind);
    }

    Optimizer updatingOptimizer() {
        return Optimizers.parse(Objects.requireNonNull(update), Map.of());
    }

    int updatedParameters() {
        return parameters == null ? STANDARD_PARAMETERS : parameters;
    }
}
