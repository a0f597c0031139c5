package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of checkpoints: what is refused, and what is left in it. */
class CheckpointFolderTest {

    @TempDir
    Path folder;

    /** What a process that was killed while it wrote has left is removed. */
    @Test
    void halfWrittenFilesAreRemoved() throws IOException {
        Path state = Files.createDirectory(folder.resolve("state"));
        Path half = Files.write(state.resolve(".checkpoint-000000000099.safetensors.4711-1.tmp"), new byte[100]);
        Path foreign = Files.write(state.resolve(".notes.tmp"), new byte[100]);
        CheckpointFolder.open(state, true).close();
        assertFalse(Files.exists(half));
        assertTrue(Files.exists(foreign));
    }

    @Test
    void aFolderThatFailsHalfWayIsTold() throws IOException {
        Path state = Files.createDirectory(folder.resolve("half"));
        refusedLine("Cannot read", () -> CheckpointFolder.files(new UnlistedFolder(state, true).path()));
    }

    private static void refusedLine(String part, Runnable what) {
        String told = assertThrows(UserException.class, what::run).getMessage();
        assertTrue(told.contains(part), told);
        assertFalse(told.contains("\n"), told);
    }

    /** A check leaves everything as it was: no folder where there was none, and none of its files. */
    @Test
    void aFolderIsCheckedBeforeTheTraining() throws IOException {
        Path fresh = folder.resolve("fresh");
        Checkpoints.in(fresh).check();
        assertFalse(Files.exists(fresh));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Checkpoints.in(empty).check();
        try (Stream<Path> files = Files.list(empty)) {
            assertEquals(0, files.count());
        }
        Path file = Files.createFile(folder.resolve("file"));
        refusedLine(
                "is a file; checkpoints take a folder",
                () -> Checkpoints.in(file).check());
        refusedLine("has an empty name", () -> Checkpoints.in(Path.of("")).check());
        refusedLine(
                "Cannot make the folder",
                () -> Checkpoints.in(folder.resolve("no/such")).check());
        Files.createFile(empty.resolve("checkpoint-000000000001.safetensors"));
        refusedLine(
                "holds the checkpoints of a training",
                () -> Checkpoints.in(empty).check());
    }

    @Test
    void whereThereIsNoCheckpointItIsTold() throws IOException {
        refusedLine("There is no folder", () -> Checkpoint.newest(folder.resolve("none")));
        refusedLine("holds no complete checkpoint. Train again.", () -> Checkpoint.newest(folder));
        Files.write(folder.resolve("checkpoint-000000000001.safetensors"), new byte[] {1, 2, 3});
        String told = assertThrows(UserException.class, () -> Checkpoint.newest(folder))
                .getMessage();
        assertTrue(told.contains("checkpoint-000000000001.safetensors") && !told.contains("Train again"), told);
    }
}
