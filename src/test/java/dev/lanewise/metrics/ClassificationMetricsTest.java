package dev.lanewise.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ClassificationMetricsTest {

    /** Worked out by hand: four rows of three classes, of which the last is never right nor predicted. */
    @Test
    void knownAnswers() {
        float[] probabilities = {0.7f, 0.2f, 0.1f, 0.4f, 0.5f, 0.1f, 0.6f, 0.3f, 0.1f, 0.1f, 0.8f, 0.1f};
        int[] actual = {0, 0, 1, 1};
        ClassificationMetrics m = ClassificationMetrics.of(probabilities, actual, List.of("a", "b", "c"));
        assertEquals(4, m.rows());
        assertEquals(0.5, m.accuracy());
        assertArrayEquals(new int[] {1, 1, 0}, m.confusion()[0]);
        assertArrayEquals(new int[] {1, 1, 0}, m.confusion()[1]);
        assertEquals(-(Math.log(0.7) + Math.log(0.4) + Math.log(0.3) + Math.log(0.8)) / 4, m.logLoss(), 1e-7);
        assertEquals(0.5, m.macroF1(), 1e-12);
        assertEquals(new ClassMetrics("c", 0, 0, 0, 0), m.classes().get(2));
        assertEquals(new ClassMetrics("a", 0.5, 0.5, 0.5, 2), m.classes().get(0));
        // Bins of width 1/15: 0.7 (right), 0.5 (wrong), 0.6 (wrong), 0.8 (right) each have their own.
        assertEquals((0.3 + 0.5 + 0.6 + 0.2) / 4, m.ece(), 1e-7);
        assertTrue(Double.isNaN(m.rocAuc()));
    }

    @Test
    void binsTakeTheirRowsTogether() {
        float[] probabilities = {0.62f, 0.38f, 0.64f, 0.36f};
        ClassificationMetrics m = ClassificationMetrics.of(probabilities, new int[] {0, 1}, List.of("a", "b"));
        assertEquals(Math.abs(0.62 + 0.64 - 1) / 2, m.ece(), 1e-6);
    }

    @Test
    void certainMistakesCostAFiniteLoss() {
        ClassificationMetrics m = ClassificationMetrics.of(new float[] {1, 0}, new int[] {1}, List.of("a", "b"));
        assertEquals(-Math.log(1e-15), m.logLoss(), 1e-9);
        assertTrue(Double.isNaN(m.rocAuc()), "one class only");
    }

    /** The area under the curve is the share of pairs in the right order, ties counting half. */
    @Property
    void rocAucIsTheShareOfPairs(@ForAll long seed) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        int rows = 2 + random.nextInt(30);
        float[] probabilities = new float[2 * rows];
        int[] actual = new int[rows];
        for (int r = 0; r < rows; r++) {
            probabilities[2 * r + 1] = random.nextInt(8) / 8f;
            probabilities[2 * r] = 1 - probabilities[2 * r + 1];
            actual[r] = random.nextInt(2);
        }
        double right = 0;
        int pairs = 0;
        for (int p = 0; p < rows; p++) {
            for (int n = 0; n < rows; n++) {
                if (actual[p] == 1 && actual[n] == 0) {
                    pairs++;
                    float difference = probabilities[2 * p + 1] - probabilities[2 * n + 1];
                    right += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
                }
            }
        }
        double expected = pairs == 0 ? Double.NaN : right / pairs;
        assertEquals(
                expected,
                ClassificationMetrics.of(probabilities, actual, List.of("no", "yes"))
                        .rocAuc(),
                1e-12);
    }

    @Property
    void theConfusionMatrixHoldsEveryRow(@ForAll long seed) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        int rows = 1 + random.nextInt(40);
        float[] probabilities = new float[3 * rows];
        int[] actual = new int[rows];
        for (int r = 0; r < rows; r++) {
            probabilities[3 * r + random.nextInt(3)] = 1;
            actual[r] = random.nextInt(3);
        }
        ClassificationMetrics m = ClassificationMetrics.of(probabilities, actual, List.of("a", "b", "c"));
        int all = 0;
        int right = 0;
        for (int a = 0; a < 3; a++) {
            int support = 0;
            for (int p = 0; p < 3; p++) {
                support += m.confusion()[a][p];
            }
            assertEquals(support, m.classes().get(a).support());
            all += support;
            right += m.confusion()[a][a];
        }
        assertEquals(rows, all);
        assertEquals((double) right / rows, m.accuracy());
    }
}
