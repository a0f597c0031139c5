package dev.lanewise.cli;

import java.io.PrintStream;

/** One line on a terminal that tells how many rows are done, what share of the file that is, and how long the rest takes. */
final class RowProgress {

    private static final long REFRESH_NANOS = 100_000_000L;
    private static final double SETTLING_SECONDS = 0.5;
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private final boolean live;
    private final int width;
    private final long start = System.nanoTime();
    private long shown = start;
    private boolean open;

    /** Shows nothing unless {@code live}. */
    RowProgress(PrintStream err, boolean live, int width) {
        this.err = err;
        this.live = live;
        this.width = width;
    }

    /** So many rows are done; {@code share} of the file was read, NaN where that is not known. */
    void show(long rows, double share) {
        long now = System.nanoTime();
        if (live && now - shown >= REFRESH_NANOS) {
            shown = now;
            open = true;
            err.print(ERASE + Text.cut(line(rows, share, (now - start) * 1e-9), width - 1));
            err.flush();
        }
    }

    static String line(long rows, double share, double seconds) {
        String line = Text.count(rows, "row", "rows");
        if (share > 0) {
            line += "  " + (int) (100 * share) + " %";
            if (seconds >= SETTLING_SECONDS) {
                line += "  " + Text.time(seconds * (1 - share) / share) + " left";
            }
        }
        return line + "  " + Text.count(Math.round(rows / seconds)) + " rows/s";
    }

    /** Takes the line away. */
    void end() {
        if (open) {
            err.print(ERASE);
            err.flush();
        }
    }
}
