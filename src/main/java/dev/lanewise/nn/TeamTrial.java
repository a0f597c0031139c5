package dev.lanewise.nn;

import java.util.Arrays;
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

    /** Steps of the way that is in use, with which a trial begins; as many of the other one follow, fewer where it is much slower. */
    static final int HALF = SETTLING + COUNTED;

    static final int TRIAL = 2 * HALF;

    /** Steps before the second trial, twice as many before the next: at first methods are not compiled. */
    static final int FIRST_PAUSE = 128;

    /** The most steps between trials. */
    static final int LONGEST_PAUSE = 8192;

    /** How much slower the other way is whose trial ends early. */
    private static final double MUCH = 1.5;

    /** Steps in a row that show it: one may have been interrupted. */
    static final int SLOW = 3;

    /** How much less time the other way has to take. */
    private static final double LESS = 0.97;

    private final LongSupplier clock;

    /** Nanoseconds a row of the steps that counted. */
    private final double[] times = new double[COUNTED];

    private int step;
    private int pause = FIRST_PAUSE;
    private boolean together = true;
    private boolean timed;
    private long since;
    private int counted;
    private int slow;
    private double usual;

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
        if (step == TRIAL + pause) {
            pause = Math.min(LONGEST_PAUSE, 2 * pause);
            step = 0;
            counted = 0;
        } else if (step == HALF) {
            usual = typical();
            counted = 0;
            slow = 0;
        } else if (step == TRIAL && typical() < LESS * usual) {
            together = !together;
        }
        int at = step++;
        timed = at < TRIAL;
        if (timed) {
            since = clock.getAsLong();
        }
        return together != (at >= HALF && at < TRIAL);
    }

    /** Ends the step, which took some rows through. */
    void end(int rows) {
        if (!timed) {
            return;
        }
        timed = false;
        double taken = (clock.getAsLong() - since) / (double) rows;
        if ((step - 1) % HALF >= SETTLING) {
            times[counted++] = taken;
        }
        if (step > HALF) {
            slow = taken > MUCH * usual ? slow + 1 : 0;
            if (slow == SLOW) {
                // Past the end, where the two are compared.
                step = TRIAL + 1;
            }
        }
    }

    /** The mean without the quarter that took longest, which other work interrupted; not a number where no step counted. */
    private double typical() {
        Arrays.sort(times, 0, counted);
        int kept = counted - counted / 4;
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            sum += times[i];
        }
        return sum / kept;
    }
}
