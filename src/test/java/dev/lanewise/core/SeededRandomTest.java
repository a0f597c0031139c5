package dev.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SeededRandomTest {

    private static final int DRAWS = 100_000;

    private static SeededRandom random(long seed) {
        return new SeededRandom(RandomKey.of(seed));
    }

    /** The stream is part of the promise of the same bits: these are the words of blocks 0 and 1. */
    @Test
    void theStreamIsTheWordsOfTheBlocks() {
        SeededRandom random = random(42);
        for (int counter = 0; counter < 2; counter++) {
            long block = Threefry.block(42, 0, counter, 1);
            assertEquals((int) block, random.nextInt());
            assertEquals((int) (block >>> 32), random.nextInt());
        }
    }

    @Property
    void boundedNumbersStayInTheirInterval(@ForAll long seed, @ForAll @IntRange(min = 1) int bound) {
        SeededRandom random = random(seed);
        for (int i = 0; i < 20; i++) {
            int drawn = random.nextInt(bound);
            assertTrue(drawn >= 0 && drawn < bound);
        }
    }

    @Test
    void boundedNumbersAreEvenlySpread() {
        SeededRandom random = random(1);
        int[] counts = new int[7];
        for (int i = 0; i < DRAWS; i++) {
            counts[random.nextInt(7)]++;
        }
        for (int count : counts) {
            assertEquals(DRAWS / 7.0, count, 600);
        }
        assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
    }

    @Test
    void fractionsAndNormalDeviatesHaveTheirMoments() {
        SeededRandom random = random(3);
        double floats = 0;
        double doubles = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            float f = random.nextFloat();
            double d = random.nextDouble();
            assertTrue(f >= 0 && f < 1 && d >= 0 && d < 1);
            double n = random.nextNormal();
            floats += f;
            doubles += d;
            sum += n;
            squares += n * n;
        }
        assertEquals(0.5, floats / DRAWS, 0.004);
        assertEquals(0.5, doubles / DRAWS, 0.004);
        assertEquals(0, sum / DRAWS, 0.012);
        assertEquals(1, squares / DRAWS, 0.02);
    }

    @Property
    void aShuffleMovesOnlyItsPart(@ForAll long seed, @ForAll @IntRange(max = 50) int size) {
        int[] values = IntStream.range(0, size + 4).toArray();
        random(seed).shuffle(values, 2, size + 2);
        assertEquals(0, values[0]);
        assertEquals(1, values[1]);
        assertEquals(size + 3, values[size + 3]);
        Arrays.sort(values);
        assertArrayEquals(IntStream.range(0, size + 4).toArray(), values);
    }

    @Test
    void everyOrderIsAsLikely() {
        int[] counts = new int[6];
        SeededRandom random = random(9);
        for (int i = 0; i < 60_000; i++) {
            int[] order = {0, 1, 2};
            random.shuffle(order, 0, 3);
            counts[order[0] * 2 + (order[1] > order[2] ? 1 : 0)]++;
        }
        for (int count : counts) {
            assertEquals(10_000, count, 400);
        }
    }
}
