package dev.lanewise.kernel;

/** Where the vectors of an update start. */
final class UpdateHead {

    /** An element that starts a cache line where the array's object, with its header of 16 bytes, does. */
    private static final int ALIGNED = 12;

    /** Elements below which a head costs more than aligned vectors gain. */
    private static final int LONG = 2048;

    private UpdateHead() {}

    /**
     * Objects of at least half a region of the G1 collector start cache lines, and so do all objects with {@code -XX:ObjectAlignmentInBytes=64}: there
     * vectors that do not straddle two lines are up to 1.3 times as fast.
     */
    static int start(int from, int to, int lanes) {
        return to - from < LONG ? from : from + Math.floorMod(ALIGNED - from, lanes);
    }
}
