package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.core.CacheLines;
import org.junit.jupiter.api.Test;

/** Where updates start, which changes no bit. */
class UpdateHeadTest {

    @Test
    void longRangesStartTheVectorsOfALine() {
        for (int lanes : new int[] {4, 8, 16}) {
            for (int from = 0; from < 70; from++) {
                int start = UpdateHead.start(from, from + 2048, lanes);
                assertEquals(0, (start - CacheLines.START) % lanes, from + " of " + lanes);
                assertEquals(start, Math.clamp(start, from, from + lanes - 1), from + " of " + lanes);
            }
        }
    }

    @Test
    void shortRangesStartWhereTheyDo() {
        assertEquals(5, UpdateHead.start(5, 5 + 2047, 16));
        assertEquals(CacheLines.START, UpdateHead.start(5, 5 + 2048, 16));
    }
}
