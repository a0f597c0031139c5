package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TeamTrialTest {

    private long now;
    private int looks;
    private final TeamTrial trial = new TeamTrial(() -> {
        looks++;
        return now;
    });

    /** Does a step of some rows that take so long each; returns whether the team did it. */
    private boolean step(long team, long alone, int rows) {
        boolean together = trial.begin(true);
        now += (together ? team : alone) * rows;
        trial.end(rows);
        return together;
    }

    private int together(int steps, long team, long alone) {
        int count = 0;
        for (int i = 0; i < steps; i++) {
            count += step(team, alone, 1 + i % 3) ? 1 : 0;
        }
        return count;
    }

    @Test
    void theFasterWayIsTakenUntilTheNextTrial() {
        assertEquals(TeamTrial.HALF, together(TeamTrial.TRIAL, 100, 104));
        assertEquals(TeamTrial.FIRST_PAUSE, together(TeamTrial.FIRST_PAUSE, 100, 50));
        assertEquals(TeamTrial.HALF, together(TeamTrial.TRIAL, 100, 90));
        assertEquals(0, together(2 * TeamTrial.FIRST_PAUSE, 50, 90));
        assertEquals(TeamTrial.HALF, together(TeamTrial.TRIAL, 80, 90));
        assertEquals(4 * TeamTrial.FIRST_PAUSE, together(4 * TeamTrial.FIRST_PAUSE, 50, 90));
    }

    /** What is in use is tried first, so that the other way has the trial's cost alone. */
    @Test
    void aTrialBeginsWithTheWayInUse() {
        together(TeamTrial.TRIAL + TeamTrial.FIRST_PAUSE, 100, 90);
        assertEquals(0, together(TeamTrial.HALF, 100, 90));
        assertEquals(TeamTrial.HALF, together(TeamTrial.HALF, 100, 90));
    }

    /** Two ways that are as fast do not take turns. */
    @Test
    void aLittleMoreSpeedChangesNothing() {
        together(TeamTrial.TRIAL, 102, 100);
        assertEquals(TeamTrial.FIRST_PAUSE, together(TeamTrial.FIRST_PAUSE, 102, 100));
        together(TeamTrial.TRIAL, 104, 100);
        assertEquals(0, together(2 * TeamTrial.FIRST_PAUSE, 110, 100));
        together(TeamTrial.TRIAL, 98, 100);
        assertEquals(0, together(4 * TeamTrial.FIRST_PAUSE, 98, 100));
        together(TeamTrial.TRIAL, 96, 100);
        assertEquals(8 * TeamTrial.FIRST_PAUSE, together(8 * TeamTrial.FIRST_PAUSE, 96, 100));
    }

    /** The first steps of each way are those in which threads wake up. */
    @Test
    void settlingDoesNotCount() {
        for (int i = 0; i < TeamTrial.TRIAL; i++) {
            boolean settling = i % TeamTrial.HALF < TeamTrial.SETTLING;
            step(settling ? 100_000 : 10, settling ? 1 : 14, 1);
        }
        assertTrue(step(1, 1, 1));
    }

    /** Steps that the system interrupted, a quarter of them. */
    @Test
    void interruptedStepsDoNotCount() {
        for (int i = 0; i < TeamTrial.TRIAL; i++) {
            step(i % 4 == 3 ? 1_000_000 : 100, i % 4 == 1 ? 1_000_000 : 90, 1);
        }
        assertFalse(step(1, 1, 1));
    }

    /** Fewer do not, and a trial that ends so changes nothing. */
    @Test
    void aFewMuchSlowerStepsEndATrial() {
        assertEquals(TeamTrial.HALF, together(TeamTrial.HALF, 100, 151));
        assertEquals(0, together(TeamTrial.SLOW - 1, 100, 151));
        assertEquals(0, together(1, 100, 149));
        assertEquals(0, together(TeamTrial.SLOW, 100, 151));
        int steps = TeamTrial.FIRST_PAUSE - 1 + TeamTrial.HALF;
        assertEquals(steps, together(steps, 100, 151));
        assertEquals(0, together(1, 100, 151));
    }

    /** The same of a team, however slow it is. */
    @Test
    void aTeamThatIsMuchSlowerDoesFewSteps() {
        int steps = 1_000_000;
        int trials = 4 + steps / TeamTrial.LONGEST_PAUSE;
        assertEquals(TeamTrial.HALF + TeamTrial.SLOW * trials, together(steps, 50_000, 100), 2 * TeamTrial.SLOW);
    }

    /** Trials become rare, and between them nobody looks at the clock. */
    @Test
    void trialsTakeFewSteps() {
        int steps = 1_000_000;
        assertTrue(together(steps, 100, 120) > 0.99 * steps);
        int trials = steps / 8192;
        assertTrue(looks >= 2 * TeamTrial.TRIAL * trials, looks + " looks");
        assertTrue(looks <= 2 * TeamTrial.TRIAL * (trials + 7), looks + " looks");
    }

    /** A forward pass that no backward pass follows is no step, and neither is one that is worth no team. */
    @Test
    void whatDoesNotEndDoesNotCount() {
        for (int i = 0; i < TeamTrial.TRIAL; i++) {
            boolean together = trial.begin(true);
            now += together ? 1 : 1000;
            if (i % 2 == 0) {
                now += together ? 5000 : 0;
                trial.end(1);
            } else {
                assertFalse(trial.begin(false));
                now += together ? 0 : 1_000_000;
                trial.end(1);
            }
        }
        assertFalse(trial.begin(true));
        trial.end(1);
    }

    /** Steps that never end show nothing. */
    @Test
    void withoutAStepThatCountsTheTeamStays() {
        for (int i = 0; i < TeamTrial.TRIAL; i++) {
            trial.begin(true);
            now += 1;
        }
        assertTrue(trial.begin(true));
    }

    /** What took long is not taken for a step that ends. */
    @Test
    void aStepEndsOnce() {
        for (int i = 0; i < TeamTrial.TRIAL; i++) {
            boolean together = trial.begin(true);
            now += together ? 10 : 9;
            trial.end(1);
            now += together ? 0 : 1000;
            trial.end(1);
        }
        assertFalse(trial.begin(true));
    }
}
