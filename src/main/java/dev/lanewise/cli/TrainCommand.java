package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Losses;
import dev.lanewise.model.ModelTrainer;
import dev.lanewise.model.SafetensorsWriter;
import dev.lanewise.model.TrainedModel;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Optimizers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a model. */
@Command(
        name = "train",
        description = "Trains a network on a table and evaluates it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  lanewise train iris",
            "  lanewise train houses.csv --target price --model houses.safetensors",
            "  lanewise train mnist-folder --hidden 512,256 --epochs 5"
        })
final class TrainCommand implements Callable<Integer> {

    private static final Set<String> LOSS_SETTINGS = Set.of("delta", "quantile", "label-smoothing");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    CommandSpec spec;

    @Mixin
    KernelOptions execution = new KernelOptions();

    @Parameters(
            paramLabel = "DATA",
            description = "A bundled data set, a CSV or TSV file (also gzipped), or a folder of IDX files.")
    String data = "";

    @Option(
            names = "--target",
            paramLabel = "COL",
            split = ",",
            description = "Column to predict, several with commas for a regression; the last column by default.")
    List<String> target = List.of();

    @Option(names = "--test", paramLabel = "DATA", description = "Rows to evaluate on, instead of splitting some off.")
    @Nullable
    String test;

    @Option(
            names = "--test-fraction",
            paramLabel = "F",
            description = "Share of rows to evaluate on, 0 for none; 0.2 by default.")
    @Nullable
    Double testFraction;

    @Option(
            names = "--validation-fraction",
            paramLabel = "F",
            description = "Share of the other rows that epochs are judged by, 0 for none; 0.15 by default.")
    @Nullable
    Double validationFraction;

    @Option(
            names = "--hidden",
            paramLabel = "WIDTHS",
            converter = Names.Widths.class,
            description = "Widths of the hidden layers, like 64,64, or none for a linear or logistic regression.")
    @Nullable
    List<Integer> hidden;

    @Option(
            names = "--activation",
            paramLabel = "A",
            converter = Names.Activations.class,
            description =
                    "Activation of the hidden layers: identity, relu, leaky-relu, relu6, elu, selu, sigmoid, hard-sigmoid, tanh,"
                            + " softplus, softsign, gelu, gelu-tanh, silu, mish.")
    @Nullable
    Activation activation;

    @Option(
            names = "--dropout",
            paramLabel = "P",
            description = "Probability of dropping a hidden unit, from 0 to below 1; 0.1 by default.")
    @Nullable
    Double dropout;

    @Option(
            names = "--loss",
            paramLabel = "L",
            description =
                    "mean-squared-error, root-mean-squared-error, mean-absolute-error, mean-absolute-percentage-error, huber,"
                            + " quantile, poisson, sigmoid-binary-cross-entropy or softmax-cross-entropy; by the task by default.")
    @Nullable
    String loss;

    @Option(
            names = "--optimizer",
            paramLabel = "O",
            description = "sgd, momentum, nesterov, adagrad, rmsprop, adam or adamw; adamw by default.")
    @Nullable
    String optimizer;

