package dev.lanewise.model;

import dev.lanewise.core.UserException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a training's checkpoints: files named after the number of steps, of which the last two stay, and a file that is locked while a training writes
 * here, whose lock ends with the process.
 */
final class CheckpointFolder implements AutoCloseable {

    private static final String PREFIX = "checkpoint-";
    private static final String SUFFIX = ".safetensors";
    private static final int KEPT = 2;

    /** The folders that this process writes into: a file lock holds against other processes only. */
    private static final Set<String> OPEN = new ConcurrentSkipListSet<>();

    private final Path folder;
    private final Path real;
    private final FileChannel channel;
    private boolean open = true;

    private CheckpointFolder(Path folder, Path real, FileChannel channel) {
        this.folder = folder;
        this.real = real;
        this.channel = channel;
    }

    /** Checks that a new training can keep its checkpoints here. */
    static void check(Path folder) {
        checkFree(folder);
        boolean made = make(folder);
        SafetensorsWriter.checkWritable(file(folder, 0));
        if (made) {
            deleteQuietly(folder);
        }
    }

    private static void checkFree(Path folder) {
        if (folder.toString().isEmpty()) {
            throw new UserException("The folder of the checkpoints has an empty name. Give one.");
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UserException(folder + " is a file; checkpoints take a folder. Choose another name.");
        }
        if (!files(folder).isEmpty()) {
            throw new UserException(
                    folder + " holds the checkpoints of a training. Go on with it ('lanewise train --resume " + folder
                            + "'), or choose another folder, or remove this one.");
        }
    }

    /**
     * Opens the folder for a training, and removes what a killed one left half written.
     *
     * @param fresh whether the training is a new one
     */
    static CheckpointFolder open(Path folder, boolean fresh) {
        if (fresh) {
            checkFree(folder);
        }
        make(folder);
        Path real = real(folder);
        // A second channel to the lock file would, when it closes, end this process's lock.
        if (!OPEN.add(real.toString())) {
            throw inUse(folder);
        }
        FileChannel channel = null;
        boolean opened = false;
        try {
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw inUse(folder);
            }
            removeHalfWritten(folder);
            opened = true;
            return new CheckpointFolder(folder, real, channel);
        } catch (OverlappingFileLockException e) {
            throw inUse(folder); // this class is loaded twice
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        } finally {
            if (!opened) {
                release(real, channel);
            }
        }
    }

    /** The same for whatever the folder is called. */
    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    private static UserException inUse(Path folder) {
        return new UserException("Another training is writing its checkpoints into " + folder
                + ". Wait for its end, or choose another folder.");
    }

    private static UserException cannotWrite(Path folder, IOException e) {
        return new UserException(
                "Cannot write checkpoints into " + folder + ": " + SafetensorsWriter.reason(e) + ".", e);
    }

    private static UserException cannotRead(Path folder, IOException e) {
        return new UserException("Cannot read " + folder + ": " + SafetensorsWriter.reason(e) + ".", e);
    }

    private static void release(Path real, @Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close(); // with its lock
            }
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        } finally {
            OPEN.remove(real.toString());
        }
    }

    /** Makes the folder unless it is there; true where it was made. */
    private static boolean make(Path folder) {
        if (Files.isDirectory(folder)) {
            return false;
        }
        try {
            Files.createDirectory(folder);
            return true;
        } catch (IOException e) {
            throw new UserException(
                    "Cannot make the folder " + folder + " for checkpoints: " + SafetensorsWriter.reason(e) + ".", e);
        }
    }

    /** The name has the steps in so many digits that names sort as numbers do. */
    private static Path file(Path folder, long steps) {
        return folder.resolve(String.format(Locale.ROOT, "%s%012d%s", PREFIX, steps, SUFFIX));
    }

    /** Returns the checkpoints, the newest first; none where there is no folder. */
    static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
                all.forEach(files::add);
            } catch (IOException e) {
                throw cannotRead(folder, e);
            } catch (DirectoryIteratorException e) {
                throw cannotRead(folder, Objects.requireNonNull(e.getCause()));
            }
        }
        files.sort(Comparator.comparing(file -> String.valueOf(file.getFileName()), Comparator.reverseOrder()));
        return files;
    }

    /** Only what this class's files are written under before they are moved into place. */
    private static void removeHalfWritten(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "." + PREFIX + "*.tmp")) {
            all.forEach(CheckpointFolder::deleteQuietly);
        } catch (DirectoryIteratorException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    /**
     * Writes a checkpoint, then removes those before the last two.
     *
     * @param listener is told where the folder had vanished
     * @return the file
     * @throws UserException if it cannot be written; the others are as they were
     */
    Path write(Safetensors content, long steps, Checkpoints.Listener listener) {
        if (make(folder)) {
            listener.remade("The folder " + folder + " of the checkpoints had vanished; it was made again.");
        }
        Path file = file(folder, steps);
        try {
            SafetensorsWriter.write(file, content);
        } catch (UserException e) {
            // Where there is no room for a third one, the last good one stays.
            if (!prune(1)) {
                throw e;
            }
            SafetensorsWriter.write(file, content);
        }
        prune(KEPT);
        return file;
    }

    /** Removes all but the newest; true where something was removed. */
    private boolean prune(int kept) {
        List<Path> all = files(folder);
        for (int i = kept; i < all.size(); i++) {
            deleteQuietly(all.get(i));
        }
        return all.size() > kept;
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A file too many does no harm.
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            deleteQuietly(folder.resolve("lock"));
            release(real, channel);
        }
    }
}
