package dev.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What does not fit is told with what is needed, what there is, and what to do. */
class RoomTest {

    @Test
    void lengthsOfArraysAreCountedBeyondInt() {
        assertEquals(6, Room.elements(2, 3, "It", "less"));
        assertEquals(0, Room.elements(0, Long.MAX_VALUE, "It", "less"));
        assertEquals(0, Room.elements(Long.MAX_VALUE, 0, "It", "less"));
        assertEquals(Room.MOST_ELEMENTS, Room.elements(Room.MOST_ELEMENTS, 1, "It", "less"));
        assertEquals(Room.MOST_ELEMENTS, Room.elements(1, Room.MOST_ELEMENTS, "It", "less"));
        for (long[] sizes : new long[][] {
            {Room.MOST_ELEMENTS + 1L, 1},
            {1, Room.MOST_ELEMENTS + 1L},
            {1 << 16, 1 << 16},
            {1L << 32, 1L << 32},
            {Long.MAX_VALUE, 2}
        }) {
            String line = assertThrows(UserException.class, () -> Room.elements(sizes[0], sizes[1], "It", "less"))
                    .getMessage();
            assertTrue(line.contains(String.format(Locale.ROOT, "%,d x %,d", sizes[0], sizes[1])), line);
            assertTrue(line.startsWith("It would have") && line.contains("2,146,435,071"), line);
            assertTrue(line.endsWith("Use less."), line);
        }
    }

    @Test
    void whatTheHeapDoesNotHoldIsToldWithWhatItHas() {
        Room.check(0, "It", "less");
        Room.check(1000, "It", "less");
        long most = Runtime.getRuntime().maxMemory();
        String line = assertThrows(UserException.class, () -> Room.check(most / 4 + 1, "It", "less"))
                .getMessage();
        assertTrue(line.startsWith("It needs at least"), line);
        assertTrue(line.contains(String.format(Locale.ROOT, "%,d MB that Java may take", most / 1_000_000)), line);
        assertTrue(line.contains("JDK_JAVA_OPTIONS=-Xmx") && line.endsWith("or use less."), line);
        assertThrows(UserException.class, () -> Room.check(Long.MAX_VALUE, "It", "less"));
    }

    @Test
    void asManyAsFitIntoHalfOfWhatIsFree() {
        assertEquals(7, Room.fitting(0, 7));
        assertEquals(7, Room.fitting(1000, 7));
        long most = Runtime.getRuntime().maxMemory() / Float.BYTES;
        assertEquals(1, Room.fitting(most, 7));
        assertEquals(1, Room.fitting(Long.MAX_VALUE, 7));
        assertEquals(1, Room.fitting(1L << 61, 7));
        int some = Room.fitting(most / 100, 100);
        assertTrue(some > 1 && some <= 50, some + " of a hundredth of the heap each");
    }

    /** Memory that nobody needs any longer counts as free, memory that somebody holds does not. */
    @Test
    void garbageIsFree() {
        long most = Runtime.getRuntime().maxMemory();
        assumeTrue(most < 1L << 32, "a heap of moderate size");
        byte[][] held = new byte[6][(int) (most / 16)];
        // More than six sixteenths leave free; what other tests hold may be up to five.
        long floats = most / 16 * 11 / Float.BYTES;
        assertThrows(UserException.class, () -> Room.check(floats, "It", "less"));
        assertEquals(6, held.length);
        Arrays.fill(held, null);
        Room.check(floats, "It", "less");
    }
}
