package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.data.TargetEncoding;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Losses;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.model.Recipe;
import dev.lanewise.optim.Convention;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Optimizers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of a training run, apart from data, files and engine. What is null was not given. */
final class TrainOptions {

    /** Keys of {@code --set} that are the loss's; all others are the optimizer's. */
    private static final List<String> LOSS_KEYS = List.of("delta", "quantile", "label-smoothing");

    @Option(
            names = "--validation-fraction",
            paramLabel = "F",
            converter = Numbers.Fraction.class,
            description = "Share of the training rows that each epoch is judged by; 0 for none, and no early stopping."
                    + " Default: 0.15.")
    @Nullable
    Double validationFraction;

    @Option(
            names = "--hidden",
            paramLabel = "W,W",
            converter = HiddenWidths.Converter.class,
            description = "Widths of the hidden layers, or none for a linear or logistic regression. Default: 128,128;"
                    + " plain: 64,64.")
    @Nullable
    HiddenWidths hidden;

    @Option(
            names = "--activation",
            paramLabel = "A",
            converter = Names.Activations.class,
            completionCandidates = Names.Activations.class,
            description = "Activation of the hidden layers: ${COMPLETION-CANDIDATES}. Default: selu for classes, mish"
                    + " for numbers; plain: relu.")
    @Nullable
    Activation activation;

    @Option(
            names = "--dropout",
            paramLabel = "P",
            converter = Numbers.Fraction.class,
            description = "Share of hidden units that are dropped while training. Default: 0.1; table: 0 for numbers.")
    @Nullable
    Double dropout;

    @Option(
            names = "--loss",
            paramLabel = "L",
            converter = Names.LossNames.class,
            completionCandidates = Names.LossNames.class,
            description =
                    "Loss: ${COMPLETION-CANDIDATES}. Default: a cross-entropy for classes, mean-squared-error for numbers.")
    @Nullable
    String loss;

    @Option(
            names = "--optimizer",
            paramLabel = "O",
            converter = Names.OptimizerNames.class,
            completionCandidates = Names.OptimizerNames.class,
            description = "Optimizer: ${COMPLETION-CANDIDATES}. Default: adamw, of the recipe"
                    + " table with beta2 0.95 and no weight decay. See 'lanewise optimizers'.")
    @Nullable
    String optimizer;

