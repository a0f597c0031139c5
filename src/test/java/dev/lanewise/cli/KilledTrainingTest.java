package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that are killed at random moments, again and again, end with the model file of one that was left alone. */
class KilledTrainingTest {

    private static final int KILLS = 13;

    private static final String[][] TRAININGS = {
        {"--optimizer", "adam", "--schedule", "onecycle", "--momentum-schedule", "onecycle-momentum"},
        {"--optimizer", "momentum", "--ema", "0.99", "--schedule", "plateau:patience=0", "--accumulate", "2"},
        {"--optimizer", "schedule-free-adamw", "--set", "beta1=0.8"},
        {"--optimizer", "prodigy", "--schedule", "cosine:warmup=5%", "--swa", "75%", "--clip-global-norm", "1"},
    };

    @TempDir
    Path folder;

    @Test
    void fiftyKillsChangeNoBit() throws InterruptedException, ExecutionException {
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < TRAININGS.length; i++) {
                int index = i;
                work.add(() -> killed("" + index, arguments(index), KILLS));
            }
            int kills = 0;
            for (Future<Integer> done : two.invokeAll(work)) {
                kills += done.get();
            }
            assertTrue(kills >= 50, kills + " kills");
        }
    }

    /** Large layers and few rows, so that a good part of the time goes into writing; a checkpoint after each epoch. */
    private String[] arguments(int index) {
        List<String> all =
                new ArrayList<>(List.of("train", "iris", "--recipe", "plain", "--hidden", "300,200", "--epochs", "80"));
        all.addAll(List.of("--patience", "0", "--threads", "1", "--quiet", "--kernels", "scalar"));
        all.addAll(List.of(TRAININGS[index]));
        return all.toArray(String[]::new);
    }

    /** The recipe for tables with all that it takes by itself: members, scaling layers, schedule, average, best epoch. */
    @Test
    void theTableRecipeGoesOnToTheSameBits() throws IOException, InterruptedException {
        String[] words = {"train", "penguins", "--threads", "1", "--quiet", "--kernels", "scalar"};
        assertEquals(4, killed("table", words, 4));
        Model model = Model.load(folder.resolve("killed-table"));
        assertTrue(model.network().spec().members() > 1, "an ensemble");
    }

    private int killed(String name, String[] arguments, int wanted) throws IOException, InterruptedException {
        LanewiseProcess lanewise = new LanewiseProcess(folder).jvm("-XX:TieredStopAtLevel=4");
        List<String> whole = new ArrayList<>(List.of(arguments));
        whole.addAll(List.of("--model", "whole-" + name));
        LanewiseProcess.Result alone = lanewise.run(whole.toArray(String[]::new));
        assertEquals(0, alone.code(), alone.err());
        List<String> first = new ArrayList<>(List.of(arguments));
        first.addAll(List.of("--model", "killed-" + name, "--checkpoint", "state-" + name));
        Path state = folder.resolve("state-" + name);
        Random random = new Random(name.hashCode());
        String newest = "";
        int kills = 0;
        while (kills < wanted) {
            boolean started = !newest(state).isEmpty();
            String[] command = started
                    ? new String[] {"train", "--resume", state.toString(), "--quiet"}
                    : first.toArray(String[]::new);
            kills += killed(lanewise.builder(command), state, newest, random) ? 1 : 0;
            String now = newest(state);
            assertTrue(now.compareTo(newest) >= 0, now + " after " + newest);
            newest = now;
        }
        LanewiseProcess.Result last = lanewise.run("train", "--resume", state.toString());
        assertEquals(0, last.code(), last.err());
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("whole-" + name)),
                Files.readAllBytes(folder.resolve("killed-" + name)));
        try (Stream<Path> left = Files.list(state)) {
            assertEquals(2, left.count());
        }
        return kills;
    }

    /** Kills a process at any moment of its life, or soon after its next checkpoint; false where it ended before. */
    private static boolean killed(ProcessBuilder builder, Path state, String newest, Random random)
            throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (random.nextInt(4) == 0) {
            Thread.sleep(random.nextInt(900));
        } else {
            while (process.isAlive() && newest(state).compareTo(newest) <= 0) {
                Thread.sleep(1);
            }
            Thread.sleep(random.nextInt(60));
        }
        process.destroyForcibly();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return process.exitValue() != 0;
    }

    /** The name of the newest file; names sort as the steps do. */
    private static String newest(Path state) throws IOException {
        if (!Files.isDirectory(state)) {
            return "";
        }
        try (Stream<Path> all = Files.list(state)) {
            return all.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("checkpoint-"))
                    .max(String::compareTo)
                    .orElse("");
        }
    }
}
