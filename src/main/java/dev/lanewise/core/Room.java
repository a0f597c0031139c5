package dev.lanewise.core;

import java.lang.ref.WeakReference;
import java.util.Locale;

/** Compares what is about to be taken with what an array and the heap can hold, so that it is told before the memory is gone. */
public final class Room {

    /** Most elements of an array: what an int counts, less what loops round up to or read ahead. */
    public static final int MOST_ELEMENTS = Integer.MAX_VALUE - (1 << 20);

    private Room() {}

    /**
     * Returns {@code rows} times {@code columns}, the length of an array.
     *
     * @param what would have so many elements, as the subject of a sentence
     * @param remedy what to use instead
     * @throws UserException if no array is so long
     */
    public static int elements(long rows, long columns, String what, String remedy) {
        if (columns != 0 && rows > MOST_ELEMENTS / columns) {
            throw new UserException(String.format(
                    Locale.ROOT,
                    "%s would have %,d x %,d numbers in one array, which holds at most %,d. Use %s.",
                    what,
                    rows,
                    columns,
                    MOST_ELEMENTS,
                    remedy));
        }
        return (int) (rows * columns);
    }

    /**
     * Checks that so many floats are free. May collect garbage, where they otherwise would not be.
     *
     * @param floats about to be taken, at least
     * @param what takes them, as the subject of a sentence
     * @param remedy what to use instead of more memory
     * @throws UserException if they are not
     */
    public static void check(long floats, String what, String remedy) {
        long bytes = floats > Long.MAX_VALUE / Float.BYTES ? Long.MAX_VALUE : Float.BYTES * floats;
        long most = Runtime.getRuntime().maxMemory();
        long used = used();
        if (bytes <= most - used) {
            return;
        }
        if (bytes <= most) {
            used = usedAfterCollection();
            if (bytes <= most - used) {
                return;
            }
        }
        throw new UserException(String.format(
                Locale.ROOT,
                "%s needs at least %,d MB of memory; of the %,d MB that Java may take %,d MB are free. Give it more, for example by"
                        + " JDK_JAVA_OPTIONS=-Xmx%dg, or use %s.",
                what,
                bytes / 1_000_000,
                most / 1_000_000,
                Math.max(0, most - used) / 1_000_000,
                gigabytes(used + (double) bytes),
                remedy));
    }

    /** Returns how many times so many floats can be taken without half of what is free, at least one and at most {@code wanted}. May collect garbage. */
    public static int fitting(long floats, int wanted) {
        long most = Runtime.getRuntime().maxMemory();
        long each = 2 * Float.BYTES * Math.clamp(floats, 1, Long.MAX_VALUE / (2 * Float.BYTES));
        if (wanted <= (most - used()) / each) {
            return wanted;
        }
        return Math.clamp((most - usedAfterCollection()) / each, 1, wanted);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Nothing where the JVM was told not to collect when it is asked to: what is reachable is not known then. */
    private static long usedAfterCollection() {
        WeakReference<Object> witness = new WeakReference<>(new Object());
        System.gc();
        return witness.get() == null ? used() : 0;
    }

    /** A sixth more than is needed, in whole ones. */
    private static long gigabytes(double bytes) {
        return (long) Math.ceil(bytes * 7 / 6 / (1 << 30));
    }
}
