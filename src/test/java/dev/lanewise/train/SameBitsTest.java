package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Losses;
import dev.lanewise.optim.Optimizers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Trains to the same bits with every width and number of threads as the scalar twin does in one thread: every optimizer, loss and activation on networks and batches
 * that are cut into tiles in each way. The widths are JVMs of their own.
 */
@Tag("width")
class SameBitsTest {

    private static final int[] THREADS = {1, 2, 3, 5, 8};

    /** Numbers of choices: optimizer, loss, activation, shape, batch, option, threads. */
    private static final int[] CHOICES = {
        Optimizers.names().size(),
        Losses.names().size(),
        Activation.values().length,
        BitCase.Shape.values().length,
        BitCase.Batch.values().length,
        BitCase.Option.values().length,
        THREADS.length
    };

    /** The first three meet only through the gradient, whose bits are compared with each of the others: pairs among them are for the long run. */
    private static final int KINDS = 3;

    private static BitCase caseOf(int[] row) {
        return new BitCase(
                Optimizers.names().get(row[0]),
                Losses.names().get(row[1]),
                Activation.values()[row[2]],
                BitCase.Shape.values()[row[3]],
                BitCase.Batch.values()[row[4]],
                BitCase.Option.values()[row[5]]);
    }

    /** Returns whether the training diverges, which it then does alike. */
    private static boolean check(int[] row) {
        BitCase training = caseOf(row);
        int threads = THREADS[row[6]];
        float[] expected;
        try {
            expected = training.train(Kernels.scalar(), 1);
        } catch (DivergedException e) {
            Exception same = assertThrows(
                    DivergedException.class, () -> training.train(Kernels.vector(), threads), training::toString);
            assertEquals(e.getMessage(), same.getMessage(), () -> training + " with " + threads + " threads");
            return true;
        }
        for (float parameter : expected) {
            assertTrue(Float.isFinite(parameter), () -> training + " gives " + parameter);
        }
        float[] actual = training.train(Kernels.vector(), threads);
        // Bits, not values: 0 and -0 differ.
        assertArrayEquals(bits(expected), bits(actual), () -> training + " with " + threads + " threads");
        return false;
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
        return bits;
    }

    @Test
    void everyPairOfAKindAndAWayToCutItGivesTheScalarBits() {
        List<int[]> rows = covering(KINDS);
        assertTrue(rows.size() >= CHOICES[0] * THREADS.length, rows.size() + " cases");
        assertTrue(rows.stream().noneMatch(SameBitsTest::check), "one diverges");
    }

    /** Every optimizer with every loss and every activation, the rest by turns. */
    @Test
    @Tag("long")
    void everyOptimizerLossAndActivationTogetherGivesTheScalarBits() {
        SeededRandom random = new SeededRandom(RandomKey.of(3));
        int count = 0;
        int diverged = 0;
        for (int optimizer = 0; optimizer < CHOICES[0]; optimizer++) {
            for (int loss = 0; loss < CHOICES[1]; loss++) {
                for (int activation = 0; activation < CHOICES[2]; activation++) {
                    int[] row = {optimizer, loss, activation, 0, 0, 0, 0};
                    for (int f = KINDS; f < row.length; f++) {
                        row[f] = random.nextInt(CHOICES[f]);
                    }
                    diverged += check(row) ? 1 : 0;
                    count++;
                }
            }
        }
        assertEquals(CHOICES[0] * CHOICES[1] * CHOICES[2], count);
        assertTrue(diverged < count / 50, diverged + " of " + count + " diverge");
    }

    /**
     * Returns cases in which any two choices of different factors meet, but for two of the first {@code apart}; each case is the one of some drawn by chance that has the most new
     * pairs.
     */
    private static List<int[]> covering(int apart) {
        Set<List<Integer>> missing = new LinkedHashSet<>();
        for (int f = 0; f < CHOICES.length; f++) {
            for (int g = Math.max(f + 1, apart); g < CHOICES.length; g++) {
                for (int a = 0; a < CHOICES[f] * CHOICES[g]; a++) {
                    missing.add(List.of(f, a / CHOICES[g], g, a % CHOICES[g]));
                }
            }
        }
        SeededRandom random = new SeededRandom(RandomKey.of(2));
        List<int[]> rows = new ArrayList<>();
        while (!missing.isEmpty()) {
            List<Integer> wanted = missing.iterator().next();
            int[] best = {};
            int most = 0;
            for (int attempt = 0; attempt < 60; attempt++) {
                int[] row = new int[CHOICES.length];
                for (int f = 0; f < row.length; f++) {
                    row[f] = random.nextInt(CHOICES[f]);
                }
                row[wanted.get(0)] = wanted.get(1);
                row[wanted.get(2)] = wanted.get(3);
                int gain = 0;
                for (List<Integer> pair : pairs(row)) {
                    gain += missing.contains(pair) ? 1 : 0;
                }
                if (gain > most) {
                    most = gain;
                    best = row;
                }
            }
            pairs(best).forEach(missing::remove);
            rows.add(best);
        }
        return rows;
    }

    private static List<List<Integer>> pairs(int[] row) {
        List<List<Integer>> pairs = new ArrayList<>();
        for (int f = 0; f < row.length; f++) {
            for (int g = f + 1; g < row.length; g++) {
                pairs.add(List.of(f, row[f], g, row[g]));
            }
        }
        return pairs;
    }
}
