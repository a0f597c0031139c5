package dev.lanewise.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Thresholds of two classes: the metrics by their definitions, the best one by trying them all. */
class ThresholdMetricTest {

    private static final double ROUNDING = 1e-12;

    private static float[] both(float... ofSecond) {
        float[] all = new float[2 * ofSecond.length];
        for (int r = 0; r < ofSecond.length; r++) {
            all[2 * r] = 1 - ofSecond[r];
            all[2 * r + 1] = ofSecond[r];
        }
        return all;
    }

    /** By hand: 6 true negatives, 2 false positives, 1 false negative, 3 true positives. */
    @ParameterizedTest
    @CsvSource({
        "ACCURACY, 0.75",
        "F1, 0.6666666666666666",
        "BALANCED_ACCURACY, 0.75",
        "MCC, 0.4780914437337574",
        "YOUDEN, 0.5"
    })
    void valuesByHand(ThresholdMetric metric, double wanted) {
        assertEquals(wanted, metric.value(new double[][] {{6, 2}, {1, 3}}), ROUNDING);
    }

    @ParameterizedTest
    @EnumSource(ThresholdMetric.class)
    void whereAClassIsMissingThereStillIsANumber(ThresholdMetric metric) {
        for (double[][] confusion : new double[][][] {{{5, 0}, {0, 0}}, {{0, 0}, {0, 5}}, {{0, 5}, {0, 0}}}) {
            double value = metric.value(confusion);
            assertTrue(value >= -1 && value <= 1, metric + " " + value);
        }
    }

    @Test
    void anEvaluationHasTheSameFigures() {
        float[] probabilities = both(0.1f, 0.6f, 0.2f, 0.9f, 0.4f, 0.7f, 0.3f, 0.45f);
        int[] actual = {0, 0, 0, 1, 1, 1, 0, 0};
        ClassificationMetrics found = ClassificationMetrics.of(probabilities, actual, List.of("no", "yes"));
        assertEquals(ThresholdMetric.MCC.at(0.5, probabilities, actual, null), found.mcc(), ROUNDING);
        assertEquals(
                ThresholdMetric.BALANCED_ACCURACY.at(0.5, probabilities, actual, null),
                found.balancedAccuracy(),
                ROUNDING);
        assertEquals(ThresholdMetric.ACCURACY.at(0.5, probabilities, actual, null), found.accuracy(), ROUNDING);
        assertEquals(
                ThresholdMetric.F1.at(0.5, probabilities, actual, null),
                found.classes().get(1).f1(),
                ROUNDING);
    }

    /** Gorodkin's coefficient of three classes, by its formula over all triples of cells. */
    @Test
    void theCoefficientOfThreeClasses() {
        int[][] c = {{5, 1, 0}, {2, 3, 1}, {0, 2, 6}};
        double top = 0;
        double left = 0;
        double right = 0;
        for (int k = 0; k < 3; k++) {
            int row = IntStream.of(c[k]).sum();
            int column = c[0][k] + c[1][k] + c[2][k];
            left += (double) row * (20 - row);
            right += (double) column * (20 - column);
            for (int l = 0; l < 3; l++) {
                for (int m = 0; m < 3; m++) {
                    top += c[k][k] * c[l][m] - c[k][l] * c[m][k];
                }
            }
        }
        float[] probabilities = new float[60];
        int[] actual = new int[20];
        int at = 0;
        for (int a = 0; a < 3; a++) {
            for (int p = 0; p < 3; p++) {
                for (int n = 0; n < c[a][p]; n++) {
                    actual[at] = a;
                    probabilities[3 * at++ + p] = 1;
                }
            }
        }
        double found = ClassificationMetrics.of(probabilities, actual, List.of("a", "b", "c"))
                .mcc();
        assertEquals(top / Math.sqrt(left * right), found, ROUNDING);
    }

