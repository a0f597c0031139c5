package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that a command writes: checked before the work starts, written under a temporary name, moved into place. */
final class OutputFile {

    /** Writes the content. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final String option;
    private final Path path;

    private OutputFile(String option, Path path) {
        this.option = option;
        this.path = path;
    }

    /**
     * Checks that a file can be written.
     *
     * @param option the option that names it, for messages
     * @throws UserException if not
     */
    static OutputFile check(String option, Path path) {
        OutputFile file = new OutputFile(option, path);
        try {
            file.probe();
        } catch (IOException e) {
            throw file.failure(e);
        }
        return file;
    }

    /** Refuses a file that is also read by the same command, or that is no regular one. */
    OutputFile distinctFrom(String input) {
        try {
            Path other = Path.of(input);
            if (Files.exists(path) && Files.exists(other) && Files.isSameFile(path, other)) {
                throw new UserException(
                        option + " " + path + ": this file is read by the same command. Choose another name.");
            }
        } catch (IOException | IllegalArgumentException e) {
            return this;
        }
        return this;
    }

    /** Refuses what is there already and no regular file. */
    OutputFile regular() {
        if (isSpecial()) {
            throw new UserException(option + " " + path + ": this is no regular file. Choose a file name.");
        }
        return this;
    }

    /** Makes a folder unless it is there. */
    static void makeFolder(String option, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new OutputFile(option, folder).failure(e);
        }
    }

    private boolean isSpecial() {
        return Files.exists(path) && !Files.isRegularFile(path);
    }

    private void probe() throws IOException {
        if (path.toString().isEmpty()) {
            throw new UserException(option + " names no file: the name is empty. Give one.");
        }
        if (Files.isDirectory(path)) {
            throw new UserException(option + " " + path + ": this is a folder. Choose a file name.");
        }
        if (isSpecial()) {
            return;
        }
        Path folder = folder();
        if (!Files.exists(folder)) {
            throw new UserException(
                    option + " " + path + ": there is no folder " + folder + ". Create it, or choose another place.");
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        if (Files.exists(path) && !Files.isWritable(path)) {
            throw new AccessDeniedException(path.toString());
        }
        Files.delete(Files.createTempFile(folder, ".lanewise-", ".tmp"));
    }

    private Path folder() throws IOException {
        Path real = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        return real.getParent() == null ? real : real.getParent();
    }

    /**
     * Writes the file.
     *
     * @throws UserException if that fails; a file that was there stays as it was
     */
    void write(Content content) {
        try {
            if (isSpecial()) {
                try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.WRITE)) {
                    content.writeTo(out);
                }
                return;
            }
            writeAside(content);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void writeAside(Content content) throws IOException {
        Path target = Files.exists(path) ? path.toRealPath() : path;
        Path aside = folder().resolve("." + target.getFileName() + "."
                + ProcessHandle.current().pid() + ".tmp");
        aside.toFile().deleteOnExit();
        try {
            try (OutputStream out = Files.newOutputStream(aside)) {
                content.writeTo(out);
            }
            Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private UserException failure(IOException e) {
        return new UserException(
                option + " " + path + ": cannot be written (" + Text.oneLine(reason(e)) + "). Choose another place.",
                e);
    }

    private String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "writing is not allowed";
        }
        if (e instanceof NotDirectoryException) {
            return e.getMessage() + " is no folder";
        }
        if (e instanceof NoSuchFileException) {
            Path parent = path.toAbsolutePath().getParent();
            return parent != null && Files.isDirectory(parent)
                    ? "this folder takes no new files"
                    : "the folder is not there";
        }
        String reason = e instanceof FileSystemException system ? system.getReason() : null;
        return String.valueOf(reason == null ? e.getMessage() : reason);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
