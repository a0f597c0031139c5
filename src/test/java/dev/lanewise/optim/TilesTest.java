package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.Team;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where passes are cut, and when a team is woken for them. */
class TilesTest {

    /** What a pass was told. */
    private record Tile(int phase, int start, int from, int to, int member) {}

    private static List<Tile> run(Team team, int from, int to, boolean lastFirst) {
        List<Tile> told = Collections.synchronizedList(new ArrayList<>());
        new Tiles((phase, start, first, last, member) -> told.add(new Tile(phase, start, first, last, member)))
                .run(team, 3, from, to, lastFirst);
        return told;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "5, 6, 1",
        "7, 16391, 1",
        "7, 16392, 2",
        "3, 32771, 2",
        "0, 65537, 5",
        "1, 262145, 16",
        "2, 700000, 43"
    })
    void tilesAreCountedFromTheStartOfTheRange(int from, int to, int count) {
        try (Team team = Team.of(1)) {
            List<Tile> told = run(team, from, to, false);
            assertEquals(groupsFromTheEnd(told, 16), run(team, from, to, true));
            assertEquals(count, told.size());
            int next = from;
            for (Tile tile : told) {
                assertEquals(new Tile(3, from, next, Math.min(to, next + 16_384), 0), tile);
                next = tile.to();
            }
            assertEquals(to, next);
        }
    }

    private static List<Tile> groupsFromTheEnd(List<Tile> tiles, int size) {
        List<Tile> turned = new ArrayList<>();
        for (int end = tiles.size(); end > 0; end -= size) {
            turned.addAll(tiles.subList(Math.max(0, end - size), end));
        }
        return turned;
    }

    /** Two tiles are not worth waking a thread, which would have time enough to take the second. */
    @Test
    void littleWorkStaysWithTheCaller() {
        Thread caller = Thread.currentThread();
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        try (Team team = Team.of(2)) {
            Tiles tiles = new Tiles((phase, start, from, to, member) -> {
                threads.add(Thread.currentThread());
                LockSupport.parkNanos(50_000_000);
                assertEquals(0, member);
            });
            tiles.run(team, 0, 10, 10 + 2 * Tiles.SIZE, false);
        }
        assertEquals(List.of(caller, caller), threads);
    }

    /** Each of the two waits for the other, which never comes if the caller does all. */
    @Test
    void muchWorkIsSharedOut() {
        CountDownLatch both = new CountDownLatch(2);
        List<Integer> members = Collections.synchronizedList(new ArrayList<>());
        List<Boolean> met = Collections.synchronizedList(new ArrayList<>());
        try (Team team = Team.of(2)) {
            Tiles tiles = new Tiles((phase, start, from, to, member) -> {
                members.add(member);
                both.countDown();
                try {
                    met.add(both.await(20, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            tiles.run(team, 0, 10, 10 + 2 * Tiles.SIZE + 1, false);
        }
        assertEquals(3, members.size());
        assertTrue(members.containsAll(List.of(0, 1)), members.toString());
        assertEquals(List.of(true, true, true), met);
    }
}
