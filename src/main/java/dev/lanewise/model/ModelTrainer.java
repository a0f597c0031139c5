package dev.lanewise.model;

import dev.lanewise.core.Team;
import dev.lanewise.core.UserException;
import dev.lanewise.data.ColumnPlan;
import dev.lanewise.data.Table;
import dev.lanewise.data.TargetEncoding;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.train.RateFinder;
import dev.lanewise.train.RateSweep;
import dev.lanewise.train.TrainingPlan;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model on a table: split, preprocessing, network, training, evaluation. What is not said has a default that fits the data's size.
 * Repeatable by seed to the last bit, whatever the threads and kernels. Not for use by several threads, but for {@link #cancel()}.
 */
public final class ModelTrainer extends RunSettings {

    final Table table;
    private List<String> targets = List.of();
    private @Nullable Task task;

    @Nullable
    Table test;

    double testFraction = Defaults.TEST_FRACTION;
    double validationFraction = Defaults.VALIDATION_FRACTION;
    Recipe recipe = Recipe.PLAIN;

    @Nullable
    List<Integer> hidden;

    @Nullable
    Activation activation;

    @Nullable
    Double dropout;

    Normalization normalization = Normalization.NONE;
    boolean residual;

    @Nullable
    Loss loss;

    @Nullable
    Optimizer optimizer;

    @Nullable
    Double learningRate;

    @Nullable
    Double weightDecay;

    int epochs;

    int batchSize;
    int patience = -1;

    long seed = 1;
    private int threads = Math.min(Team.MOST_THREADS, Runtime.getRuntime().availableProcessors());
    private LongFunction<Kernels> kernels = multiplyAdds -> Kernels.best();
    UnaryOperator<TrainingPlan> refinement = UnaryOperator.identity();
    UnaryOperator<NetworkSpec> architecture = UnaryOperator.identity();
    boolean ownNetwork;
    double labelSmoothing;
    final Cancellation cancellation = new Cancellation();

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

    /** Sets what is taken where nothing else is said, {@link Recipe#PLAIN} by default; the defaults told below are that one's. */
    public ModelTrainer recipe(Recipe newRecipe) {
        recipe = newRecipe;
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

    /** Sets what stands between each hidden layer and its activation, nothing by default. Weight decay leaves its factors alone. */
    public ModelTrainer normalization(Normalization kind) {
        normalization = kind;
        return this;
    }

    /**
     * Sets whether hidden layers from the second on are residual blocks, see {@link dev.lanewise.nn.LayerSpec.Residual}, each with its normalisation, activation and dropout; they
     * are not by default. There are two hidden layers or more, of equal widths.
     */
    public ModelTrainer residual(boolean skips) {
        residual = skips;
        return this;
    }

    /** Sets the loss; otherwise a cross-entropy for classes and the mean squared error for numbers. */
    public ModelTrainer loss(Loss newLoss) {
        loss = newLoss;
        return this;
    }

    /** Smooths the labels of a classification, 0 by default; for the task's own loss, others have it as a setting. */
    public ModelTrainer labelSmoothing(double smoothing) {
        labelSmoothing = smoothing;
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

    /** Sets the rows of a step, by default 16 to 256 by the number of rows; for Rprop all, up to 8192. */
    public ModelTrainer batchSize(int rows) {
        batchSize = Limits.atLeast("batch-size", rows, 1);
        return this;
    }

    /** Sets after how many epochs without progress training stops; 0 for never. */
    public ModelTrainer patience(int newPatience) {
        patience = Limits.atLeast("patience", newPatience, 0);
        return this;
    }

    /** Changes the network that comes of the other settings, such as to one with members; it keeps its numbers of inputs and outputs. The last change counts. */
    public ModelTrainer network(UnaryOperator<NetworkSpec> change) {
        architecture = change;
        ownNetwork = true;
        return this;
    }

    /** Refines the plan that comes of the other settings: schedules, regularisation, averages, factors by layer. Refinements follow one another. */
    public ModelTrainer plan(UnaryOperator<TrainingPlan> change) {
        refinement = refinement.andThen(change)::apply;
        return this;
    }

    /** Sets the schedule of the learning rate, none by default. */
    public ModelTrainer schedule(Schedule schedule) {
        return plan(plan -> plan.with(plan.scheduling().withLearningRate(schedule)));
    }

    /** Sets the seed, 1 by default. */
    public ModelTrainer seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /** Sets the number of threads, 1 to {@value Team#MOST_THREADS}; as many as there are processors by default. */
    public ModelTrainer threads(int newThreads) {
        threads = Limits.range("threads", newThreads, 1, Team.MOST_THREADS);
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

    /** Stops the training after the step that runs; from any thread. An interrupt of its thread does not stop it. */
    public void cancel() {
        cancellation.cancel();
    }

    /**
     * Trains.
     *
     * @throws UserException in one line, where the data or the settings do not fit
     * @throws dev.lanewise.train.DivergedException if a loss is no finite number
     */
    public TrainedModel train() {
        long start = System.nanoTime();
        Preparation prepared = prepare();
        if (budget != null) {
            BudgetSearch.choose(this, budget, prepared, threads, budgetStart == 0 ? start : budgetStart);
        }
        TrainingPlan plan = prepared.plan();
        try (Execution execution = execution(prepared.multiplyAdds(plan.epochs()), threads)) {
            return new TrainingRun(this, prepared, prepared.setup(plan, execution, threads), execution).train();
        }
    }

    /**
     * Sweeps the learning rate on the training rows as the finder says, and proposes one; nothing is trained.
     *
     * @throws UserException in one line, where the data or the settings do not fit
     */
    public RateSweep findRate(RateFinder finder) {
        Preparation prepared = prepare();
        TrainingPlan plan = prepared.plan().withEpochs(1);
        int epochs = finder.epochs(plan, prepared.train().rows());
        try (Execution execution = execution(prepared.multiplyAdds(epochs), threads)) {
            onStart.accept(prepared.setup(plan, execution, threads));
            return finder.sweep(prepared.network(), plan, prepared.train().all(), execution);
        }
    }

    private Preparation prepare() {
        return new Preparation(this, encoding(), null);
    }

    TargetEncoding encoding() {
        List<String> asked =
                targets.isEmpty() ? List.of(table.columns().getLast().name()) : targets;
        return TargetEncoding.of(table, asked, task);
    }

    /** What is said about columns; what is not is the recipe's. */
    ColumnPlan columnPlan() {
        return recipe.table() && !embedSaid ? TableDefaults.columns(columns) : columns;
    }

    Execution execution(long multiplyAdds, int members) {
        return Execution.of(kernels.apply(multiplyAdds), members);
    }
}
