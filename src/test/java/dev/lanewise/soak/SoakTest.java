package dev.lanewise.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The soak runs, and sees what leaks; it is run for long by the profile of its name. */
class SoakTest {

    private static final int ROUNDS = 6;

    /** Kept after each round: well above what other tests of this process let go between two rounds, some 100 kB. */
    private static final int KEPT_BYTES = 1_000_000;

    @TempDir
    Path folder;

    /** Each round leaves something of everything behind; all of it is told. */
    @Test
    void leaksAreSeen() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        List<byte[]> kept = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        List<InputStream> open = new ArrayList<>();
        Path working = Files.createDirectory(folder.resolve("working"));
        Path file = Files.writeString(folder.resolve("open"), "x");
        Soak soak = new Soak(working, () -> {
            kept.add(new byte[KEPT_BYTES]);
            threads.add(Thread.ofPlatform().daemon().start(() -> await(end)));
            try {
                open.add(Files.newInputStream(file));
                Files.createTempFile(working, "left", "");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        for (int i = 0; i < ROUNDS; i++) {
            soak.round();
            soak.sample();
        }
        List<String> told = new ArrayList<>();
        List<String> leaks = soak.leaks(told);
        end.countDown();
        for (InputStream stream : open) {
            stream.close();
        }
        assertEquals(ROUNDS, kept.size());
        List<String> wanted = new ArrayList<>(List.of("heap", "threads", "files left behind"));
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
            wanted.add("open files");
        }
        for (String label : wanted) {
            assertTrue(leaks.stream().anyMatch(line -> line.startsWith(label)), label + " in " + told);
        }
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Half a kilobyte a sample is seen below noise of a hundred; noise and a few jumps alone are not taken for growth. */
    @Test
    void slopesAreToldFromNoise() {
        SplittableRandom random = new SplittableRandom(5);
        double[] noise = new double[800];
        double[] leak = new double[noise.length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = 8e6 + random.nextInt(100_000) + (i % 97 == 96 ? 5e6 : 0);
            leak[i] = noise[i] + 512.0 * i;
        }
        assertEquals(0, Flatness.growth(noise), 20_000);
        assertEquals(512.0 * 799, Flatness.growth(leak), 20_000);
        double[] threads = new double[100];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = 20 + i / 10;
        }
        assertEquals(9.9, Flatness.growth(threads), 0.5);
        assertEquals(0, Flatness.growth(new double[] {4, 4, 4}), 0);
    }
}
