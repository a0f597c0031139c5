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
        assertEquals(TeamTrial.TOGETHER, together(TeamTrial.TRIAL, 100, 104));
        assertEquals(TeamTrial.FIRST_PAUSE, together(TeamTrial.FIRST_PAUSE, 100, 50));
        assertEquals(TeamTrial.TOGETHER, together(TeamTrial.TRIAL, 100, 90));
        assertEquals(0, together(2 * TeamTrial.FIRST_PAUSE, 50, 90));
        assertEquals(TeamTrial.TOGETHER, together(TeamTrial.TRIAL, 80, 90));
        assertEquals(4 * TeamTrial.FIRST_PAUSE, together(4 * TeamTrial.FIRST_PAUSE, 50, 90));
    }

    /** Two ways that are as fast do not take turns. */
    @Test
    void aLittleMoreSpeedChangesNothing() {
        together(TeamTrial.TRIAL, 102, 100);
        assertEquals(TeamTrial.FIRST_PAUSE, together(TeamTrial.FIRST_PAUSE, 102, 100));
        together(TeamTrial.TRIAL, 110, 100);
        assertEquals(0, together(2 * TeamTrial.FIRST_PAUSE, 110, 100));
        together(TeamTrial.TRIAL, 98, 100);
        assertEquals(0, together(4 * TeamTrial.FIRST_PAUSE, 98, 100));
    }

    /** The first steps of each way are those in which threads wake up. */
    @Test
    void settlingDoesNotCount() {
        for (int i = 0; i < TeamTrial.TRIAL; i++) {
            boolean settling = i % TeamTrial.TOGETHER < TeamTrial.SETTLING;
            step(settling ? 100_000 : 10, settling ? 1 : 14, 1);
        }
        assertTrue(step(1, 1, 1));
    }

    /** A caller that is much slower does one step of a trial, whatever was before. */
    @Test
    void oneMuchSlowerStepEndsATrial() {
        assertEquals(TeamTrial.TOGETHER, together(TeamTrial.TRIAL, 100, 50));
        assertEquals(0, together(TeamTrial.FIRST_PAUSE, 100, 50));
        int steps = TeamTrial.TOGETHER + 1 + 2 * TeamTrial.FIRST_PAUSE;
        assertEquals(steps - 1, together(steps, 100, 200));
        assertEquals(TeamTrial.TOGETHER, together(TeamTrial.TRIAL, 100, 104));
    }

    /** Trials become rare, and between them nobody looks at the clock. */
    @Test
    void trialsTakeFewSteps() {
        int steps = 1_000_000;
        assertTrue(together(steps, 100, 120) > 0.99 * steps);
        assertTrue(looks >= 2 * 2 * TeamTrial.COUNTED * steps / (2 * TeamTrial.LONGEST_PAUSE), looks + " looks");
        assertTrue(looks < steps / 100, looks + " looks");
    }

    /** A forward pass that no backward pass follows is no step, and neither is one that is worth no team. */
    @Test
    void whatDoesNotEndDoesNotCount() {
        for (int i = 0; i < TeamTrial.TRIAL; i++) {
            boolean together = trial.begin(true);
            now += together ? 1 : 1000;
            if (i % 2 == 1) {
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
}
