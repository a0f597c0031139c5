package dev.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
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

    /** One of two members is in its first tile until all others are done, those of its share too. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whatASlowMemberHasNotBegunIsDoneByOthers(int slow) {
        try (Team team = Team.of(2)) {
            AtomicInteger begun = new AtomicInteger();
            AtomicInteger done = new AtomicInteger();
            team.run(
                    (tile, member) -> {
                        if (member == slow && begun.getAndIncrement() == 0) {
                            while (done.get() < 7) {
                                Thread.onSpinWait();
                            }
                        }
                        while (begun.get() == 0) {
                            Thread.onSpinWait();
                        }
                        done.incrementAndGet();
                    },
                    8);
            assertEquals(8, done.get());
            assertEquals(1, begun.get());
        }
    }

    /** The same neighbours from step to step, in order; but a member that still looks for tiles of the step before may begin with one of another. */
    @Test
    void aMemberBeginsWithItsShare() {
        try (Team team = Team.of(3)) {
            int own = 0;
            for (int round = 0; round < 50; round++) {
                AtomicIntegerArray first = new AtomicIntegerArray(new int[] {-1, -1, -1});
                AtomicInteger begun = new AtomicInteger();
                team.run(
                        (tile, member) -> {
                            if (first.compareAndSet(member, -1, tile)) {
                                begun.incrementAndGet();
                            }
                            while (begun.get() < 3) {
                                Thread.onSpinWait();
                            }
                        },
                        10);
                own += first.toString().equals("[0, 3, 6]") ? 1 : 0;
            }
            assertTrue(own >= 25, own + " of 50 rounds");
        }
    }

    /** The number of the work fills half a word, and begins anew when that is full. */
    @Test
    void theNumberOfTheWorkBeginsAnew() throws ReflectiveOperationException {
        try (Team team = Team.of(3)) {
            Field field = Team.class.getDeclaredField("untaken");
            field.setAccessible(true);
            AtomicLongArray words = (AtomicLongArray) field.get(team);
            for (int entry = words.length() - 1; entry >= 0; entry--) {
                words.set(entry, 0xFFFFFFFDL << 32);
            }
            for (int round = 0; round < 6; round++) {
                int[] plain = new int[20];
                AtomicInteger helped = new AtomicInteger();
                team.run(
                        (tile, member) -> {
                            plain[tile]++;
                            helped.addAndGet(member);
                            while (helped.get() == 0) {
                                Thread.onSpinWait();
                            }
                        },
                        20);
                for (int count : plain) {
                    assertEquals(1, count);
                }
            }
            assertEquals(3, words.get(0) >>> 32);
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
        assertTrue(assertThrows(IllegalStateException.class, () -> team.run((tile, member) -> {}, 5))
                .getMessage()
                .contains("is closed"));
        Team alone = Team.of(1);
        alone.close();
        assertThrows(IllegalStateException.class, () -> alone.run((tile, member) -> {}, 1));
    }

    @Test
    void whereNotAllThreadsStartNoneIsLeft() {
        for (int fine = 0; fine < 4; fine++) {
            int most = fine;
            AtomicInteger started = new AtomicInteger();
            UserException refused = assertThrows(
                    UserException.class,
                    () -> Team.of(5, thread -> {
                        if (started.getAndIncrement() == most) {
                            throw new OutOfMemoryError("unable to create native thread");
                        }
                        thread.start();
                    }));
            assertTrue(refused.getMessage().contains((fine + 1) + " of 5 threads"), refused.getMessage());
            assertEquals(fine + 1, started.get());
            assertEquals(List.of(), members());
        }
        IllegalThreadStateException other = new IllegalThreadStateException();
        AtomicInteger started = new AtomicInteger();
        assertSame(
                other,
                assertThrows(
                        IllegalThreadStateException.class,
                        () -> Team.of(3, thread -> {
                            if (started.getAndIncrement() == 1) {
                                throw other;
                            }
                            thread.start();
                        })));
        assertEquals(List.of(), members());
    }

    /** Tiles of one caller would be counted as the other's. */
    @Test
    void aSecondCallerAtTheSameTimeIsTold() {
        try (Team team = Team.of(2)) {
            AtomicInteger done = new AtomicInteger();
            AtomicReference<Throwable> second = new AtomicReference<>();
            team.run(
                    (tile, member) -> {
                        if (tile == 0) {
                            Thread other = new Thread(() -> {
                                try {
                                    team.run((t, m) -> done.addAndGet(100), 8);
                                } catch (IllegalStateException e) {
                                    second.set(e);
                                }
                            });
                            other.start();
                            while (other.isAlive()) {
                                Thread.onSpinWait();
                            }
                        }
                        done.incrementAndGet();
                    },
                    8);
            assertEquals(8, done.get());
            assertTrue(String.valueOf(second.get()).contains("at work for another thread"), () -> "" + second.get());
            team.run((tile, member) -> done.incrementAndGet(), 8);
            assertEquals(16, done.get());
        }
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
