package dev.lanewise.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What this process holds.
 *
 * @param threads names of the living threads that Lanewise started, in order
 * @param files open file descriptors; 0 where the system does not tell
 * @param heap bytes of the heap that can be reached
 */
public record Footprint(List<String> threads, long files, long heap) {

    private static final int BLOCKS = 5;

    /** Takes stock. */
    public static Footprint now() {
        System.gc();
        List<String> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("lanewise"))
                .sorted()
                .toList();
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
        Runtime runtime = Runtime.getRuntime();
        return new Footprint(threads, files, runtime.totalMemory() - runtime.freeMemory());
    }

    /**
     * Does the same many times, and requires that nothing of it is left: no thread, no open file, and of the heap less than the bound. What the JVM loads,
     * caches and compiles grows for a while and then no more; what leaks grows each time.
     */
    public static void requireNone(String what, int rounds, long mostHeap, Runnable cycle) {
        cycle.run();
        cycle.run();
        long more = 0;
        for (int block = 0; block < BLOCKS; block++) {
            Footprint before = now();
            assertEquals(List.of(), before.threads, what);
            for (int round = 0; round < rounds; round++) {
                cycle.run();
            }
            Footprint after = now();
            assertEquals(List.of(), after.threads, what);
            assertEquals(before.files, after.files, what + ": open files");
            more = after.heap - before.heap;
            if (more < mostHeap) {
                return;
            }
        }
        fail(what + ": " + more + " bytes of the heap are left after " + rounds + " rounds");
    }
}
