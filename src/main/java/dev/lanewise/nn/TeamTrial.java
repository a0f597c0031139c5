package dev.lanewise.nn;

import java.util.function.LongSupplier;

/**
 * Whether a team takes a small network through a step sooner than the caller alone, by trials now and then: cores without a common cache, or with other work, make it slower. Which of
 * the two it is changes no result.
 */
final class TeamTrial {

    /** Steps of either way that do not count: threads wake up, and caches fill. */
    static final int SETTLING = 4;

    /** Steps of either way that count. */
    static final int COUNTED = 12;

    /** Steps of a trial that the team does; the caller does as many after them, unless one shows that it is much slower. */
    static final int TOGETHER = SETTLING + COUNTED;

    static final int TRIAL = 2 * TOGETHER;

    /** Steps before the second trial, twice as many before the next: at first methods are not compiled. */
    static final int FIRST_PAUSE = 128;

    /** The most steps between trials. */
    static final int LONGEST_PAUSE = 8192;

    /** How much slower one step of the caller is that ends a trial. */
    private static final double MUCH = 1.5;

    private final LongSupplier clock;
    private int step;
    private int pause = FIRST_PAUSE;
    private boolean together = true;
    private boolean timed;
    private long since;
    private double teamTime;
    private double time;
    private long rows;

    /**
     * Prepares the first trial.
     *
     * @param clock nanoseconds
     */
    TeamTrial(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Begins a step; returns whether the team does it.
     *
     * @param worth whether the step has work for a team, and little enough for a trial
     */
    boolean begin(boolean worth) {
        timed = false;
        if (!worth) {
            return false;
        }
        if (step >= TRIAL + pause) {
            pause = Math.min(LONGEST_PAUSE, 2 * pause);
            step = 0;
        }
        int at = step++;
        if (at >= TRIAL) {
            return together;
        }
        if (at % TOGETHER == 0) {
            teamTime = time / rows;
            time = 0;
            rows = 0;
        }
        timed = at % TOGETHER >= SETTLING || at >= TOGETHER;
        if (timed) {
            since = clock.getAsLong();
        }
        return at < TOGETHER;
    }

    /** Ends the step, which took some rows through. */
    void end(int newRows) {
        if (!timed) {
            return;
        }
        timed = false;
        long taken = clock.getAsLong() - since;
        if (step > TOGETHER && taken > MUCH * teamTime * newRows) {
            together = true;
            step = TRIAL;
        } else if ((step - 1) % TOGETHER >= SETTLING) {
            time += taken;
            rows += newRows;
            if (step == TRIAL) {
                // To change, one has to be a little faster.
                together = !(time / rows < (together ? 0.97 : 1.03) * teamTime);
            }
        }
    }
}
