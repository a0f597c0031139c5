package dev.lanewise.kernel;

import dev.lanewise.core.CacheLines;

/** Where the vectors of an update start. */
final class UpdateHead {

    /** Elements below which a head costs more than aligned vectors gain. */
    private static final int LONG = 2048;

    private UpdateHead() {}

    /** The first element of the range that starts a vector of a cache line, if the array does. */
    static int start(int from, int to, int lanes) {
        return to - from < LONG ? from : from + Math.floorMod(CacheLines.START - from, lanes);
    }
}
