package dev.lanewise.model;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.data.Splits;
import dev.lanewise.data.Table;
import dev.lanewise.data.TargetEncoding;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.WeightDecay;
import dev.lanewise.train.History;
import dev.lanewise.train.Scorer;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingListener;
import dev.lanewise.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model on a table: split, preprocessing, network, training, evaluation. What is not said has a default that fits the data's size.
 * Repeatable by seed to the last bit, whatever the threads and kernels. Not for use by several threads, but for {@link #cancel()}.
 */
public final class ModelTrainer {

    private final Table table;
    private List<String> targets = List.of();
    private @Nullable Task task;
    private @Nullable Table test;
    private double testFraction = Defaults.TEST_FRACTION;
    private double validationFraction = Defaults.VALIDATION_FRACTION;
    private List<Integer> hidden = Defaults.HIDDEN;
    private Activation activation = Activation.RELU;
    private double dropout = Defaults.DROPOUT;
    private @Nullable Loss loss;
    private @Nullable Optimizer optimizer;
    private @Nullable Double learningRate;
    private @Nullable Double weightDecay;
    private int epochs;
    private int batchSize;
    private int patience = -1;
    private @Nullable String weightColumn;
    private boolean commonScale;
    private long seed = 1;
    private int threads = Runtime.getRuntime().availableProcessors();
    private LongFunction<Kernels> kernels = multiplyAdds -> Kernels.best();
    private Consumer<TrainingSetup> onStart = setup -> {};
    private final List<TrainingListener> listeners = new ArrayList<>();
    private volatile @Nullable Trainer running;
    private volatile boolean cancelled;

    private ModelTrainer(Table table) {
        this.table = table;
    }

    /** Starts the description of a training run; the target is the last column where nothing else is said. */
    public static ModelTrainer on(Table table) {
        return new ModelTrainer(table);
    }

    /** Sets the target, or several for a regression. */
    public ModelTrainer target(String... names) {
        targets = List.of(names);
        return this;
    }

    /** Sets the task; otherwise it is told from the target. */
    public ModelTrainer task(Task newTask) {
        task = newTask;
        return this;
    }

    /** Evaluates on the rows of another table, instead of splitting some off. */
    public ModelTrainer test(Table newTest) {
        test = newTest;
        return this;
    }

    /** Sets the share of rows that are split off for the test, 0.2 by default; 0 for none. */
    public ModelTrainer testFraction(double fraction) {
        testFraction = Limits.fraction("test-fraction", fraction);
        return this;
    }

    /** Sets the share of the other rows that epochs are judged by, 0.15 by default; 0 for none, and no early stopping. */
    public ModelTrainer validationFraction(double fraction) {
        validationFraction = Limits.fraction("validation-fraction", fraction);
        return this;
    }

    /** Sets the widths of the hidden layers, 64 and 64 by default; none for a linear or logistic regression. */
    public ModelTrainer hidden(Integer... widths) {
        hidden = List.of(widths);
        return this;
    }

    /** Sets the activation of the hidden layers, relu by default. */
    public ModelTrainer activation(Activation newActivation) {
        activation = newActivation;
        return this;
    }

    /** Sets the probability of dropping a hidden unit, 0.1 by default. */
    public ModelTrainer dropout(double probability) {
        dropout = probability;
        return this;
    }

    /** Sets the loss; otherwise a cross-entropy for classes and the mean squared error for numbers. */
    public ModelTrainer loss(Loss newLoss) {
        loss = newLoss;
        return this;
    }

    /** Sets the optimizer; otherwise it is Adam with decoupled weight decay, whose rate and decay fit the data's size. */
    public ModelTrainer optimizer(Optimizer newOptimizer) {
        optimizer = newOptimizer;
        return this;
    }

    /** Sets the learning rate of the optimizer, whichever it is. */
    public ModelTrainer learningRate(double rate) {
        learningRate = rate;
        return this;
    }

    /** Sets the weight decay of the optimizer, whichever it is, in the form that it has. */
    public ModelTrainer weightDecay(double rate) {
        weightDecay = rate;
        return this;
    }

    /** Sets the most epochs. */
    public ModelTrainer epochs(int newEpochs) {
        epochs = Limits.atLeast("epochs", newEpochs, 1);
        return this;
    }

    /** Sets the rows of a step. */
    public ModelTrainer batchSize(int rows) {
        batchSize = Limits.atLeast("batch-size", rows, 1);
        return this;
    }

    /** Sets after how many epochs without progress training stops; 0 for never. */
    public ModelTrainer patience(int newPatience) {
        patience = Limits.atLeast("patience", newPatience, 0);
        return this;
    }

    /** Sets a column of row weights. */
    public ModelTrainer weightColumn(String name) {
        weightColumn = name;
        return this;
    }

    /** Gives all number columns one scale, as befits pixels. */
    public ModelTrainer commonScale(boolean common) {
        commonScale = common;
        return this;
    }

    /** Sets the seed, 1 by default. */
    public ModelTrainer seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /** Sets the number of threads, as many as there are processors by default. */
    public ModelTrainer threads(int newThreads) {
        threads = Limits.atLeast("threads", newThreads, 1);
        return this;
    }

    /** Sets the kernels, the best ones by default. */
    public ModelTrainer kernels(Kernels newKernels) {
        return kernels(multiplyAdds -> newKernels);
    }

    /** Sets how kernels are chosen by about the number of multiply-adds of the training. */
    public ModelTrainer kernels(LongFunction<Kernels> choice) {
        kernels = choice;
        return this;
    }

    /** Calls back before training, when all is resolved. */
    public ModelTrainer onStart(Consumer<TrainingSetup> callback) {
        onStart = callback;
        return this;
    }

    /** Adds a listener of the training. */
    public ModelTrainer listen(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Stops the training after the batch that runs; from any thread. */
    public void cancel() {
        cancelled = true;
        Trainer trainer = running;
        if (trainer != null) {
            trainer.cancel();
        }
    }

    /**
     * Trains.
     *
     * @throws UserException in one line, where the data or the settings do not fit
     * @throws dev.lanewise.train.DivergedException if a loss is no finite number
     */
    public TrainedModel train() {
        List<String> names =
                targets.isEmpty() ? List.of(table.columns().getLast().name()) : targets;
        TargetEncoding encoding = TargetEncoding.of(table, names, task);
        Loss chosen = LossChoice.choose(loss, encoding.task());
        RandomKey key = RandomKey.of(seed);
        Splits outer = test != null || testFraction == 0
                ? new Splits(encoding.rows(), new int[0])
                : Splits.stratified(
                        encoding.rows(), encoding.classesOf(encoding.rows()), testFraction, key.fold("test"));
        Splits inner = Splits.stratified(
                outer.rest(), encoding.classesOf(outer.rest()), validationFraction, key.fold("validation"));
        Preprocessor preprocessor = Preprocessor.fit(
                table, encoding, inner.rest(), weightColumn, LossChoice.standardizes(chosen), commonScale);
        LossChoice.checkTargets(chosen, table, encoding);
        Dataset train = preprocessor.transform(table, encoding, inner.rest());
        Dataset validation = preprocessor.transform(table, encoding, inner.part());
        NetworkSpec spec = NetworkSpec.perceptron(
                preprocessor.inputs(), hidden, activation, dropout, LossChoice.outputs(chosen, preprocessor));
        Network network = Network.of(spec, seed);
        TrainingPlan plan = plan(chosen, train.rows());
        TargetEncoding testTargets = test == null
                ? encoding
                : TargetEncoding.like(test, preprocessor.targets(), preprocessor.task(), preprocessor.classes());
        int[] testRows = test == null ? outer.part() : testTargets.rows();
        // Prepared before the training, so that test rows that do not fit are told at once.
        Dataset testData = preprocessor.transform(test == null ? table : test, testTargets, testRows);
        // Forward, weight gradient and input gradient: three multiply-adds for each parameter and row.
        long work = 3L * network.parameters().length * train.rows() * plan.epochs();
        try (Execution execution = Execution.of(kernels.apply(work), threads)) {
            TrainingSetup setup = new TrainingSetup(
                    table.source(),
                    encoding.reason(),
                    preprocessor,
                    spec,
                    network.parameters().length,
                    plan,
                    train.rows(),
                    validation.rows(),
                    testRows.length,
                    threads,
                    execution.kernels().label(),
                    execution.kernels().vectorBits());
            onStart.accept(setup);
            History history = fit(network, plan, execution, train, validation, preprocessor.task());
            Model model = new Model(
                    network,
                    preprocessor,
                    Provenance.of(setup, history, table, test == null ? testFraction : 0, validationFraction));
            Evaluation evaluation =
                    testRows.length == 0 ? null : model.evaluate(testData, testTargets, testRows, execution.kernels());
            return new TrainedModel(model, history, evaluation, setup);
        }
    }

    private History fit(
            Network network, TrainingPlan plan, Execution execution, Dataset train, Dataset validation, Task trained) {
        Trainer trainer = new Trainer(network, plan, execution);
        if (trained.isClassification()) {
            trainer.score(Scorer.accuracy());
        }
        listeners.forEach(trainer::listen);
        running = trainer;
        if (cancelled) {
            trainer.cancel();
        }
        try {
            return trainer.fit(train.all(), validation.rows() == 0 ? null : validation.all());
        } finally {
            running = null;
            cancelled = false;
        }
    }

    private Optimizer optimizerFor(int rows) {
        Optimizer rule = optimizer == null ? Defaults.optimizer(rows) : optimizer;
        if (learningRate != null) {
            rule = rule.withLearningRate(learningRate);
        }
        return weightDecay == null
                ? rule
                : rule.withWeightDecay(
                        new WeightDecay(weightDecay, rule.weightDecay().form()));
    }

    private TrainingPlan plan(Loss chosen, int rows) {
        int batch = batchSize == 0 ? Defaults.batchSize(rows) : batchSize;
        int most = epochs == 0 ? Defaults.epochs(rows, batch) : epochs;
        return new TrainingPlan(
                optimizerFor(rows), chosen, most, batch, patience < 0 ? Defaults.patience(most) : patience, seed);
    }
}
