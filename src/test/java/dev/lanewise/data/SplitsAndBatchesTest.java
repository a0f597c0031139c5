package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lanewise.core.RandomKey;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SplitsAndBatchesTest {

    @Property
    void aSplitHoldsEachRowOnceAndKeepsTheSharesOfTheClasses(
            @ForAll @IntRange(min = 10, max = 300) int rows,
            @ForAll @DoubleRange(min = 0, max = 0.9) double fraction,
            @ForAll long seed) {
        int[] all = IntStream.range(100, 100 + rows).toArray();
        int[] classes = IntStream.range(0, rows).map(i -> i % 5 == 0 ? 1 : 0).toArray();
        Splits splits = Splits.stratified(all, classes, fraction, RandomKey.of(seed));
        int[] both = IntStream.concat(Arrays.stream(splits.rest()), Arrays.stream(splits.part()))
                .sorted()
                .toArray();
        assertArrayEquals(all, both);
        assertEquals(fraction * rows, splits.part().length, 2);
        long ones = Arrays.stream(splits.part()).filter(r -> (r - 100) % 5 == 0).count();
        assertEquals(fraction * ((rows + 4) / 5), ones, 1.01);
        Splits again = Splits.stratified(all, classes, fraction, RandomKey.of(seed));
        assertArrayEquals(splits.part(), again.part());
    }

    @Test
    void seedsSplitDifferently() {
        int[] all = IntStream.range(0, 50).toArray();
        int[] classes = new int[50];
        assertFalse(Arrays.equals(
                Splits.stratified(all, classes, 0.3, RandomKey.of(1)).part(),
                Splits.stratified(all, classes, 0.3, RandomKey.of(2)).part()));
        assertEquals(0, Splits.stratified(all, classes, 0, RandomKey.of(1)).part().length);
    }

    private static Dataset data(int rows) {
        float[][] x = new float[rows][2];
        float[][] y = new float[rows][1];
        for (int r = 0; r < rows; r++) {
            x[r][0] = r;
            x[r][1] = -r;
            y[r][0] = 10 * r;
        }
        return Dataset.of(x, y);
    }

    private static int[] epoch(Batches batches, int epoch, int batchSize, int rows) {
        batches.shuffle(RandomKey.of(5), epoch);
        int[] order = new int[rows];
        int at = 0;
        while (batches.next()) {
            assertEquals(Math.min(batchSize, rows - at), batches.rows());
            for (int r = 0; r < batches.rows(); r++) {
                int row = (int) batches.features()[2 * r];
                assertEquals(-row, batches.features()[2 * r + 1]);
                assertEquals(10 * row, batches.targets()[r]);
                order[at++] = row;
            }
        }
        assertEquals(rows, at);
        return order;
    }

    @Property(tries = 100)
    void anEpochHoldsEachRowOnceAndItsLastBatchIsShort(
            @ForAll @IntRange(min = 1, max = 70) int rows, @ForAll @IntRange(min = 1, max = 80) int batchSize) {
        Batches batches = new Batches(data(rows).all(), batchSize);
        int[] order = epoch(batches, 1, batches.batchSize(), rows);
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        assertArrayEquals(IntStream.range(0, rows).toArray(), sorted);
        assertEquals((rows + batches.batchSize() - 1) / batches.batchSize(), batches.count());
    }

    @Test
    void theOrderDependsOnSeedAndEpochAlone() {
        Batches batches = new Batches(data(40).all(), 7);
        int[] first = epoch(batches, 1, 7, 40);
        int[] second = epoch(batches, 2, 7, 40);
        assertFalse(Arrays.equals(first, second));
        assertArrayEquals(second, epoch(new Batches(data(40).all(), 7), 2, 7, 40));
        assertArrayEquals(first, epoch(new Batches(data(40).all(), 13), 1, 13, 40));
    }
}