    @Option(names = "--learning-rate", paramLabel = "R", description = "Learning rate; the optimizer's own by default.")
    @Nullable
    Double learningRate;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "A setting of the optimizer or the loss, like beta1=0.95 or delta=2; may be repeated.")
    Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--epochs", paramLabel = "N", description = "Most epochs; by the number of rows by default.")
    @Nullable
    Integer epochs;

    @Option(names = "--batch-size", paramLabel = "N", description = "Rows of a step; by the number of rows by default.")
    @Nullable
    Integer batchSize;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Epochs without progress after which training stops, 0 for never.")
    @Nullable
    Integer patience;

    @Option(names = "--weight-decay", paramLabel = "D", description = "Weight decay of the optimizer.")
    @Nullable
    Double weightDecay;

    @Option(names = "--weight-column", paramLabel = "W", description = "Column of row weights.")
    @Nullable
    String weightColumn;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Seed of splits, weights, order and dropout; 1 by default.")
    long seed = 1;

    @Option(
            names = "--task",
            paramLabel = "T",
            converter = Names.Tasks.class,
            description = "regression, classification, binary or multiclass; told from the target by default.")
    @Nullable
    Task task;

    @Option(names = "--model", paramLabel = "FILE", description = "Where to keep the model.")
    @Nullable
    Path model;

    @Option(
            names = "--json",
            paramLabel = "FILE|-",
            description = "Where to write all figures as JSON; - for standard output.")
    @Nullable
    String json;

    @Option(names = "--quiet", description = "Print nothing but errors, and JSON where asked for.")
    boolean quiet;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Kernels kernels = execution.choose(err);
        if (model != null) {
            SafetensorsWriter.checkWritable(model);
        }
        JsonFile.checkWritable(json);
        ModelTrainer trainer = configure(kernels);
        boolean talks = !quiet;
        Progress progress = new Progress(err, talks);
        trainer.onStart(progress::start).listen(progress);
        Thread farewell = new Thread(() -> progress.interrupted(model != null));
        Runtime.getRuntime().addShutdownHook(farewell);
        TrainedModel trained = trainer.train();
        Runtime.getRuntime().removeShutdownHook(farewell);
        progress.end();
        if (model != null) {
            trained.model().save(model);
        }
        if (talks && !"-".equals(json)) {
            new Summary(out).print(trained, model);
        }
        if (json != null) {
            JsonFile.write(json, out, generator -> JsonReports.training(generator, trained));
        }
        out.flush();
        return 0;
    }

    private ModelTrainer configure(Kernels kernels) {
        Map<String, String> lossSettings = new LinkedHashMap<>(settings);
        lossSettings.keySet().retainAll(LOSS_SETTINGS);
        Map<String, String> optimizerSettings = new LinkedHashMap<>(settings);
        optimizerSettings.keySet().removeAll(LOSS_SETTINGS);
        Optimizer rule = Optimizers.parse(optimizer == null ? "adamw" : optimizer, optimizerSettings);
        DataSource source = DataSource.of(data);
        ModelTrainer trainer = ModelTrainer.on(source.table())
                .optimizer(rule)
                .seed(seed)
                .kernels(kernels)
                .threads(execution.threads)
                .commonScale(source.images());
        if (!target.isEmpty()) {
            trainer.target(target.toArray(String[]::new));
        } else if (source.target() != null) {
            trainer.target(source.target());
        }
        if (test != null) {
            trainer.test(DataSource.rows(test));
        } else if (source.test() != null && testFraction == null) {
            trainer.test(source.test());
        }
        if (loss != null) {
            trainer.loss(Losses.parse(loss, lossSettings));
        } else if (!lossSettings.isEmpty()) {
            throw new UserException("--set " + lossSettings.keySet().iterator().next()
                    + " is a setting of a loss: name it with --loss.");
        }
        numbers(trainer);
        return trainer;
    }

    private void numbers(ModelTrainer trainer) {
        if (testFraction != null) {
            trainer.testFraction(testFraction);
        }
        if (validationFraction != null) {
            trainer.validationFraction(validationFraction);
        }
        if (hidden != null) {
            trainer.hidden(hidden.toArray(Integer[]::new));
        }
        if (activation != null) {
            trainer.activation(activation);
        }
        if (dropout != null) {
            trainer.dropout(dropout);
        }
        if (learningRate != null) {
            trainer.learningRate(learningRate);
        }
        if (weightDecay != null) {
            trainer.weightDecay(weightDecay);
        }
        if (epochs != null) {
            trainer.epochs(epochs);
        }
        if (batchSize != null) {
            trainer.batchSize(batchSize);
        }
        if (patience != null) {
            trainer.patience(patience);
        }
        if (weightColumn != null) {
            trainer.weightColumn(weightColumn);
        }
        if (task != null) {
            trainer.task(task);
        }
    }
}