    /** Every threshold that could matter is tried: midway between any two probabilities, and beyond them. */
    @Property(tries = 300)
    void theBestIsAsGoodAsAnyAndTheNearestToOneHalf(@ForAll long seed) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        int rows = 1 + random.nextInt(30);
        float[] ofSecond = new float[rows];
        int[] actual = new int[rows];
        float[] weights = random.nextInt(2) == 0 ? null : new float[rows];
        int levels = 1 + random.nextInt(20);
        for (int r = 0; r < rows; r++) {
            ofSecond[r] = random.nextInt(levels + 1) / (float) levels;
            actual[r] = random.nextInt(2);
            if (weights != null) {
                weights[r] = random.nextInt(4);
            }
        }
        if (weights != null) {
            weights[0] = 1;
        }
        float[] probabilities = both(ofSecond);
        for (ThresholdMetric metric : ThresholdMetric.values()) {
            double best = metric.best(probabilities, actual, weights);
            double value = metric.at(best, probabilities, actual, weights);
            for (int i = 0; i <= 400; i++) {
                double other = i / 400.0;
                double there = metric.at(other, probabilities, actual, weights);
                assertTrue(there <= value + ROUNDING, metric + ": " + other + " is better than " + best);
            }
            double atHalf = metric.at(0.5, probabilities, actual, weights);
            assertEquals(atHalf >= value - ROUNDING, best == 0.5, metric + ": 0.5 is kept where nothing is better");
        }
    }

    @Test
    void ofTwoAsNearTheLowerOneIsTaken() {
        // Right at 0.3125 and at 0.6875 are three of four, between them two.
        float[] probabilities = both(0.25f, 0.75f, 0.375f, 0.625f);
        double best = ThresholdMetric.ACCURACY.best(probabilities, new int[] {0, 1, 1, 0}, null);
        assertEquals(0.3125, best);
        assertEquals(0.5, ThresholdMetric.F1.best(both(0.2f, 0.2f), new int[] {0, 0}, null));
    }

    @Test
    void theSecondClassIsPredictedFromTheThresholdOn() {
        assertTrue(ThresholdMetric.predictsSecond(0.75f, 0.25f, 0.25));
        assertFalse(ThresholdMetric.predictsSecond(0.75f, 0.25f, 0.2500001));
        assertFalse(ThresholdMetric.predictsSecond(0.5f, 0.5f, 0.5), "the first of equals");
        assertTrue(ThresholdMetric.predictsSecond(0.5f, Math.nextUp(0.5f), 0.5));
    }

    /** Exchanging the classes is the same as exchanging which is positive; only F1 tells them apart. */
    @Test
    void eitherClassMayBeThePositiveOne() {
        float[] second = {0.1f, 0.2f, 0.3f, 0.4f, 0.45f, 0.6f, 0.7f, 0.8f};
        int[] actual = {0, 0, 0, 0, 1, 0, 1, 1};
        float[] exchanged = new float[2 * second.length];
        int[] other = new int[second.length];
        for (int r = 0; r < second.length; r++) {
            exchanged[2 * r] = second[r];
            exchanged[2 * r + 1] = 1 - second[r];
            other[r] = 1 - actual[r];
        }
        float[] probabilities = both(second);
        for (ThresholdMetric metric : ThresholdMetric.values()) {
            double first = metric.best(probabilities, actual, null, 0);
            assertEquals(
                    metric.at(metric.best(exchanged, other, null), exchanged, other, null),
                    metric.at(first, probabilities, actual, null, 0),
                    ROUNDING,
                    metric.label());
            boolean same = first == metric.best(probabilities, actual, null);
            assertEquals(metric != ThresholdMetric.F1, same, metric.label());
        }
        // The first class below 0.65: all 5 of it and one more; the second from 0.425 on: all 3 and one more.
        assertEquals(0.65, ThresholdMetric.F1.best(probabilities, actual, null, 0), 1e-6);
        assertEquals(10 / 11.0, ThresholdMetric.F1.at(0.65, probabilities, actual, null, 0), ROUNDING);
        assertEquals(0.425, ThresholdMetric.F1.best(probabilities, actual, null, 1), 1e-6);
        assertEquals(6 / 7.0, ThresholdMetric.F1.at(0.425, probabilities, actual, null, 1), ROUNDING);
    }
}
