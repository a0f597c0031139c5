package dev.lanewise.data;

import dev.lanewise.core.UserException;
import java.util.Locale;

/** Counts what a table takes while it is read, so that one that is too large is refused before the memory is gone. A packed file may hold a thousand times its size. */
final class TableMemory {

    /** What a column takes before its first cell, and a category besides its letters, about. */
    static final int COLUMN = 400;

    static final int TEXT = 56;

    private final long most;
    private long taken;

    /** Returns the bytes that a table may take: two thirds of the heap, since whoever reads one also works with it, and the collector wants room. */
    static long most() {
        return Runtime.getRuntime().maxMemory() / 3 * 2;
    }

    /** Allows so many bytes. */
    TableMemory(long most) {
        this.most = most;
    }

    /** The table is too large; the reader tells where it stood. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Counts bytes that are about to be taken, or that were given back where they are negative. */
    void take(long bytes) {
        taken += bytes;
        if (taken > most) {
            throw new Exceeded();
        }
    }

    /** Returns the bytes that were taken so far. */
    long taken() {
        return taken;
    }

    /** Tells the user that a table does not fit. */
    static UserException refusal(String where, Throwable cause) {
        return new UserException(
                where + ": the table does not fit into the "
                        + megabytes(Runtime.getRuntime().maxMemory())
                        + " of heap that Java may take. Give it more, for example by JDK_JAVA_OPTIONS=-Xmx8g, or use fewer rows or columns.",
                cause);
    }

    /** Refuses what would take more than Java may. */
    static void check(String where, long bytes) {
        if (bytes > most()) {
            throw new UserException(
                    where + ": as a table it takes " + megabytes(bytes) + "; it may take " + megabytes(most())
                            + ", two thirds of Java's heap. Give it more, for example by JDK_JAVA_OPTIONS=-Xmx8g.");
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000);
    }
}
