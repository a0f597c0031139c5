package dev.lanewise.train;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Batches;
import dev.lanewise.data.DatasetView;
import dev.lanewise.kernel.Execution;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.OptimizerState;
import dev.lanewise.optim.ParameterGroups;
import dev.lanewise.optim.StepSettings;
import dev.lanewise.schedule.Horizon;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network: forward, loss, backward, update. Repeatable by seed to the last bit, whatever the execution. Calling {@link #fit}
 * again goes on from where the last call ended: weights, optimizer state, count of epochs. Used from one thread, but for {@link #cancel()}; holds nothing
 * that would have to be closed but the execution, which belongs to the caller, one for each trainer that runs.
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
    private final Listeners listeners = new Listeners();
    private @Nullable Scorer scorer;
    private Horizon horizon;
    private Courses courses;
    private BatchGradient batchGradient;
    private volatile boolean cancelled;
    private int epochsDone;
    private @Nullable FitState fit;
    private @Nullable TrainingSnapshot resumed;
    private boolean betweenSteps = true;

    /** Prepares the training of a network; one that does not fit into memory is refused. */
    public Trainer(Network network, TrainingPlan plan, Execution execution) {
        TrainingRoom.check(network, plan);
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
        return this;
    }

    /** Sets a score to follow on the validation rows. */
    public Trainer score(Scorer newScorer) {
        scorer = newScorer;
        return this;
    }

    /** Stops the current or the next {@link #fit} after the step that runs; may be called from any thread. */
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
        execution.team().requireOpen();
        reserve(rows);
        judged.toTraining();
        double weight = plan.loss().weight(weights, 0, rows, network.outputs());
        begin();
        double loss = plan.loss().mean(step(x, y, weights, rows, 0, weight), weight);
        if (!Double.isFinite(loss)) {
            throw new DivergedException(epochsDone + 1, (int) state.steps() + 1, loss, settings.learningRate());
        }
        update(1);
        return loss;
    }

    /** Whether no step is half done: batches are accumulated. */
    public boolean betweenSteps() {
        return betweenSteps;
    }

    /**
     * Copies everything that the training carries from step to step, from a listener or between calls of {@link #fit}.
     *
     * @throws IllegalStateException in the middle of a step
     */
    public TrainingSnapshot snapshot() {
        if (!betweenSteps) {
            throw new IllegalStateException("a step is half done");
        }
        return fit == null
                ? Snapshots.take(judged, state, courses, epochsDone, resumed)
                : Snapshots.take(judged, state, courses, epochsDone, fit.snapshot(), fit.best.weights());
    }

    /**
     * Goes on from a snapshot of a training of the same plan, network and rows: the next {@link #fit} is the rest of the one that it was taken in.
     *
     * @throws IllegalArgumentException if it is of another network, optimizer or schedule
     */
    public Trainer resume(TrainingSnapshot snapshot) {
        Snapshots.restore(snapshot, network.parameters(), judged, state, courses);
        epochsDone = snapshot.epochsDone();
        resumed = snapshot.fit() == null ? null : snapshot;
        return this;
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
        execution.team().requireOpen();
        TrainingData.check(train.dataset(), network, plan.loss());
        Batches batches = new Batches(train, plan.batchSize());
        reserve(batches.batchSize());
        int stepsPerEpoch = (batches.count() + plan.accumulate() - 1) / plan.accumulate();
        horizon(new Horizon(plan.epochs(), Math.max(1, stepsPerEpoch)));
        Evaluator evaluator = null;
        if (validation != null && validation.rows() > 0) {
            TrainingData.check(validation.dataset(), network, plan.loss());
            evaluator = new Evaluator(network, validation, plan.loss(), scorer, execution);
        }
        if (resumed == null) {
            judged.check(state.steps(), horizon);
            courses.check(state.steps(), horizon, scorer != null && evaluator != null);
        }
        FitState running =
                FitState.begin(evaluator == null ? 0 : plan.patience(), network.parameters().length, resumed);
        fit = running;
        resumed = null;
        try {
            return run(running, batches, evaluator, train.rows());
        } finally {
            fit = null;
            betweenSteps = true;
            cancelled = false;
        }
    }

    private History run(FitState running, Batches batches, @Nullable Evaluator evaluator, int rows) {
        History.Stop stop = running.over;
        while (stop == null) {
            stop = epoch(running, batches, rows);
            if (stop == null) {
                stop = endEpoch(running, evaluator, rows);
            }
        }
        listeners.onStop(stop);
        judged.toEvaluation();
        int bestEpoch = running.best.restore(network.parameters(), epochsDone);
        return new History(running.epochs, running.epochs.isEmpty() ? 0 : bestEpoch, stop);
    }

    /** Trains on the rest of an epoch's batches; null when all are done. */
    private History.@Nullable Stop epoch(FitState running, Batches batches, int rows) {
        int epoch = epochsDone + 1;
        running.startClock();
        judged.toTraining();
        batches.shuffle(key, epoch);
        batches.skip(running.batches);
        int seen = Math.min(rows, running.batches * batches.batchSize());
        StepRows steps =
                new StepRows(plan.loss(), network.outputs(), seen, rows, batches.batchSize(), plan.accumulate());
        boolean goOn = true;
        while (batches.next(execution.team())) {
            if (steps.begins(batches.weights(), batches.rows())) {
                begin();
            }
            double sum = step(
                    batches.features(),
                    batches.targets(),
                    batches.weights(),
                    batches.rows(),
                    steps.before(),
                    steps.divisor());
            double weight = plan.loss().weight(batches.weights(), 0, batches.rows(), network.outputs());
            double loss = plan.loss().mean(sum, weight);
            running.add(sum, weight);
            if (!Double.isFinite(loss)) {
                throw new DivergedException(epoch, running.batches, loss, settings.learningRate());
            }
            betweenSteps = steps.ends();
            if (betweenSteps) {
                update(steps.scale());
            }
            goOn &= listeners.onBatch(epoch, running.batches, batches.count(), loss);
            if (betweenSteps && (!goOn || cancelled)) {
                running.spend();
                return goOn ? History.Stop.CANCELLED : History.Stop.LISTENER;
            }
        }
        running.spend();
        return null;
    }

    /** Judges an epoch and tells of it; null where another one follows. */
    private History.@Nullable Stop endEpoch(FitState running, @Nullable Evaluator evaluator, int rows) {
        epochsDone++;
        judged.afterEpoch(state.steps(), horizon);
        judged.toEvaluation();
        EpochRecord epoch = running.judge(epochsDone, plan.loss(), evaluator, rows, settings.learningRate());
        courses.observe(state.steps(), epoch);
        running.end(epoch);
        boolean patient = !judged.begun() || running.best.offer(epoch, network.parameters());
        running.over = !patient
                ? History.Stop.PATIENCE
                : running.epochs.size() >= plan.epochs() ? History.Stop.COMPLETED : null;
        boolean goOn = listeners.onEpoch(epoch);
        return !goOn ? History.Stop.LISTENER : cancelled ? History.Stop.CANCELLED : running.over;
    }

    /** Sets what the next step is done with. */
    private void begin() {
        courses.at(state.steps(), settings);
        if (courses.movesDropout()) {
            batchGradient.dropoutFactor(courses.dropoutFactor(state.steps()));
        }
    }

    /** Forward, loss, backward; returns the sum of weight times loss. */
    private double step(float[] x, float[] y, float @Nullable [] weights, int rows, int firstRow, double divisor) {
        return batchGradient.compute(x, y, weights, rows, (int) state.steps(), firstRow, divisor, gradients);
    }

    /**
     * Does a step with the gradients.
     *
     * @param scale what they are multiplied by
     */
    private void update(float scale) {
        settings.gradientScale(scale);
        Recorder looking = listeners.recorder(state.steps() + 1);
        if (looking != null) {
            looking.before(network, gradients, scale);
        }
        regularizer.before(network.parameters(), gradients, settings);
        state.step(execution, network.parameters(), gradients, settings);
        regularizer.after(network.parameters());
        batchGradient.keepStatistics();
        if (looking != null) {
            looking.after(this, network, batchGradient.workspace());
        }
        judged.afterStep();
    }

    private void reserve(int rows) {
        batchGradient = batchGradient.holding(rows);
    }
}
