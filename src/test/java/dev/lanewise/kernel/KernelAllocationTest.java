package dev.lanewise.kernel;

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
 * No vector twin allocates once it is compiled. One helper that the JIT compiler does not inline would box every vector that passes through it, and cost most of
 * the speed.
 */
@Tag("allocation")
class KernelAllocationTest {

    @TempDir
    private Path folder;

    /**
     * In a JVM of its own that keeps no profile of receivers: all widths share the profiles of the vector classes, so a kernel that needs them to know its vectors'
     * class would box in some programs and not in others.
     */
    @Test
    void nothingIsAllocated() throws Exception {
        Path log = folder.resolve("log.txt");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:+UseSerialGC",
                "-XX:TypeProfileWidth=0",
                "-Dlanewise.vectorBits=" + Lanes.bits(),
                "-cp",
                System.getProperty("java.class.path"),
                KernelAllocationProgram.class.getName());
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
        int checks = Integer.parseInt(text.substring(KernelAllocationProgram.DONE.length()));
        assertTrue(checks > 60, text);
    }
}
