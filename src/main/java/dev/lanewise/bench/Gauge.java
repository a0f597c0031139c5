package dev.lanewise.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/**
 * Measures one work in windows. Several gauges that take their windows in turn see the same clock, cache and neighbours. A window counts
 * repetitions that were fixed before, so nothing but the work runs in it.
 */
final class Gauge {

    /** Windows of a measurement. */
    static final int WINDOWS = 15;

    /** Blocks whose median rates are compared while warming up. */
    private static final int BLOCKS = 3;

    private static final double LEAST_BLOCK_SECONDS = 0.02;

    /** Successive medians that differ by less have settled. */
    private static final double TOLERANCE = 0.03;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Work work;
    private final double windowSeconds;
    private final double[] rates = new double[WINDOWS];
    private final double[] bytes = new double[WINDOWS];
    private int windows;
    private long done;
    private int repetitions = 1;
    private double warmUpSeconds;
    private boolean settled;

    Gauge(Work work, double windowSeconds) {
        this.work = work;
        this.windowSeconds = windowSeconds;
    }

    /** Takes the windows of several gauges in turn. */
    static void alternate(List<Gauge> gauges) {
        for (int window = 0; window < WINDOWS; window++) {
            for (Gauge gauge : gauges) {
                gauge.sample();
            }
        }
    }

    /**
     * Repeats the work until its rate has settled and the JIT compiler is quiet, but no longer than {@code limitSeconds}; the compiler may
     * share the core with the work.
     */
    Gauge warmUp(double limitSeconds) {
        long start = System.nanoTime();
        double previous = 0;
        double[] block = new double[BLOCKS];
        double blockSeconds = Math.max(LEAST_BLOCK_SECONDS, windowSeconds / 2);
        do {
            BackgroundTime background = BackgroundTime.start();
            for (int i = 0; i < BLOCKS; i++) {
                block[i] = rate(blockSeconds);
            }
            Arrays.sort(block);
            double median = block[BLOCKS / 2];
            settled = Math.abs(median - previous) <= TOLERANCE * median && background.isQuiet();
            previous = median;
            warmUpSeconds = (System.nanoTime() - start) * 1e-9;
        } while (!settled && warmUpSeconds < limitSeconds);
        repetitions = Math.clamp(Math.round(previous * windowSeconds), 1, Integer.MAX_VALUE);
        return this;
    }

    /** Repeats the work for about {@code seconds}, at first one time, then more. */
    private double rate(double seconds) {
        long start = System.nanoTime();
        long count = 0;
        double elapsed;
        do {
            work.run(repetitions);
            count += repetitions;
            elapsed = (System.nanoTime() - start) * 1e-9;
            double left = Math.max(0, seconds - elapsed);
            double wanted = Math.min(count / elapsed * left, 8.0 * repetitions);
            repetitions = Math.clamp(Math.round(wanted), 1, Integer.MAX_VALUE);
        } while (elapsed < seconds);
        repetitions = Math.clamp(count / 4, 1, Integer.MAX_VALUE);
        return count / elapsed;
    }

    /** Takes one window. */
    void sample() {
        long allocated = THREADS.getTotalThreadAllocatedBytes();
        long start = System.nanoTime();
        work.run(repetitions);
        long end = System.nanoTime();
        int at = windows++ % WINDOWS;
        bytes[at] = (double) (THREADS.getTotalThreadAllocatedBytes() - allocated) / repetitions;
        rates[at] = repetitions / ((end - start) * 1e-9);
        done += repetitions;
    }

    /** Returns what the last windows say, at most {@link #WINDOWS} of them. */
    Samples samples() {
        int count = Math.min(windows, WINDOWS);
        double[] sorted = Arrays.copyOf(rates, count);
        double[] sortedBytes = Arrays.copyOf(bytes, count);
        Arrays.sort(sorted);
        Arrays.sort(sortedBytes);
        double median = sorted[count / 2];
        return new Samples(
                median,
                sorted[count - 1],
                (sorted[3 * (count - 1) / 4] - sorted[(count - 1) / 4]) / median,
                count,
                windowSeconds,
                done,
                sortedBytes[count / 2],
                warmUpSeconds,
                settled);
    }
}
