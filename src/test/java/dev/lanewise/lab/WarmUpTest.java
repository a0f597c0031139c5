package dev.lanewise.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.train.EpochRecord;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Running until steps get no faster, on a clock that the tests move. */
class WarmUpTest {

    private static final int BATCHES = 10;

    private double now;

    /** Returns the milliseconds until it is over, when each step takes so many. */
    private double run(IntToDoubleFunction step, int batches) {
        now = 0;
        WarmUp warm = new WarmUp(() -> (long) (now * 1e6));
        boolean on = true;
        for (int s = 0; on; s++) {
            now += step.applyAsDouble(s);
            on = warm.onBatch(1, s % batches, batches, 1);
            if (on && s % batches == batches - 1) {
                double seconds = step.applyAsDouble(s) * batches * 1e-3;
                now += 500.0 / batches / BATCHES; // evaluation, which is no step
                on = warm.onEpoch(new EpochRecord(1, 1, 1, 1, seconds, 1));
            }
        }
        assertTrue(warm.isOver());
        return now;
    }

    @Test
    void itEndsWhenStepsHaveSettled() {
        double steady = run(s -> 1, BATCHES);
        assertTrue(steady >= 300 && steady < 1000, steady + " ms");
        // Ten times slower for the first 60 steps, 600 ms: as long as they are compiled.
        double compiled = run(s -> s < 60 ? 10.0 - 0.15 * s : 1, BATCHES);
        assertTrue(compiled > 500 && compiled < 1500, compiled + " ms");
    }

    @Test
    void itEndsAfterTwoSecondsInAnyCase() {
        assertEquals(2000, run(s -> 20 * Math.pow(0.97, s), BATCHES), 25);
        assertEquals(2400, run(s -> 800, BATCHES), 1);
    }

    /** Where all rows are one batch, there is no second step in an epoch to measure by. */
    @Test
    void epochsOfOneStepAreMeasuredAsWell() {
        double steady = run(s -> 2, 1);
        assertTrue(steady < 1900, steady + " ms");
    }
}
