package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing is allocated in a training step or in a prediction, by any thread, once the compiler is done: every layer, activation, loss and
 * optimizer, small and cut into tiles, alone and in a team.
 */
@Tag("allocation")
class AllocationTest {

    @TempDir
    private Path folder;

    @Test
    void nothingIsAllocated() throws Exception {
        Path log = folder.resolve("log.txt");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                AllocationProgram.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        process.destroyForcibly().waitFor();
        List<String> lines = Files.readAllLines(log).stream()
                .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                .toList();
        String text = String.join("\n", lines);
        assertTrue(ended && process.exitValue() == 0, text);
        assertEquals(1, lines.size(), text);
        int checks = Integer.parseInt(text.substring(AllocationProgram.DONE.length()));
        assertTrue(checks > 100, text);
    }
}
