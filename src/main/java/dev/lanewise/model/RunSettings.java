package dev.lanewise.model;

import dev.lanewise.train.TrainingListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The part of {@link ModelTrainer} that goes with a run: its time, who is told, what is kept of its state. */
public abstract sealed class RunSettings extends ColumnSettings permits ModelTrainer {

    @Nullable
    Duration budget;

    /** Of the clock, or 0 for the start of the training. */
    long budgetStart;

    Consumer<TrainingSetup> onStart = setup -> {};
    final List<TrainingListener> listeners = new ArrayList<>();

    @Nullable
    Checkpoints checkpoints;

    @Nullable
    Checkpoint resumed;

    RunSettings() {}

    /**
     * Has the members of the ensemble and the most epochs, where they are not said, chosen so that {@link ModelTrainer#train} takes about so long: once, before the first step,
     * by the time that steps take here. {@link TrainingSetup#budget} tells them; saying them instead trains to the same bits. It counts from the call of that method: reading the table is not in it.
     */
    public ModelTrainer budget(Duration newBudget) {
        budget = BudgetChoice.checked(newBudget);
        return self();
    }

    /**
     * The same, counted from an earlier moment, so that reading the table is in it.
     *
     * @param start of {@link System#nanoTime}
     */
    public ModelTrainer budget(Duration newBudget, long start) {
        budgetStart = start;
        return budget(newBudget);
    }

    /** Calls back before training, when all is resolved. */
    public ModelTrainer onStart(Consumer<TrainingSetup> callback) {
        onStart = callback;
        return self();
    }

    /** Adds a listener of the training. */
    public ModelTrainer listen(TrainingListener listener) {
        listeners.add(listener);
        return self();
    }

    /** Keeps the state of the training at intervals, so that {@link #resume} can go on with it. */
    public ModelTrainer checkpoints(Checkpoints newCheckpoints) {
        checkpoints = newCheckpoints;
        return self();
    }

    /** Goes on from a checkpoint; {@link ModelTrainer#train} ends with the bits of one never interrupted. Data and settings must be the same; threads and kernels may be others. */
    public ModelTrainer resume(Checkpoint checkpoint) {
        resumed = checkpoint;
        return self();
    }
}
