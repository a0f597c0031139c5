package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.Team;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final RandomKey KEY = RandomKey.of(1);

    /** Row {@code r} has features {@code 10 r, 10 r + 1, 10 r + 2}, targets {@code r, -r}, weight {@code r / 2}. */
    private static Dataset dataset(int rows, boolean weighted) {
        float[] features = new float[3 * rows];
        float[] targets = new float[2 * rows];
        float[] weights = new float[rows];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < 3; c++) {
                features[3 * r + c] = 10 * r + c;
            }
            targets[2 * r] = r;
            targets[2 * r + 1] = -r;
            weights[r] = r / 2f;
        }
        return new Dataset(features, 3, targets, 2, weighted ? weights : null, rows);
    }

    /** Walks over what is left, checks that all of a row stays together, and returns the rows in their order. */
    private static List<Integer> walk(Batches batches, boolean weighted) {
        List<Integer> rows = new ArrayList<>();
        while (batches.next()) {
            for (int i = 0; i < batches.rows(); i++) {
                int row = (int) batches.targets()[2 * i];
                assertEquals(-row, batches.targets()[2 * i + 1]);
                for (int c = 0; c < 3; c++) {
                    assertEquals(10 * row + c, batches.features()[3 * i + c]);
                }
                if (weighted) {
                    assertEquals(row / 2f, Objects.requireNonNull(batches.weights())[i]);
                }
                rows.add(row);
            }
        }
        assertEquals(0, batches.rows());
        return rows;
    }

    @Test
    void theLastBatchIsShort() {
        Batches batches = new Batches(dataset(10, false).all(), 4);
        assertEquals(3, batches.count());
        List<Integer> sizes = new ArrayList<>();
        while (batches.next()) {
            sizes.add(batches.rows());
        }
        assertEquals(List.of(4, 4, 2), sizes);
        assertFalse(batches.next());
    }

    @Test
    void withoutShufflingTheOrderIsTheViewsOwn() {
        DatasetView view = dataset(10, true).view(new int[] {7, 2, 9, 2, 0});
        Batches batches = new Batches(view, 2);
        assertEquals(List.of(7, 2, 9, 2, 0), walk(batches, true));
        batches.shuffle(KEY, 0);
        batches.restart();
        assertEquals(List.of(7, 2, 9, 2, 0), walk(batches, true));
        assertArrayEquals(new int[] {7, 2, 9, 2, 0}, view.index());
    }

    @Test
    void theOrderDependsOnKeyAndEpochAlone() {
        DatasetView view = dataset(50, false).all();
        Batches batches = new Batches(view, 8);
        batches.shuffle(KEY, 3);
        List<Integer> third = walk(batches, false);
        batches.shuffle(KEY, 4);
        assertNotEquals(third, walk(batches, false));
        batches.shuffle(RandomKey.of(2), 3);
        assertNotEquals(third, walk(batches, false));
        batches.next();
        batches.shuffle(KEY, 3);
        assertEquals(third, walk(batches, false));
        Batches others = new Batches(view, 13);
        others.shuffle(KEY, 3);
        assertEquals(third, walk(others, false));
        assertNotEquals(IntStream.range(0, 50).boxed().toList(), third);
    }

    @Test
    void aBatchIsNoLargerThanTheView() {
        Batches batches = new Batches(dataset(3, true).all(), 1000);
        assertEquals(3, batches.batchSize());
        assertEquals(9, batches.features().length);
        assertEquals(1, batches.count());
    }

    @Test
    void noRowsMakeNoBatch() {
        Batches batches = new Batches(dataset(3, false).view(new int[0]), 4);
        assertEquals(0, batches.count());
        assertFalse(batches.next());
    }

    @Test
    void aBatchOfNoRowsIsRefused() {
        DatasetView view = dataset(3, false).all();
        assertThrows(IllegalArgumentException.class, () -> new Batches(view, 0));
    }

    @Test
    void withoutWeightsThereAreNone() {
        assertNull(new Batches(dataset(3, false).all(), 2).weights());
    }

    @Property(tries = 200)
    void eachRowOnceAnEpoch(@ForAll long seed) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        int rows = 1 + random.nextInt(100);
        int[] index =
                IntStream.range(0, rows).filter(r -> random.nextInt(3) > 0).toArray();
        Batches batches = new Batches(dataset(rows, true).view(index), 1 + random.nextInt(20));
        for (int epoch = 0; epoch < 3; epoch++) {
            batches.shuffle(KEY, epoch);
            List<Integer> order = walk(batches, true);
            int[] sorted = order.stream().mapToInt(r -> r).sorted().toArray();
            assertArrayEquals(index, sorted, () -> Arrays.toString(sorted));
        }
    }

    /** A team fills the same batches, long ones in parts; the last one is shorter. */
    @Test
    void aTeamFillsTheSameBatches() {
        for (int threads : new int[] {1, 2, 3}) {
            try (Team team = Team.of(threads)) {
                for (int batchSize : new int[] {1, 2, 7, 1800, 2501}) {
                    Batches alone = new Batches(dataset(5000, true).all(), batchSize);
                    Batches shared = new Batches(dataset(5000, true).all(), batchSize);
                    alone.shuffle(KEY, 3);
                    shared.shuffle(KEY, 3);
                    alone.skip(1);
                    shared.skip(1);
                    while (alone.next()) {
                        assertTrue(shared.next(team));
                        assertEquals(alone.rows(), shared.rows());
                        assertArrayEquals(alone.features(), shared.features());
                        assertArrayEquals(alone.targets(), shared.targets());
                        assertArrayEquals(alone.weights(), shared.weights());
                    }
                    assertFalse(shared.next(team));
                    assertEquals(0, shared.rows());
                }
            }
        }
    }
}
