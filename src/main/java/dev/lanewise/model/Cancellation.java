package dev.lanewise.model;

import dev.lanewise.train.Trainer;
import org.jspecify.annotations.Nullable;

/** Stops what a {@link ModelTrainer} runs, from any thread; what it runs next, where it runs nothing. */
final class Cancellation {

    private volatile @Nullable Trainer running;
    private volatile boolean cancelled;

    void cancel() {
        cancelled = true;
        Trainer trainer = running;
        if (trainer != null) {
            trainer.cancel();
        }
    }

    /** Tells what runs, or null. */
    void running(@Nullable Trainer trainer) {
        running = trainer;
        cancelled &= trainer != null;
        if (trainer != null && cancelled) {
            trainer.cancel();
        }
    }
}
