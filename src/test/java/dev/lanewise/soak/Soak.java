package dev.lanewise.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Trains, interrupts, resumes, saves, loads, predicts, refuses and reports over and over in one process: {@code MINUTES}. Each round must make the same bits as the first, and
 * nothing that the process holds may grow, but in the first third, where classes are loaded and methods compiled. Ends with exit code 1 otherwise.
 */
final class Soak {

    /** Samples of a soak; a round may take longer than the time between two. */
    private static final int SAMPLES = 240;

    private static final double WARM_UP = 1 / 3.0;

    private final SoakRound round;
    private final Path folder;
    private final Runnable beside;
    private final List<Footprint> samples = new ArrayList<>();
    private long expected;
    private int rounds;

    /**
     * Prepares a soak.
     *
     * @param folder to work in
     * @param beside is done after each round
     */
    Soak(Path folder, Runnable beside) {
        this.folder = folder;
        this.beside = beside;
        round = new SoakRound(folder);
    }

    public static void main(String[] args) throws IOException {
        double minutes = Double.parseDouble(args[0]);
        Path folder = Files.createTempDirectory("lanewise-soak");
        List<String> leaks;
        try {
            leaks = new Soak(folder, () -> {}).run(minutes, System.out);
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        if (!leaks.isEmpty()) {
            System.exit(1);
        }
    }

    /** Runs for so many minutes, and returns what grew. */
    private List<String> run(double minutes, PrintStream out) {
        long start = System.nanoTime();
        double end = minutes * 60;
        double nextSample = 0;
        double nextLine = 0;
        double elapsed = 0;
        while (elapsed < end) {
            round();
            elapsed = (System.nanoTime() - start) * 1e-9;
            if (elapsed >= nextSample) {
                sample();
                nextSample = elapsed + end / SAMPLES;
            }
            if (elapsed >= nextLine) {
                out.printf(Locale.ROOT, "%5.1f min, round %,d: %s%n", elapsed / 60, rounds, samples.getLast());
                nextLine += 30;
            }
        }
        List<String> told = new ArrayList<>();
        List<String> leaks = leaks(told);
        out.printf(
                Locale.ROOT,
                "%,d rounds in %.1f minutes, each with the same bits (%08x). The last %d of %d samples:%n",
                rounds,
                elapsed / 60,
                expected,
                measured().size(),
                samples.size());
        told.forEach(out::println);
        leaks.forEach(line -> out.println("GROWS: " + line));
        out.println(leaks.isEmpty() ? "Nothing grows." : "Something grows.");
        return leaks;
    }

    /** Does one round, and compares its bits with those of the first. */
    void round() {
        long digest = round.run();
        rounds++;
        expected = rounds == 1 ? digest : expected;
        if (digest != expected) {
            throw new AssertionError(
                    String.format(Locale.ROOT, "round %d made %08x, the first %08x", rounds, digest, expected));
        }
        beside.run();
    }

    void sample() {
        samples.add(Footprint.of(folder));
    }

    private List<Footprint> measured() {
        return samples.subList((int) Math.ceil(samples.size() * WARM_UP), samples.size());
    }

    /** Returns what grew after the warm-up; {@code told} gets a line for each quantity. */
    List<String> leaks(List<String> told) {
        return Flatness.leaks(measured(), told);
    }
}
