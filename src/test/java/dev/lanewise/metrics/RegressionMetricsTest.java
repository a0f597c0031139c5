package dev.lanewise.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Against answers worked out by hand, and against the definitions written out. */
class RegressionMetricsTest {

    /** Relative; sums of at most a few hundred doubles in another order are off by less. */
    private static final double ROUNDING = 1e-12;

    @Test
    void answersByHand() {
        // Errors 1, -2, 0, 4; the targets' mean is 4, their squares around it 9 + 1 + 0 + 16 = 26.
        RegressionMetrics found = RegressionMetrics.of(new float[] {2, 1, 4, 12}, new float[] {1, 3, 4, 8}, 1);
        assertEquals(4, found.rows());
        assertEquals(Math.sqrt(21 / 4.0), found.rmse(), ROUNDING);
        assertEquals(7 / 4.0, found.mae(), ROUNDING);
        assertEquals((1 + 2 / 3.0 + 0 + 1 / 2.0) / 4, found.mape(), ROUNDING);
        assertEquals(1 - 21 / 26.0, found.r2(), ROUNDING);
    }

    @Test
    void r2OfTheMeanIsZeroAndBelowItNegative() {
        assertEquals(
                0,
                RegressionMetrics.of(new float[] {2, 2, 2}, new float[] {1, 2, 3}, 1)
                        .r2());
        assertEquals(
                -3,
                RegressionMetrics.of(new float[] {3, 2, 1}, new float[] {1, 2, 3}, 1)
                        .r2());
    }

    @Test
    void mapeIsTakenOverTheTargetsThatAreNotZero() {
        RegressionMetrics found = RegressionMetrics.of(new float[] {5, 3, -1}, new float[] {0, 2, -2}, 1);
        assertEquals(0.5, found.mape(), ROUNDING);
        assertEquals((5 + 1 + 1) / 3.0, found.mae(), ROUNDING);
    }

    @Test
    void mapeIsNotDefinedWhereAllTargetsAreZero() {
        assertTrue(Double.isNaN(RegressionMetrics.of(new float[] {1, 2}, new float[] {0, -0f}, 1)
                .mape()));
    }

    @Test
    void mapeOfNegativeTargetsIsPositive() {
        assertEquals(
                0.5, RegressionMetrics.of(new float[] {-3}, new float[] {-2}, 1).mape(), ROUNDING);
    }

    @Test
    void r2OfEqualTargetsIsOneWhereTheyAreMetAndZeroElsewhere() {
        // 0.1f has no short binary form: its mean over many rows must not leave a trace of rounding.
        float[] equal = new float[1000];
        Arrays.fill(equal, 0.1f);
        assertEquals(1, RegressionMetrics.of(equal.clone(), equal, 1).r2());
        float[] off = equal.clone();
        off[7] = 0.2f;
        assertEquals(0, RegressionMetrics.of(off, equal, 1).r2());
    }

    @Test
    void severalTargetsAreTakenTogetherButR2IsTheMean() {
        // First target: errors 1, 1, mean 2, squares 2. Second: errors 0, -2, mean 20, squares 200.
        RegressionMetrics found = RegressionMetrics.of(new float[] {2, 10, 4, 28}, new float[] {1, 10, 3, 30}, 2);
        assertEquals(2, found.rows());
        assertEquals(Math.sqrt((1 + 1 + 0 + 4) / 4.0), found.rmse(), ROUNDING);
        assertEquals(4 / 4.0, found.mae(), ROUNDING);
        assertEquals((1 + 1 / 3.0 + 0 + 2 / 30.0) / 4, found.mape(), ROUNDING);
        assertEquals(((1 - 2 / 2.0) + (1 - 4 / 200.0)) / 2, found.r2(), ROUNDING);
    }

    @Test
    void squaresOfLargeErrorsDoNotOverflow() {
        RegressionMetrics found = RegressionMetrics.of(new float[] {1e30f, -1e30f}, new float[] {-1e30f, 1e30f}, 1);
        assertEquals(2 * (double) 1e30f, found.rmse(), ROUNDING * 1e30);
        assertEquals(-3, found.r2(), ROUNDING);
    }

    @Property(tries = 300)
    void followsTheDefinitions(@ForAll long seed) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        int rows = 2 + random.nextInt(60);
        int columns = 1 + random.nextInt(3);
        float[] predicted = new float[rows * columns];
        float[] actual = new float[rows * columns];
        for (int i = 0; i < actual.length; i++) {
            actual[i] = i < columns ? 0 : i < 2 * columns ? 1 : (float) random.nextNormal() * random.nextInt(3);
            predicted[i] = actual[i] + (float) random.nextNormal();
        }
        double squares = 0;
        double sizes = 0;
        double shares = 0;
        int notZero = 0;
        for (int i = 0; i < actual.length; i++) {
            double error = (double) predicted[i] - actual[i];
            squares += Math.pow(error, 2);
            sizes += Math.abs(error);
            shares += actual[i] == 0 ? 0 : Math.abs(error) / Math.abs((double) actual[i]);
            notZero += actual[i] == 0 ? 0 : 1;
        }
        RegressionMetrics found = RegressionMetrics.of(predicted, actual, columns);
        check(Math.sqrt(squares / actual.length), found.rmse());
        check(sizes / actual.length, found.mae());
        check(shares / notZero, found.mape());
        double r2 = 0;
        for (int c = 0; c < columns; c++) {
            r2 += r2(predicted, actual, columns, c) / columns;
        }
        // The variance by its other formula cancels, though only mildly for these values.
        assertEquals(r2, found.r2(), 1e-9 * (1 + Math.abs(r2)));
    }

    /** With the variance as the mean of the squares less the square of the mean. */
    private static double r2(float[] predicted, float[] actual, int columns, int column) {
        double n = 0;
        double sum = 0;
        double ofSquares = 0;
        double residual = 0;
        for (int i = column; i < actual.length; i += columns) {
            n++;
            sum += actual[i];
            ofSquares += (double) actual[i] * actual[i];
            residual += Math.pow((double) predicted[i] - actual[i], 2);
        }
        return 1 - residual / (ofSquares - sum * sum / n);
    }

    private static void check(double expected, double found) {
        assertEquals(expected, found, ROUNDING * (1 + Math.abs(expected)));
    }
}
