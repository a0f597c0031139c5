package dev.lanewise.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** CPU time of this process that no Java thread had: that of the JIT compiler and of the garbage collector. */
final class BackgroundTime {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Share of the time that passed below which nothing is going on. */
    private static final double QUIET_SHARE = 0.03;

    /** Grain of the process's clock on some systems, in nanoseconds. */
    private static final long GRAIN = 10_000_000;

    private final long startNanos = System.nanoTime();
    private final long startBackground = background();

    private BackgroundTime() {}

    /** Starts to watch. */
    static BackgroundTime start() {
        return new BackgroundTime();
    }

    /** Whether there was next to none since the start; also where the system cannot tell. */
    boolean isQuiet() {
        long elapsed = System.nanoTime() - startNanos;
        return background() - startBackground <= QUIET_SHARE * elapsed + GRAIN;
    }

    private static long background() {
        if (PROCESS == null || !THREADS.isThreadCpuTimeSupported() || !THREADS.isThreadCpuTimeEnabled()) {
            return 0;
        }
        long time = PROCESS.getProcessCpuTime();
        for (long id : THREADS.getAllThreadIds()) {
            time -= Math.max(0, THREADS.getThreadCpuTime(id));
        }
        return time;
    }
}
