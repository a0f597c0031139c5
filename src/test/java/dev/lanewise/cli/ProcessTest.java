package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: signals, pipes, locales, widths. */
class ProcessTest {

    @TempDir
    Path folder;

    private LanewiseProcess lanewise() {
        return new LanewiseProcess(folder);
    }

    /** Sends Ctrl-C. What a script starts in the background ignores it, and hands this on to all that it starts. */
    static void interrupt(Process process) throws IOException, InterruptedException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (Files.exists(status)) {
            String ignored = Files.readString(status).replaceFirst("(?s).*SigIgn:\\s*([0-9a-f]+).*", "$1");
            if ((Long.parseUnsignedLong(ignored, 16) & 1 << 1) != 0) {
                process.destroyForcibly();
                Assumptions.abort("skipped: Ctrl-C is ignored here, as in the background of a script");
            }
        }
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Sends Ctrl-C when a line with a text comes, and returns the lines of standard error that follow. */
    private static String interruptedAt(String text, Process process) throws IOException, InterruptedException {
        try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
            String line = reader.readLine();
            while (line != null && !line.contains(text)) {
                line = reader.readLine();
            }
            interrupt(process);
            return reader.lines().collect(Collectors.joining("\n"));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // has no SIGINT
    void ctrlCKeepsTheModelSoFarAndSaysSo() throws IOException, InterruptedException {
        Process process = lanewise()
                .builder(
                        "train",
                        "digits",
                        "--recipe",
                        "plain",
                        "--epochs",
                        "60",
                        "--patience",
                        "0",
                        "--model",
                        "kept.safetensors")
                .start();
        String err = interruptedAt("epoch ", process);
        assertEquals(130, process.waitFor(), err);
        assertTrue(err.contains("Interrupted after"), err);
        assertTrue(err.contains("kept in kept.safetensors"), err);
        assertEquals(0, lanewise().run("inspect", "kept.safetensors").code());
    }

    /** From another folder, with data named as it was seen from the first one. */
    @Test
    @DisabledOnOs(OS.WINDOWS) // has no SIGINT
    void ctrlCKeepsTheStateAndSaysHowToGoOn() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("rows.csv"), lanewise().run("datasets", "digits").out());
        String[] options = {
            "rows.csv", "--recipe", "plain", "--epochs", "25", "--patience", "0", "--threads", "1", "--model"
        };
        List<String> whole = new ArrayList<>(List.of("train", "--quiet"));
        whole.addAll(List.of(options));
        whole.add("whole.safetensors");
        assertEquals(0, lanewise().run(whole.toArray(String[]::new)).code());
        List<String> halted = new ArrayList<>(List.of("train"));
        halted.addAll(List.of(options));
        halted.addAll(List.of("halted.safetensors", "--checkpoint", "state", "--checkpoint-every", "500m"));
        Process process = lanewise().builder(halted.toArray(String[]::new)).start();
        String err = interruptedAt("epoch ", process);
        assertEquals(130, process.waitFor(), err);
        assertTrue(err.contains("Go on with: lanewise train --resume state"), err);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        LanewiseProcess.Result resumed = new LanewiseProcess(elsewhere).run("train", "--resume", "../state");
        assertEquals(0, resumed.code(), resumed.err());
        assertTrue(resumed.err().contains("25/25"), resumed.err());
        assertEquals(-1, Files.mismatch(folder.resolve("whole.safetensors"), folder.resolve("halted.safetensors")));
        // A training that is over just writes its model.
        LanewiseProcess.Result again = lanewise().run("train", "--resume", "state", "--model", "again", "--quiet");
        assertEquals(0, again.code(), again.err());
        assertEquals(-1, Files.mismatch(folder.resolve("whole.safetensors"), folder.resolve("again")));
        Files.writeString(
                folder.resolve("rows.csv"), lanewise().run("datasets", "wine").out());
        LanewiseProcess.Result changed = lanewise().run("train", "--resume", "state");
        assertEquals(2, changed.code());
        assertTrue(changed.err().contains("The data has changed"), changed.err());
    }

    /** The model of a training is not lost with the place that it was to be written to. */
    @Test
    void aModelWhoseFolderVanishesIsWrittenElsewhere() throws IOException, InterruptedException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        Process process = lanewise()
                .builder(
                        "train",
                        "digits",
                        "--recipe",
                        "plain",
                        "--epochs",
                        "20",
                        "--patience",
                        "0",
                        "--model",
                        "gone/kept.safetensors")
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        String err;
        try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
            String line = reader.readLine();
            while (line != null && !line.contains("epoch ")) {
                line = reader.readLine();
            }
            Files.delete(gone);
            err = reader.lines().collect(Collectors.joining("\n"));
        }
        assertEquals(2, process.waitFor(), err);
        String name = "lanewise-" + process.pid() + ".safetensors";
        assertTrue(err.contains("Cannot write gone/kept.safetensors") && err.contains("The model is in " + name), err);
        assertEquals(0, lanewise().run("inspect", name).code());
    }

    /** Nothing waits for the trainings that still run. */
    @Test
    @DisabledOnOs(OS.WINDOWS) // has no SIGINT
    void ctrlCWritesTheTrainingsThatHaveEndedAtOnce() throws IOException, InterruptedException {
        Process process = lanewise()
                .builder(
                        "compare",
                        "iris",
                        "--optimizers",
                        "sgd,adam",
                        "--seeds",
                        "1,2",
                        "--epochs",
                        "400",
                        "--threads",
                        "1",
                        "--report",
                        "kept.html",
                        "--json",
                        "kept.json")
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        String err = interruptedAt("training 1 of 4", process);
        assertEquals(130, process.waitFor(), err);
        assertTrue(err.contains("of 4 trainings. What had ended is kept."), err);
        assertTrue(Files.readString(folder.resolve("kept.html")).contains("interrupted before all had ended"));
        assertTrue(Files.readString(folder.resolve("kept.json")).endsWith("}\n"));
        assertTrue(Files.readString(folder.resolve("out.txt")).contains("All trainings"));
    }

    /** A step of this network takes minutes without the optimizing compiler, and trainings end between steps only. */
    @Test
    @DisabledOnOs(OS.WINDOWS) // has no SIGINT
    void ctrlCDoesNotWaitForALongStep() throws IOException, InterruptedException {
        Process process = lanewise()
                .builder(
                        "compare",
                        "digits",
                        "--optimizers",
                        "sgd,adam",
                        "--seeds",
                        "1",
                        "--hidden",
                        "3000,3000",
                        "--batch-size",
                        "100000",
                        "--threads",
                        "1",
                        "--report",
                        "none.html")
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        Duration started = Duration.ofSeconds(8);
        while (process.isAlive()
                && process.info().totalCpuDuration().orElse(started).compareTo(started) < 0) {
            Thread.sleep(50);
        }
        interrupt(process);
        assertEquals(130, process.waitFor());
        String err = Files.readString(folder.resolve("err.txt"));
        assertTrue(err.contains("Interrupted after 0 of 2 trainings."), err);
        assertTrue(Files.readString(folder.resolve("none.html")).contains("interrupted before all had ended"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // has no SIGPIPE
    void aReaderThatGoesAwayEndsTheOutputQuietly() throws IOException, InterruptedException {
        Process process = lanewise()
                .builder("datasets", "digits")
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        try (InputStream in = process.getInputStream()) {
            assertTrue(in.read() > 0);
        }
        assertEquals(0, process.waitFor());
        assertEquals("", LanewiseProcess.withoutJvm(Files.readString(folder.resolve("err.txt"))));
    }

    @Test
    void aFullDiskIsTold() throws IOException, InterruptedException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "this machine has no /dev/full");
        Process process = lanewise()
                .builder("datasets", "iris")
                .redirectOutput(full.toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        assertEquals(2, process.waitFor());
        assertTrue(Files.readString(folder.resolve("err.txt")).contains("Standard output cannot be written"));
    }

    @Test
    void localesChangeNothing() throws IOException, InterruptedException {
        String[] command = {"train", "auto-mpg", "--epochs", "3", "--quiet", "--threads", "1"};
        String plain = withoutSpeed(lanewise().run(command).out());
        assertTrue(plain.contains("R2 "), plain);
        for (String[] locale : new String[][] {{"tr", "TR"}, {"de", "DE"}, {"ar", "EG"}}) {
            LanewiseProcess.Result result = lanewise()
                    .jvm("-Duser.language=" + locale[0])
                    .jvm("-Duser.country=" + locale[1])
                    .run(command);
            assertEquals(0, result.code(), result.err());
            assertEquals(plain, withoutSpeed(result.out()));
        }
    }

    private static String withoutSpeed(String out) {
        return out.replaceAll("(?m)^Speed .*$", "");
    }

    @Test
    void aWidthBeyondTheCpusRunsAndIsSaidAndGivesTheSameModel() throws IOException, InterruptedException {
        String[] widths = {"128", "512"};
        for (String bits : widths) {
            LanewiseProcess.Result result = lanewise()
                    .run(
                            "train",
                            "iris",
                            "--epochs",
                            "1",
                            "--hidden",
                            "5",
                            "--vector-bits",
                            bits,
                            "--json",
                            bits + ".json",
                            "--model",
                            bits + ".safetensors",
                            "--quiet");
            assertEquals(0, result.code(), result.err());
            assertTrue(Files.readString(folder.resolve(bits + ".json")).contains("\"vectorBits\" : " + bits));
            assertTrue(result.err().lines().count() <= 1, result.err());
        }
        LanewiseProcess.Result first = lanewise().run("predict", "128.safetensors", "iris", "--probabilities");
        LanewiseProcess.Result second = lanewise().run("predict", "512.safetensors", "iris", "--probabilities");
        assertEquals(first.out(), second.out());
        assertFalse(first.out().isEmpty());
    }
}
