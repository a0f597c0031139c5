package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SplitsTest {

    private static final RandomKey KEY = RandomKey.of(1);

    /** Rows 10, 13, 16, ... */
    private static int[] rows(int count) {
        return IntStream.range(0, count).map(i -> 10 + 3 * i).toArray();
    }

    private static int[] join(Splits splits) {
        return IntStream.concat(Arrays.stream(splits.rest()), Arrays.stream(splits.part()))
                .sorted()
                .toArray();
    }

    @Test
    void eachClassGivesItsShare() {
        int[] rows = IntStream.range(0, 150).toArray();
        int[] classes =
                IntStream.range(0, 150).map(i -> i < 100 ? 0 : i < 140 ? 1 : 2).toArray();
        Splits splits = Splits.stratified(rows, classes, 0.2, KEY);
        assertEquals(30, splits.part().length);
        int[] found = new int[3];
        for (int row : splits.part()) {
            found[classes[row]]++;
        }
        assertArrayEquals(new int[] {20, 8, 2}, found);
    }

    @Test
    void aFractionOfZeroTakesNothing() {
        Splits splits = Splits.stratified(rows(7), new int[7], 0, KEY);
        assertEquals(0, splits.part().length);
        assertArrayEquals(rows(7), splits.rest());
    }

    @Test
    void noRowsGiveTwoEmptyParts() {
        Splits splits = Splits.stratified(new int[0], new int[0], 0.5, KEY);
        assertEquals(0, splits.part().length + splits.rest().length);
    }

    @Test
    void theLastRowOfAClassStays() {
        Splits splits = Splits.stratified(rows(2), new int[2], 0.99, KEY);
        assertEquals(1, splits.rest().length);
        assertEquals(0, Splits.stratified(rows(1), new int[1], 0.99, KEY).part().length);
    }

    /** Classes of one row cannot give any, and what they do not give is not taken from the class after them. */
    @Test
    void smallClassesDoNotEmptyAnother() {
        int[] classes = IntStream.range(0, 110).map(i -> Math.min(i, 100)).toArray();
        Splits splits = Splits.stratified(rows(110), classes, 0.2, KEY);
        assertEquals(2, splits.part().length);
    }

    @Test
    void theKeyDecidesWhichRowsAreTaken() {
        Splits one = Splits.stratified(rows(100), new int[100], 0.3, KEY);
        Splits same = Splits.stratified(rows(100), new int[100], 0.3, RandomKey.of(1));
        Splits other = Splits.stratified(rows(100), new int[100], 0.3, RandomKey.of(2));
        assertArrayEquals(one.part(), same.part());
        assertArrayEquals(one.rest(), same.rest());
        assertFalse(Arrays.equals(one.part(), other.part()));
        assertFalse(
                Arrays.equals(Arrays.copyOf(rows(100), 30), one.part()), "the first rows are not a choice by chance");
    }

    /** Each row is taken by about as many keys: 0.3 of 2000, within 5 standard deviations of a binomial distribution. */
    @Test
    void allRowsAreTakenEquallyOften() {
        int[] taken = new int[20];
        for (int seed = 0; seed < 2000; seed++) {
            for (int row : Splits.stratified(IntStream.range(0, 20).toArray(), new int[20], 0.3, RandomKey.of(seed))
                    .part()) {
                taken[row]++;
            }
        }
        for (int count : taken) {
            assertEquals(600, count, 5 * Math.sqrt(2000 * 0.3 * 0.7));
        }
    }

    @Property(tries = 300)
    void disjointCompleteInOrderAndOfTheRightSizes(@ForAll long seed) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        int[] rows = rows(1 + random.nextInt(200));
        int classCount = 1 + random.nextInt(12);
        int[] classes = new int[rows.length];
        int[] counts = new int[classCount];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = Math.min(random.nextInt(classCount), random.nextInt(classCount));
            counts[classes[i]]++;
        }
        double fraction = random.nextInt(100) / 100.0;
        Splits splits = Splits.stratified(rows, classes, fraction, RandomKey.of(seed));
        assertArrayEquals(rows, join(splits));
        assertArrayEquals(Arrays.stream(splits.part()).sorted().toArray(), splits.part());
        assertArrayEquals(Arrays.stream(splits.rest()).sorted().toArray(), splits.rest());
        int[] given = new int[classCount];
        for (int row : splits.part()) {
            given[classes[(row - 10) / 3]]++;
        }
        for (int c = 0; c < classCount; c++) {
            assertEquals(counts[c] * fraction, given[c], 1 + 1e-9, "class " + c);
            assertTrue(counts[c] == 0 || given[c] < counts[c], "the last row of class " + c);
        }
        if (classCount == 1) {
            assertEquals(Math.min(Math.rint(rows.length * fraction), rows.length - 1.0), splits.part().length);
        }
    }
}
