package dev.lanewise.model;

import dev.lanewise.core.UserException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Where and how often a training keeps its state, so that it can go on after whatever ends it. A checkpoint is written at the start, after each interval and at the
 * end; the last two are kept, and an interval is the most that is ever lost. Changes no result. Immutable.
 *
 * @param folder holds the checkpoints of one training; made where it is not there
 * @param epochs epochs from one checkpoint to the next; 0 where the time decides
 * @param time time from one to the next; zero where the epochs decide
 * @param notes texts that are kept with them, by key
 * @param listener is told of each
 */
public record Checkpoints(Path folder, int epochs, Duration time, Map<String, String> notes, Listener listener) {

    /** Is told of checkpoints, in the training thread. */
    public interface Listener {
        /** One was written. */
        default void written(Path file) {}

        /**
         * The folder had vanished, and was made again; what it held is lost, and a checkpoint is written now.
         *
         * @param reason one line
         */
        default void remade(String reason) {
            System.getLogger(Checkpoints.class.getName()).log(System.Logger.Level.WARNING, reason);
        }

        /**
         * One could not be written; the training goes on, and the next one is tried after another interval.
         *
         * @param reason one line
         */
        default void failed(String reason) {
            System.getLogger(Checkpoints.class.getName()).log(System.Logger.Level.WARNING, reason);
        }
    }

    /** Checks the interval. */
    public Checkpoints {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(listener, "listener");
        notes = Collections.unmodifiableMap(new TreeMap<>(notes));
        if (epochs < 0 || time.isNegative() || (epochs == 0) == time.isZero()) {
            throw new UserException(
                    "The interval of checkpoints must be epochs, at least 1, or a time above 0; one of the two.");
        }
    }

    /** Returns checkpoints after every epoch. */
    public static Checkpoints in(Path folder) {
        return new Checkpoints(folder, 1, Duration.ZERO, Map.of(), new Listener() {});
    }

    /** Returns the same at another interval: after each so many epochs. */
    public Checkpoints everyEpochs(int newEpochs) {
        return new Checkpoints(folder, newEpochs, Duration.ZERO, notes, listener);
    }

    /** Returns the same at another interval: after the first step that ends so long after the last checkpoint. */
    public Checkpoints every(Duration newTime) {
        return new Checkpoints(folder, 0, newTime, notes, listener);
    }

    /** Returns the same with a text that {@link Checkpoint#note} gives back. */
    public Checkpoints note(String key, String text) {
        Map<String, String> more = new TreeMap<>(notes);
        more.put(key, text);
        return new Checkpoints(folder, epochs, time, more, listener);
    }

    /** Returns the same with another listener. */
    public Checkpoints listen(Listener newListener) {
        return new Checkpoints(folder, epochs, time, notes, newListener);
    }

    /**
     * Checks, before long work whose state it is to hold, that the folder can be written and holds no other training.
     *
     * @throws UserException if not
     */
    public void check() {
        CheckpointFolder.check(folder);
    }
}
