package dev.lanewise.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RegressionMetricsTest {

    @Test
    void knownAnswers() {
        RegressionMetrics m = RegressionMetrics.of(new float[] {1, 3, 2, 6}, new float[] {1, 2, 4, 5}, 1);
        assertEquals(4, m.rows());
        assertEquals(Math.sqrt(6.0 / 4), m.rmse(), 1e-12);
        assertEquals(1.0, m.mae(), 1e-12);
        assertEquals((0 + 0.5 + 0.5 + 0.2) / 4, m.mape(), 1e-12);
        assertEquals(1 - 6.0 / 10, m.r2(), 1e-12);
    }

    @Test
    void targetsOfZeroAreLeftOutOfThePercentage() {
        assertEquals(
                0.25,
                RegressionMetrics.of(new float[] {5, 5}, new float[] {0, 4}, 1).mape(),
                1e-12);
        assertTrue(Double.isNaN(
                RegressionMetrics.of(new float[] {5}, new float[] {0}, 1).mape()));
    }

    @Test
    void constantTargets() {
        assertEquals(
                0,
                RegressionMetrics.of(new float[] {5, 4}, new float[] {4, 4}, 1).r2());
        assertEquals(
                1,
                RegressionMetrics.of(new float[] {4, 4}, new float[] {4, 4}, 1).r2());
    }

    @Test
    void severalTargetsAreMeans() {
        RegressionMetrics both = RegressionMetrics.of(new float[] {1, 10, 3, 30}, new float[] {1, 20, 2, 40}, 2);
        RegressionMetrics first = RegressionMetrics.of(new float[] {1, 3}, new float[] {1, 2}, 1);
        RegressionMetrics second = RegressionMetrics.of(new float[] {10, 30}, new float[] {20, 40}, 1);
        assertEquals(2, both.rows());
        assertEquals((first.r2() + second.r2()) / 2, both.r2(), 1e-12);
        assertEquals((first.mae() + second.mae()) / 2, both.mae(), 1e-12);
        assertEquals((first.mape() + second.mape()) / 2, both.mape(), 1e-12);
        assertEquals(Math.sqrt((0 + 1 + 100 + 100) / 4.0), both.rmse(), 1e-12);
    }
}