    @Option(
            names = "--convention",
            paramLabel = "C",
            converter = Names.Conventions.class,
            completionCandidates = Names.Conventions.class,
            description =
                    "Whose definition and defaults of the optimizer: ${COMPLETION-CANDIDATES}. Default: lanewise.")
    @Nullable
    Convention convention;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            converter = Numbers.Positive.class,
            description = "Learning rate. Default: that of the optimizer named, else one that fits the data's size.")
    @Nullable
    Double learningRate;

    @Option(
            names = "--weight-decay",
            paramLabel = "D",
            converter = Numbers.NotNegative.class,
            description = "Weight decay. Default: that of the optimizer named, else one that fits the data's size.")
    @Nullable
    Double weightDecay;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description =
                    "A setting of the optimizer or the loss, such as beta1=0.8 or label-smoothing=0.1. May be repeated.")
    Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--label-smoothing",
            paramLabel = "E",
            converter = Numbers.Fraction.class,
            description = "Share of each class's target that goes to all classes alike. Default: 0.")
    @Nullable
    Double labelSmoothing;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description =
                    "Most passes over the training rows. Default: by the data's size, 10 to 128; plain: 10 to 300.")
    @Nullable
    Integer epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "Rows of a step. Default: by the number of rows, 16 to 256; all, up to 8192, for rprop.")
    @Nullable
    Integer batchSize;

    @Option(
            names = "--patience",
            paramLabel = "N",
            converter = Numbers.CountOrNone.class,
            description = "Epochs without a better validation loss after which training stops; 0 turns this off."
                    + " Default: 0.55 of the epochs; plain: a sixth.")
    @Nullable
    Integer patience;

    @Option(names = "--weight-column", paramLabel = "W", description = "Column with a weight for each row.")
    @Nullable
    String weightColumn;

    @Option(
            names = "--seed",
            paramLabel = "S",
            converter = Numbers.Seed.class,
            description = "Seed of splits, start weights, order and dropout. Default: 1.")
    long seed = 1;

    @Option(
            names = "--task",
            paramLabel = "T",
            converter = Names.Tasks.class,
            completionCandidates = Names.Tasks.class,
            description =
                    "regression or classification (or binary, multiclass). Default: told from the target, and said.")
    @Nullable
    Task task;

    @Mixin
    OutcomeOptions outcome = new OutcomeOptions();

    @Mixin
    RecipeOptions recipe = new RecipeOptions();

    @Mixin
    LayerOptions layers = new LayerOptions();

    @Mixin
    ColumnOptions columns = new ColumnOptions();

    @Mixin
    PlanOptions plan = new PlanOptions();

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec command;

    /** Describes a training with everything that was given. */
    ModelTrainer trainer(
            DataSource input,
            List<String> targets,
            LongFunction<Kernels> kernels,
            int threads,
            @Nullable Optimizer resolved,
            Recipe standard) {
        ModelTrainer trainer = ModelTrainer.on(input.table())
                .target(targets.toArray(String[]::new))
                .kernels(kernels)
                .threads(threads)
                .commonScale(input.images())
                .recipe(recipe.resolve(input.images() ? Recipe.PLAIN : standard));
        applyTo(trainer);
        columns.applyTo(trainer, input.table());
        if (resolved != null) {
            trainer.optimizer(resolved);
        }
        if (namesLoss()) {
            trainer.loss(
                    resolveLoss(TargetEncoding.of(input.table(), targets, task).task()));
        }
        return trainer;
    }

    /** Hands everything on that was given. */
    private void applyTo(ModelTrainer trainer) {
        given(validationFraction, trainer::validationFraction);
        given(hidden, widths -> trainer.hidden(widths.widths().toArray(Integer[]::new)));
        given(activation, trainer::activation);
        given(dropout, trainer::dropout);
        given(learningRate, trainer::learningRate);
        given(weightDecay, trainer::weightDecay);
        given(epochs, trainer::epochs);
        given(batchSize, trainer::batchSize);
        given(patience, trainer::patience);
        given(weightColumn, trainer::weightColumn);
        given(task, trainer::task);
        trainer.seed(seed);
        layers.applyTo(trainer);
        outcome.applyTo(trainer);
        plan.applyTo(trainer, this::adjusted);
    }

    private static <T> void given(@Nullable T value, Consumer<? super T> setting) {
        if (value != null) {
            setting.accept(value);
        }
    }

    /** Returns the optimizer with its settings; null where none was named: what is set then is set for the default one, see {@link #adjusted}. */
    @Nullable
    Optimizer resolveOptimizer() {
        Map<String, String> given = optimizerSettings();
        if (optimizer == null && convention == null && given.isEmpty()) {
            return null;
        }
        Pairs.checkKnown(Optimizers.rule(optimizer == null ? "adamw" : optimizer), LOSS_KEYS, given.keySet());
        put(given, "--learning-rate", "learning-rate", learningRate);
        put(given, "--weight-decay", "weight-decay", weightDecay);
        Optimizer resolved = Optimizers.parse(
                optimizer == null ? "adamw" : optimizer, convention == null ? Convention.LANEWISE : convention, given);
        return optimizer == null && convention == null ? null : resolved;
    }

    /** The default optimizer, whose rate and decay fit the data's size, with what was set; a named one as it is. */
    private Optimizer adjusted(Optimizer chosen) {
        if (optimizer != null || convention != null) {
            return chosen;
        }
        Map<String, String> all = new LinkedHashMap<>(chosen.settings());
        all.putAll(optimizerSettings());
        return Optimizers.parse(chosen.label(), all);
    }

    /** Names of the options given that a sweep of rates makes no use of. */
    List<String> unusedBySweep() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("--learning-rate", learningRate);
        values.put("--epochs", epochs);
        values.put("--patience", patience);
        values.putAll(outcome.unusedBySweep());
        values.putAll(plan.unusedBySweep());
        values.values().removeIf(Objects::isNull);
        return List.copyOf(values.keySet());
    }

    /** Returns the settings that are the optimizer's. */
    Map<String, String> optimizerSettings() {
        Pairs.checkUnique(command);
        Map<String, String> given = new LinkedHashMap<>(settings);
        given.keySet().removeAll(LOSS_KEYS);
        return given;
    }

    private static void put(Map<String, String> given, String option, String key, @Nullable Double value) {
        if (value != null && given.put(key, String.valueOf(value)) != null) {
            throw new UserException("Give either " + option + " or --set " + key + "=..., not both.");
        }
    }

    /** Whether the loss must be made here, since something was said about it. */
    private boolean namesLoss() {
        return loss != null
                || labelSmoothing != null
                || settings.keySet().stream().anyMatch(LOSS_KEYS::contains);
    }

    /** Returns the loss with its settings. */
    private dev.lanewise.loss.Loss resolveLoss(Task resolvedTask) {
        Map<String, String> given = new LinkedHashMap<>(settings);
        given.keySet().retainAll(LOSS_KEYS);
        put(given, "--label-smoothing", "label-smoothing", labelSmoothing);
        String label = loss != null
                ? loss
                : switch (resolvedTask) {
                    case REGRESSION -> "mean-squared-error";
                    case BINARY -> "sigmoid-binary-cross-entropy";
                    case MULTICLASS -> "softmax-cross-entropy";
                };
        return Losses.parse(label, given);
    }
}
