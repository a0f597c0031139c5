package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file under a temporary name and moves it into place, so that none is ever half-written. */
final class OutputFile {

    private OutputFile() {}

    /** What writes the content. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    static void checkWritable(Path file) {
        Path folder = folder(file);
        if (!Files.isDirectory(folder)) {
            throw new UserException(file + ": the folder " + folder + " does not exist. Make it first.");
        }
        if (Files.isDirectory(file)) {
            throw new UserException(file + ": this is a folder, where a file is to be written.");
        }
        if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
            throw new UserException(file + ": writing is not allowed. Choose another place.");
        }
    }

    static void write(Path file, Content content) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe or a device takes what comes.
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                content.to(out);
            }
            return;
        }
        Path temporary = Files.createTempFile(folder(file), "." + file.getFileName(), ".tmp");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                content.to(out);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
