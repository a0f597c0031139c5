package dev.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Where parts of arrays, and arrays, start: at cache lines, and not where a processor takes one for the other. */
class CacheLinesTest {

    @Property
    void aSecondPartStartsALineAndIsNotTakenForTheFirst(@ForAll @IntRange(max = Integer.MAX_VALUE) int size) {
        long start = CacheLines.behind(size);
        assertTrue(start >= size && start - size < 192 + 12 + 16, size + ": " + start);
        assertEquals(CacheLines.START, start % 16, "line of " + size);
        assertTrue(start % 1024 >= 192, size + ": " + start);
    }

    @Test
    void aSecondPartIsNoFartherThanItMustBe() {
        assertEquals(204, CacheLines.behind(0));
        assertEquals(204, CacheLines.behind(204));
        assertEquals(220, CacheLines.behind(205));
        assertEquals(8192 + 204, CacheLines.behind(128 * 64));
        assertEquals(1020, CacheLines.behind(1020));
        assertEquals(1024 + 204, CacheLines.behind(1021));
    }

    /** Arrays of floats have a header of 16 bytes and here start at multiples of 64. */
    @Property
    void noTwoOfFiveSlabsAreTakenForEachOther(@ForAll @IntRange(min = 4096, max = Room.MOST_ELEMENTS - 1024) int size) {
        long length = CacheLines.slab(size);
        assertTrue(length >= size && length < size + 1024L, size + ": " + length);
        long bytes = (16 + 4 * length + 63) / 64 * 64;
        for (int apart = 1; apart < 5; apart++) {
            long beyond = apart * bytes % 4096;
            assertTrue(beyond >= 768 && beyond <= 4096 - 768, size + ": " + beyond);
        }
    }

    @Test
    void smallSlabsAreAsLongAsTheyWere() {
        assertEquals(131, CacheLines.slab(131));
        assertEquals(4095, CacheLines.slab(4095));
        assertEquals(4096 + 204, CacheLines.slab(4096));
        assertEquals(4096 + 204, CacheLines.slab(4096 + 204));
        assertEquals(Room.MOST_ELEMENTS, CacheLines.slab(Room.MOST_ELEMENTS));
        assertEquals(Integer.MAX_VALUE, CacheLines.slab(Integer.MAX_VALUE));
    }
}
