package dev.lanewise.model;

import dev.lanewise.core.UserException;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.History;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingListener;
import dev.lanewise.train.TrainingSnapshot;

/** Keeps the state of a training at intervals. What cannot be written does not end the training. */
final class CheckpointWriter implements TrainingListener, AutoCloseable {

    private final Checkpoints plan;
    private final CheckpointFile format;
    private final Trainer trainer;
    private final CheckpointFolder folder;
    private long last;
    private long steps = -1;
    private int epochs = -1;
    private boolean failing;

    /** Opens the folder. */
    CheckpointWriter(Checkpoints plan, CheckpointFile format, Trainer trainer, boolean fresh) {
        this.plan = plan;
        this.format = format;
        this.trainer = trainer;
        folder = CheckpointFolder.open(plan.folder(), fresh);
        last = System.nanoTime();
    }

    /** Keeps the state before the first step, so that there is something to go on from at any time. */
    void begin() {
        write();
    }

    @Override
    public boolean onBatch(int epoch, int batch, int batches, double loss) {
        if (!plan.time().isZero() && System.nanoTime() - last >= plan.time().toNanos() && trainer.betweenSteps()) {
            write();
        }
        return true;
    }

    @Override
    public boolean onEpoch(EpochRecord epoch) {
        if (plan.epochs() > 0 && epoch.epoch() % plan.epochs() == 0) {
            write();
        }
        return true;
    }

    @Override
    public void onStop(History.Stop stop) {
        write();
    }

    private void write() {
        long stepsNow = trainer.optimizerState().steps();
        if (stepsNow == steps && trainer.epochsDone() == epochs) {
            return;
        }
        try {
            TrainingSnapshot snapshot = trainer.snapshot();
            plan.listener()
                    .written(folder.write(format.content(snapshot, plan.notes()), snapshot.steps(), plan.listener()));
            steps = stepsNow;
            epochs = trainer.epochsDone();
            failing = false;
        } catch (UserException e) {
            if (!failing) {
                plan.listener().failed(String.valueOf(e.getMessage()));
            }
            failing = true;
        }
        last = System.nanoTime();
    }

    @Override
    public void close() {
        folder.close();
    }
}
