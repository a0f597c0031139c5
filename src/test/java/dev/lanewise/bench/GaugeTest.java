package dev.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.Team;
import dev.lanewise.core.TileTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GaugeTest {

    private static final int ARRAY = 5_000;

    private long calls;
    private volatile byte[] kept = {};

    private static Samples measured(Work work) {
        Gauge gauge = new Gauge(work, 0.001).warmUp(0.2);
        Gauge.alternate(List.of(gauge));
        return gauge.samples();
    }

    @Test
    void windowsHoldTheRepetitionsThatTheyTell() {
        Gauge gauge = new Gauge(times -> calls += times, 0.001).warmUp(0.1);
        long before = calls;
        Gauge.alternate(List.of(gauge));
        Samples samples = gauge.samples();
        assertEquals(calls - before, samples.repetitions());
        assertEquals(Gauge.WINDOWS, samples.windows());
        assertTrue(samples.repetitions() >= Gauge.WINDOWS);
        assertTrue(samples.median() > 0 && samples.median() <= samples.best());
        assertTrue(samples.spread() >= 0);
        assertTrue(samples.warmUpSeconds() > 0);
    }

    @Test
    void gaugesTakeTurns() {
        List<String> order = new ArrayList<>();
        Gauge.alternate(List.of(new Gauge(times -> order.add("a"), 0.001), new Gauge(times -> order.add("b"), 0.001)));
        assertEquals(2 * Gauge.WINDOWS, order.size());
        for (int i = 0; i < order.size(); i++) {
            assertEquals(i % 2 == 0 ? "a" : "b", order.get(i));
        }
    }

    @Test
    void nothingAllocatedIsExactlyZero() {
        assertEquals(0.0, measured(times -> calls += times).bytes());
    }

    @Test
    void whatIsAllocatedIsSeen() {
        Samples samples = measured(times -> {
            for (int i = 0; i < times; i++) {
                kept = new byte[ARRAY];
            }
        });
        assertTrue(samples.bytes() >= ARRAY && samples.bytes() < ARRAY + 100, samples.toString());
        assertEquals(ARRAY, kept.length);
    }

    @Test
    void whatOtherThreadsOfATeamAllocateIsSeen() {
        try (Team team = Team.of(2)) {
            TileTask tile = (index, member) -> {
                if (member == 1) {
                    kept = new byte[ARRAY];
                }
            };
            Samples samples = measured(times -> {
                for (int i = 0; i < times; i++) {
                    long start = System.nanoTime();
                    kept = new byte[0];
                    while (kept.length == 0 && System.nanoTime() - start < 1_000_000_000) {
                        team.run(tile, 64);
                    }
                }
            });
            assertTrue(samples.bytes() >= ARRAY, samples.toString());
        }
    }

    @Test
    void theWarmUpEndsInTime() {
        Gauge gauge = new Gauge(times -> calls += times, 0.001).warmUp(0);
        gauge.sample();
        assertFalse(gauge.samples().settled(), "one median is not two");
    }
}
