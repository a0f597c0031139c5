package dev.lanewise.nn;

import java.util.function.LongSupplier;

/**
 * Whether a team takes a small network through a step sooner than the caller alone, by trials now and then: cores without a common cache, or with other work, make it slower. Which of
 * the two it is changes no result.
 */
final class TeamTrial {

    /** Steps of a trial that do not count: threads wake up, and caches fill. */
    static final int SETTLING = 8;

    /** Steps of a trial of each way that count. */
    static final int COUNTED = 16;

    /** Steps before the second trial, twice as many before the next: at first methods are not compiled. */
    static final int FIRST_PAUSE = 128;

    /** The most steps between trials, which then take a two-hundredth of all. */
    static final int LONGEST_PAUSE = 8192;

    /** Steps of a trial that the team does; the caller does as many after them. */
    static final int TOGETHER = SETTLING + COUNTED;

    static final int TRIAL = 2 * TOGETHER;

    private final LongSupplier clock;
    private int step;
    private int pause = FIRST_PAUSE;
    private boolean together = true;
    private boolean counting;
    private long since;
    private long teamTime;
    private long teamRows;
    private long time;
    private long rows;

    /**
     * Prepares the first trial.
     *
     * @param clock nanoseconds
     */
    TeamTrial(LongSupplier clock) {
        this.clock = clock;
    }

    /** Begins a step; returns whether the team does it. */
    boolean begin() {
        counting = false;
        if (step >= TRIAL + pause) {
            pause = Math.min(LONGEST_PAUSE, 2 * pause);
            step = 0;
        }
        int at = step++;
        if (at >= TRIAL) {
            return together;
        }
        if (at % TOGETHER == 0) {
            teamTime = time;
            teamRows = rows;
            time = 0;
            rows = 0;
        }
        counting = at % TOGETHER >= SETTLING;
        if (counting) {
            since = clock.getAsLong();
        }
        return at < TOGETHER;
    }

    /** Ends the step, which took some rows through. */
    void end(int newRows) {
        if (!counting) {
            return;
        }
        counting = false;
        time += clock.getAsLong() - since;
        rows += newRows;
        if (step == TRIAL) {
            // Times of a row; to change, one has to be a little faster.
            double gain = (double) time * teamRows / ((double) teamTime * rows);
            together = gain > (together ? 0.97 : 1.03);
        }
    }
}
