package dev.lanewise.model;

import dev.lanewise.core.UserException;
import dev.lanewise.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The state of a training, read from a file: {@link ModelTrainer#resume} goes on from it. */
public final class Checkpoint {

    private final Path file;
    private final Safetensors content;
    private final @Nullable String passedOver;

    private Checkpoint(Path file, Safetensors content, @Nullable String passedOver) {
        this.file = file;
        this.content = content;
        this.passedOver = passedOver;
    }

    /**
     * Reads the newest complete checkpoint of a folder: a damaged file is passed over for the one before it, see {@link #passedOver}.
     *
     * @throws UserException if there is none
     */
    public static Checkpoint newest(Path folder) {
        if (folder.toString().isEmpty()) {
            throw new UserException("The folder of the checkpoints has an empty name. Give one.");
        }
        if (!Files.isDirectory(folder)) {
            throw new UserException(
                    "There is no folder " + folder + ". Name one that 'lanewise train --checkpoint' wrote.");
        }
        List<Path> files = CheckpointFolder.files(folder);
        UserException damage = null;
        for (Path file : files) {
            try {
                return read(file, damage == null ? null : damage.getMessage());
            } catch (UserException e) {
                damage = damage == null ? e : damage;
            }
        }
        throw damage == null
                ? new UserException(folder + " holds no complete checkpoint. Train again.")
                : new UserException(folder + " holds no complete checkpoint. " + damage.getMessage(), damage);
    }

    private static Checkpoint read(Path file, @Nullable String passedOver) {
        Safetensors content = SafetensorsReader.read(file);
        String format = content.metadata().get("format");
        if (format != null && format.startsWith("lanewise-model/")) {
            throw new UserException(file + ": this is a model, not the checkpoint of a training.");
        }
        if (!CheckpointFile.FORMAT.equals(format)) {
            throw new UserException(file + ": the format is not " + CheckpointFile.FORMAT
                    + ", which this version of Lanewise reads. Use the version that wrote it.");
        }
        if (!content.checksumIsRight()) {
            throw new UserException(file + ": the checksum does not fit: the file is damaged.");
        }
        return new Checkpoint(file, content, passedOver);
    }

    /** Returns the file. */
    public Path file() {
        return file;
    }

    /** Returns what is wrong with the newest file, in one line, where this is one before it; or null. */
    public @Nullable String passedOver() {
        return passedOver;
    }

    /** Whether the training had come to its end. */
    boolean isFinished() {
        return CheckpointFile.isFinished(content);
    }

    /** Whether it lies in a folder. */
    boolean isIn(Path folder) {
        Path own = file.toAbsolutePath().getParent();
        return own != null && own.normalize().equals(folder.toAbsolutePath().normalize());
    }

    /** Returns a text that was kept with it, or null. */
    public @Nullable String note(String key) {
        return CheckpointFile.note(content, key);
    }

    /** Returns the members and the epochs that a time budget chose. */
    int[] budget() {
        try {
            return new int[] {
                Integer.parseInt(content.metadata().getOrDefault(BudgetChoice.MEMBERS, "")),
                Integer.parseInt(content.metadata().getOrDefault(BudgetChoice.EPOCHS, ""))
            };
        } catch (NumberFormatException e) {
            throw new UserException(
                    file + ": no time budget chose the size of this training. Go on without the budget.", e);
        }
    }

    /** Puts a training into the state of the checkpoint. */
    void restore(Trainer trainer, CheckpointFile format) {
        try {
            trainer.resume(format.snapshot(content));
        } catch (NumberFormatException e) {
            throw new UserException(file + ": the checkpoint cannot be read: a number of its state is none.", e);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UserException(file + ": the checkpoint cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
