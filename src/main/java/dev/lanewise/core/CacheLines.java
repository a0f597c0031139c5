package dev.lanewise.core;

/**
 * Where cache lines start in an array of floats. Objects of at least half a region of the G1 collector start cache lines, and so do all objects with {@code
 * -XX:ObjectAlignmentInBytes=64}; behind the array's header of 16 bytes the first element to do so is {@link #START}. Vectors that do not straddle two
 * lines are up to 1.3 times as fast. Elsewhere nothing is gained, and nothing lost.
 */
public final class CacheLines {

    /** An element that starts a cache line where the array's object does. */
    public static final int START = 12;

    private static final int LINE = 16;

    /** Addresses that differ by a multiple of this many elements, 4 kB, are one to a processor that looks for stores which a load must wait for. */
    private static final int PAGE = 1024;

    /** So far behind a load a store is done by the time that it is looked for. */
    private static final int DONE = 192;

    private static final int SMALL = 1 << 12;

    /** Floats that an array's header takes the place of. */
    private static final int HEADER = 4;

    /** How far apart neighbouring slabs start, but for pages: with five of them no two are close. */
    private static final int APART = 208;

    private CacheLines() {}

    /**
     * Returns where a second part of an array starts, behind a first one from index 0 on: at the start of a cache line, where {@link #START} is one, and not up to {@value #DONE}
     * elements beyond a multiple of {@value #PAGE}. There, a loop over both parts that stores into the second would have each load from the first wait for a store that it takes
     * for one to its own address, since the lowest 12 bits are the same (4K aliasing: Intel 64 and IA-32 Architectures Optimization Reference Manual; measured on Zen 4
     * as well: up to 7 times as slow).
     *
     * @param size elements of the first part
     */
    public static long behind(int size) {
        long start = size + (long) Math.floorMod(START - size, LINE);
        long beyond = start % PAGE;
        return beyond < DONE ? start - beyond + DONE + START : start;
    }

    /**
     * Returns the length of slabs of {@code size} elements that are allocated one after another and walked through together, so that none of up to five of them lies where {@link
     * #behind} says that it should not. Small ones, which the garbage collector moves, are as long as they were, and so are those that would be longer than an array.
     */
    public static int slab(int size) {
        boolean room = size >= SMALL && size <= Room.MOST_ELEMENTS - PAGE;
        return room ? size + Math.floorMod(APART - HEADER - size, PAGE) : size;
    }
}
