package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemperatureTest {

    /** Logits, and classes drawn by their probabilities at a temperature. */
    private record Sample(float[] logits, int[] classes) {}

    private static Sample sample(int rows, int columns, double temperature, long seed) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        float[] logits = new float[rows * columns];
        int[] classes = new int[rows];
        for (int r = 0; r < rows; r++) {
            double[] p = new double[Math.max(2, columns)];
            double sum = 0;
            for (int c = 0; c < p.length; c++) {
                double z = c >= columns ? 0 : 3 * random.nextNormal();
                if (c < columns) {
                    logits[r * columns + c] = (float) z;
                }
                p[c] = Math.exp(z / temperature);
                sum += p[c];
            }
            double drawn = random.nextDouble() * sum;
            int chosen = 0;
            while (chosen < p.length - 1 && drawn >= p[chosen]) {
                drawn -= p[chosen++];
            }
            // One logit is that of the second class.
            classes[r] = columns == 1 ? 1 - chosen : chosen;
        }
        return new Sample(logits, classes);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "1, 1", "1, 2.5", "3, 0.7", "3, 4", "10, 1.5"})
    void theTemperatureThatMadeTheClassesIsFound(int columns, double temperature) {
        Sample drawn = sample(20_000, columns, temperature, 5);
        // About five standard errors.
        assertEquals(
                temperature,
                Temperature.fit(drawn.logits, columns, drawn.classes, null),
                0.06 * temperature,
                "of " + columns + " columns");
    }

    /** The smoothed cross-entropy, by its definition, at any temperature: none is lower than at the one that is found. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void noOtherTemperatureIsBetter(int columns) {
        Sample drawn = sample(60, columns, 1.7, 11);
        float[] weights = new float[60];
        for (int r = 0; r < 60; r++) {
            weights[r] = 1 + r % 3;
        }
        double found = Temperature.fit(drawn.logits, columns, drawn.classes, weights);
        double least = entropy(drawn, columns, weights, found);
        for (double t = 0.06; t < 19; t *= 1.01) {
            assertTrue(entropy(drawn, columns, weights, t) >= least - 1e-9, "at " + t + ", found " + found);
        }
        assertTrue(entropy(drawn, columns, weights, found * 1.05) > least + 1e-6);
    }

    private static double entropy(Sample drawn, int columns, float[] weights, double t) {
        int rows = drawn.classes.length;
        int k = Math.max(2, columns);
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            double[] z = new double[k];
            for (int c = 0; c < k; c++) {
                z[c] = columns > 1 ? drawn.logits[r * columns + c] / t : c == 1 ? drawn.logits[r] / t : 0;
            }
            double all = 0;
            for (double v : z) {
                all += Math.exp(v);
            }
            for (int c = 0; c < k; c++) {
                double target = (rows * (c == drawn.classes[r] ? 1.0 : 0) + 1.0 / k) / (rows + 1);
                sum -= weights[r] * target * (z[c] - Math.log(all));
            }
        }
        return sum;
    }

    /** One logit is the difference of two. */
    @Test
    void oneLogitIsTwo() {
        Sample one = sample(300, 1, 1.4, 3);
        float[] two = new float[600];
        for (int r = 0; r < 300; r++) {
            two[2 * r + 1] = one.logits[r];
        }
        assertEquals(
                Temperature.fit(one.logits, 1, one.classes, null), Temperature.fit(two, 2, one.classes, null), 1e-7);
    }

    /** Rows that are all right would ask for a temperature of 0; as few as they are, they prove little. */
    @Test
    void rowsThatAreAllRightDoNotMakeSure() {
        float[] logits = {2, -2, 2, -2, 2};
        double found = Temperature.fit(logits, 1, new int[] {1, 0, 1, 0, 1}, null);
        // sigmoid(2 / T) is then 1 - 1 / 12
        assertEquals(2 / Math.log(11), found, 1e-6);
    }

    @Test
    void logitsThatTellNothingKeepOne() {
        assertEquals(1, Temperature.fit(new float[6], 2, new int[] {0, 1, 1}, null));
    }

    @Test
    void theEndsOfTheRangeAreNotPassed() {
        double hot = Temperature.fit(new float[] {1e6f, -1e6f}, 1, new int[] {0, 1}, null);
        double cold = Temperature.fit(new float[] {1e-6f, -1e-6f}, 1, new int[] {1, 0}, null);
        assertTrue(new Postprocessor(hot, 0.5, 0, new double[0]).temperature() > 19.99);
        assertTrue(new Postprocessor(cold, 0.5, 0, new double[0]).temperature() < 0.0501);
    }
}
