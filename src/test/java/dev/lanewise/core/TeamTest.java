package dev.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TeamTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyTileRunsOnceAndIsSeenAfterwards(int threads) {
        try (Team team = Team.of(threads)) {
            assertEquals(threads, team.threads());
            for (int round = 0; round < 2000; round++) {
                int tiles = round % 37;
                int[] plain = new int[tiles];
                team.run((tile, member) -> plain[tile]++, tiles);
                for (int count : plain) {
                    assertEquals(1, count);
                }
            }
        }
    }

    @Test
    void severalMembersWorkAtOnce() {
        try (Team team = Team.of(3)) {
            AtomicInteger inside = new AtomicInteger();
            AtomicIntegerArray most = new AtomicIntegerArray(1);
            team.run(
                    (tile, member) -> {
                        int now = inside.incrementAndGet();
                        most.accumulateAndGet(0, now, Math::max);
                        while (most.get(0) < 3) {
                            Thread.onSpinWait();
                        }
                        inside.decrementAndGet();
                    },
                    3);
            assertEquals(3, most.get(0));
        }
    }

    @Test
    void whatATileThrowsIsThrownAndTheTeamGoesOn() {
        try (Team team = Team.of(3)) {
            for (int bad = 0; bad < 20; bad++) {
                int index = bad;
                IllegalStateException failure = new IllegalStateException("tile " + bad);
                assertSame(
                        failure,
                        assertThrows(
                                IllegalStateException.class,
                                () -> team.run(
                                        (tile, member) -> {
                                            if (tile == index) {
                                                throw failure;
                                            }
                                        },
                                        20)));
                AtomicInteger done = new AtomicInteger();
                team.run((tile, member) -> done.incrementAndGet(), 20);
                assertEquals(20, done.get());
            }
        }
    }

    @Test
    void aClosedTeamLeavesNoThreadAndTakesNoWork() {
        Team team = Team.of(4);
        List<Thread> members = members();
        assertEquals(3, members.size());
        team.close();
        team.close();
        for (Thread member : members) {
            assertFalse(member.isAlive());
        }
        assertThrows(IllegalStateException.class, () -> team.run((tile, member) -> {}, 5));
    }

    @Test
    void anIdleTeamUsesNoProcessor() throws InterruptedException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (Team team = Team.of(3)) {
            team.run((tile, member) -> {}, 8);
            Thread.sleep(100);
            long before = time(threads);
            Thread.sleep(500);
            assertTrue(time(threads) - before < 50_000_000, "idle members used a tenth of a core");
        }
    }

    private static long time(ThreadMXBean threads) {
        long total = 0;
        for (Thread member : members()) {
            total += Math.max(0, threads.getThreadCpuTime(member.threadId()));
        }
        return total;
    }

    private static List<Thread> members() {
        List<Thread> found = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("lanewise-")) {
                found.add(thread);
            }
        }
        return found;
    }

    @Test
    void sizesAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> Team.of(0));
        assertThrows(IllegalArgumentException.class, () -> Team.of(1025));
    }

    @Test
    void aMemberIsOneThread() {
        Map<Thread, Integer> members = new ConcurrentHashMap<>();
        try (Team team = Team.of(4)) {
            for (int i = 0; i < 200; i++) {
                team.run(
                        (tile, member) -> {
                            Integer before = members.put(Thread.currentThread(), member);
                            assertTrue(before == null || before == member);
                            Thread.onSpinWait();
                        },
                        16);
            }
        }
        assertEquals(members.size(), Set.copyOf(members.values()).size());
        assertEquals(0, members.get(Thread.currentThread()));
        assertTrue(members.values().stream().allMatch(member -> member >= 0 && member < 4));
    }
}
