package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of checkpoints may come from anybody: it writes beside itself, and elsewhere only where the user says so again. */
class ResumedArgumentsTest {

    @TempDir
    Path folder;

    private String run(int code, String... words) {
        CapturedConsole console = new CapturedConsole();
        assertEquals(code, console.run(words), console.err());
        return console.err().strip();
    }

    private String train(String state, String option, Path output) {
        return run(0, "train", "iris", "--epochs", "2", "--checkpoint", state, option, output.toString(), "--quiet");
    }

    @Test
    void whatLiesElsewhereIsWrittenWhereItIsNamedAgain() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("run"));
        String state = inside.resolve("state").toString();
        for (String option : List.of("--model", "--json", "--report")) {
            Path output = folder.resolve("far" + option);
            train(state, option, output);
            Files.delete(output);
            String told = run(2, "train", "--resume", state, "--quiet");
            assertTrue(told.contains("the training is to write " + output), told);
            assertTrue(told.contains(option + "=" + output), told);
            assertEquals(1, told.lines().count(), told);
            assertFalse(Files.exists(output));
            run(0, "train", "--resume", state, "--quiet", option + "=" + output);
            assertTrue(Files.exists(output));
            remove(Path.of(state));
        }
    }

    @Test
    void whatLiesBesideIsWritten() throws IOException {
        String state = folder.resolve("state").toString();
        Path output = Files.createDirectories(folder.resolve("models")).resolve("iris");
        train(state, "--model", output);
        Files.delete(output);
        run(0, "train", "--resume", state, "--quiet");
        assertTrue(Files.exists(output));
    }

    @Test
    void hiddenFilesAndLinksAreNot() throws IOException {
        String state = folder.resolve("state").toString();
        Path hidden = folder.resolve(".profile");
        train(state, "--model", hidden);
        Files.delete(hidden);
        run(2, "train", "--resume", state, "--quiet");
        assertFalse(Files.exists(hidden));
        remove(Path.of(state));
        Path out = Files.createDirectories(folder.resolve("out"));
        Path inside = Files.createDirectories(folder.resolve("inside"));
        String second = inside.resolve("state").toString();
        Path link = Files.createSymbolicLink(inside.resolve("link"), out);
        train(second, "--model", link.resolve("iris"));
        Files.delete(out.resolve("iris"));
        run(2, "train", "--resume", second, "--quiet");
        assertFalse(Files.exists(out.resolve("iris")));
    }

    private static void remove(Path state) throws IOException {
        try (var files = Files.list(state)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(state);
    }
}
