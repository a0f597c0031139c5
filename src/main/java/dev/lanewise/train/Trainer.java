package dev.lanewise.train;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Batches;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.DatasetView;
import dev.lanewise.kernel.Execution;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.OptimizerState;
import dev.lanewise.optim.ParameterGroups;
import dev.lanewise.optim.StepSettings;
import dev.lanewise.schedule.Horizon;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network: forward, loss, backward, update. Repeatable by seed to the last bit, whatever the execution. Calling {@link #fit}
 * again goes on from where the last call ended: weights, optimizer state, count of epochs. Used from one thread, but for {@link #cancel()}.
 */
public final class Trainer {

    private final Network network;
    private final TrainingPlan plan;
    private final Execution execution;
    private final RandomKey key;
    private final OptimizerState state;
    private final float[] gradients;
    private final StepSettings settings;
    private final Regularizer regularizer;
    private final Judged judged;
    private final List<TrainingListener> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Scorer scorer;
    private @Nullable Recorder recorder;
    private Horizon horizon;
    private Courses courses;
    private BatchGradient batchGradient;
    private volatile boolean cancelled;
    private int epochsDone;
    private double batchSum;
    private double batchWeight;

    /** Prepares the training of a network. */
    public Trainer(Network network, TrainingPlan plan, Execution execution) {
        this.network = network;
        this.plan = plan;
        this.execution = execution;
        key = RandomKey.of(plan.seed());
        ParameterGroups groups = plan.factors().groups(network.layout());
        state = plan.optimizer().start(groups);
        settings = new StepSettings(plan.optimizer().learningRate());
        regularizer = new Regularizer(plan.regularization(), groups, execution);
        judged = new Judged(plan.averaging(), network.parameters(), state, execution);
        horizon = new Horizon(plan.epochs(), 1);
        courses = new Courses(plan.scheduling(), plan.optimizer(), network.spec(), horizon);
        gradients = new float[network.parameters().length];
        batchGradient = BatchGradient.of(network, plan.loss(), key, execution, 1);
    }

    /** Adds a listener; of several recorders the last one records. */
    public Trainer listen(TrainingListener listener) {
        listeners.add(listener);
        recorder = listener instanceof Recorder added ? added : recorder;
        return this;
    }

    /** Sets a score to follow on the validation rows. */
    public Trainer score(Scorer newScorer) {
        scorer = newScorer;
        return this;
    }

    /** Stops the current or the next {@link #fit} after the batch that runs; may be called from any thread. */
    public void cancel() {
        cancelled = true;
    }

    /** Returns the optimizer's state. */
    public OptimizerState optimizerState() {
        return state;
    }

    /** Returns the gradients of the last step, parallel to the network's parameters. */
    public float[] gradients() {
        return gradients;
    }

    /** Returns what the last step was done with. */
    public StepSettings settings() {
        return settings;
    }

    /**
     * Says how long the training is, for schedules; {@link #fit} does so itself. Plateaus keep their state.
     *
     * @param newHorizon epochs and the steps of each
     */
    public Trainer horizon(Horizon newHorizon) {
        double[][] plateaus = courses.snapshot();
        horizon = newHorizon;
        courses = new Courses(plan.scheduling(), plan.optimizer(), network.spec(), horizon);
        courses.restore(plateaus);
        return this;
    }

    /**
     * Puts the weights that are judged and kept into the network: the average's, or what the optimizer means; {@link #fit} ends so. The next step takes the
     * trained ones back, to the same bits.
     */
    public void toEvaluation() {
        judged.toEvaluation();
    }

    /** Returns the number of epochs that ran to their end, over all calls. */
    public int epochsDone() {
        return epochsDone;
    }

    /**
     * Does one step on one batch, for online training. Batches are not accumulated; for the schedules' sake each step is an epoch, until {@link #fit} or
     * {@link #horizon(Horizon)} has told otherwise.
     *
     * @param x features, {@code [rows][inputs]}
     * @param y targets, {@code [rows][targetColumns]}
     * @param weights a weight for each row, or null
     * @return the mean loss before the step
     * @throws DivergedException if the loss is no finite number; the network keeps its weights
     */
    public double trainBatch(float[] x, float[] y, float @Nullable [] weights, int rows) {
        reserve(rows);
        judged.toTraining();
        double weight = plan.loss().weight(weights, 0, rows, network.outputs());
        begin();
        double loss = step(x, y, weights, rows, 0, weight);
        if (!Double.isFinite(loss)) {
            throw new DivergedException(epochsDone + 1, (int) state.steps() + 1, loss, settings.learningRate());
        }
        update(1);
        return loss;
    }

    /**
     * Trains for the epochs of the plan.
     *
     * @param train rows to train on
     * @param validation rows to judge each epoch by, or null
     * @throws UserException if the data does not fit the network, a schedule leaves its range on the way, or an average would begin after the end
     * @throws DivergedException if a loss is no finite number; the network keeps the weights of before that step
     */
    public History fit(DatasetView train, @Nullable DatasetView validation) {
        check(train.dataset());
        Batches batches = new Batches(train, plan.batchSize());
        reserve(batches.batchSize());
        int stepsPerEpoch = (batches.count() + plan.accumulate() - 1) / plan.accumulate();
        horizon(new Horizon(plan.epochs(), Math.max(1, stepsPerEpoch)));
        judged.check(state.steps(), horizon);
        Evaluator evaluator = null;
        if (validation != null && validation.rows() > 0) {
            check(validation.dataset());
            evaluator = new Evaluator(network, validation, plan.loss(), scorer, execution);
        }
        courses.check(state.steps(), horizon, scorer != null && evaluator != null);
        Best best = new Best(evaluator == null ? 0 : plan.patience(), network.parameters().length);
        List<EpochRecord> epochs = new ArrayList<>();
        History.Stop stop = History.Stop.COMPLETED;
        for (int i = 0; i < plan.epochs() && stop == History.Stop.COMPLETED; i++) {
            int epoch = epochsDone + 1;
            long start = System.nanoTime();
            batchSum = 0;
            batchWeight = 0;
            stop = epoch(batches, epoch, train.rows());
            if (stop != History.Stop.COMPLETED) {
                break;
            }
            epochsDone = epoch;
            double seconds = (System.nanoTime() - start) * 1e-9;
            judged.afterEpoch(state.steps(), horizon);
            judged.toEvaluation();
            EpochRecord epochRecord = judge(epoch, evaluator, seconds, train.rows());
            courses.observe(state.steps(), epochRecord);
            epochs.add(epochRecord);
            boolean patient = !judged.begun() || best.offer(epochRecord, network.parameters());
            stop = !tell(epochRecord)
                    ? History.Stop.LISTENER
                    : cancelled ? History.Stop.CANCELLED : patient ? stop : History.Stop.PATIENCE;
        }
        cancelled = false;
        judged.toEvaluation();
        int bestEpoch = best.restore(network.parameters(), epochsDone);
        return new History(epochs, epochs.isEmpty() ? 0 : bestEpoch, stop);
    }

    private History.Stop epoch(Batches batches, int epoch, int rows) {
        judged.toTraining();
        batches.shuffle(key, epoch);
        StepRows steps = new StepRows(plan.loss(), network.outputs(), rows, batches.batchSize(), plan.accumulate());
        for (int batch = 1; batches.next(); batch++) {
            if (steps.begins(batches.weights(), batches.rows())) {
                begin();
            }
            double loss = step(
                    batches.features(),
                    batches.targets(),
                    batches.weights(),
                    batches.rows(),
                    steps.before(),
                    steps.divisor());
            if (!Double.isFinite(loss)) {
                throw new DivergedException(epoch, batch, loss, settings.learningRate());
            }
            if (steps.ends()) {
                update(steps.scale());
            }
            for (TrainingListener listener : listeners) {
                if (!listener.onBatch(epoch, batch, batches.count(), loss)) {
                    return History.Stop.LISTENER;
                }
            }
            if (cancelled) {
                return History.Stop.CANCELLED;
            }
        }
        return History.Stop.COMPLETED;
    }

    /** Sets what the next step is done with. */
    private void begin() {
        courses.at(state.steps(), settings);
        if (courses.movesDropout()) {
            batchGradient.dropoutFactor(courses.dropoutFactor(state.steps()));
        }
    }

    /** Forward, loss, backward; returns the mean loss of the batch. */
    private double step(float[] x, float[] y, float @Nullable [] weights, int rows, int firstRow, double divisor) {
        Loss loss = plan.loss();
        double sum = batchGradient.compute(x, y, weights, rows, (int) state.steps(), firstRow, divisor, gradients);
        double weight = loss.weight(weights, 0, rows, network.outputs());
        batchSum += sum;
        batchWeight += weight;
        return loss.mean(sum, weight);
    }

    /**
     * Does a step with the gradients.
     *
     * @param scale what they are multiplied by
     */
    private void update(float scale) {
        settings.gradientScale(scale);
        Recorder looking = recorder != null && recorder.wants(state.steps() + 1) ? recorder : null;
        if (looking != null) {
            looking.before(network, gradients, scale);
        }
        regularizer.before(network.parameters(), gradients, settings);
        state.step(execution, network.parameters(), gradients, settings);
        regularizer.after(network.parameters());
        if (looking != null) {
            looking.after(this, network, batchGradient.workspace());
        }
        judged.afterStep();
    }

    private EpochRecord judge(int epoch, @Nullable Evaluator evaluator, double seconds, int rows) {
        double trainLoss = plan.loss().mean(batchSum, batchWeight);
        if (evaluator == null) {
            return new EpochRecord(epoch, trainLoss, Double.NaN, Double.NaN, seconds, rows);
        }
        evaluator.evaluate();
        if (!Double.isFinite(evaluator.meanLoss())) {
            throw new DivergedException(epoch, 0, evaluator.meanLoss(), settings.learningRate());
        }
        return new EpochRecord(epoch, trainLoss, evaluator.meanLoss(), evaluator.score(), seconds, rows);
    }

    private boolean tell(EpochRecord epoch) {
        boolean goOn = true;
        for (TrainingListener listener : listeners) {
            goOn &= listener.onEpoch(epoch);
        }
        return goOn;
    }

    private void reserve(int rows) {
        if (batchGradient.maxRows < rows) {
            batchGradient = BatchGradient.of(network, plan.loss(), key, execution, rows);
        }
    }

    private void check(Dataset dataset) {
        int columns = plan.loss().targetColumns(network.outputs());
        if (dataset.inputs() != network.inputs() || dataset.targetColumns() != columns) {
            throw new UserException("The data has " + dataset.inputs() + " features and " + dataset.targetColumns()
                    + " target columns, the network with " + plan.loss().label() + " takes " + network.inputs()
                    + " and "
                    + columns + ".");
        }
        if (dataset.rows() == 0) {
            throw new UserException("There are no rows to train on.");
        }
    }
}
