package dev.lanewise.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What this process holds.
 *
 * @param heap bytes of the heap that are reachable: after a full collection
 * @param direct bytes of buffers outside the heap
 * @param resident bytes of memory; 0 where the system does not tell
 * @param threads live threads
 * @param handles open files and sockets; 0 where the system does not tell
 * @param classes loaded classes
 * @param files files in the folder that is worked in
 */
record Footprint(long heap, long direct, long resident, long threads, long handles, long classes, long files) {

    /** Collects what can be collected, and measures. */
    static Footprint of(Path folder) {
        // The second collection takes what cleaners of the first one let go.
        System.gc();
        System.gc();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        long handles = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                direct,
                residentBytes(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                handles,
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                count(folder));
    }

    private static long residentBytes() {
        Path status = Path.of("/proc/self/status");
        try {
            for (String line : Files.exists(status) ? Files.readAllLines(status) : List.<String>of()) {
                if (line.startsWith("VmRSS:")) {
                    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long count(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "heap %,d kB, direct %,d kB, resident %,d MB, %d threads, %d handles, %,d classes, %d files",
                heap / 1000,
                direct / 1000,
                resident / 1_000_000,
                threads,
                handles,
                classes,
                files);
    }
}
