package dev.lanewise.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Against answers worked out by hand, and against the definitions written out. */
class ClassificationMetricsTest {

    /** Sums of at most a few hundred doubles in another order; each addition is off by at most 1.2e-16 of the sum. */
    private static final double ROUNDING = 1e-12;

    private static final List<String> TWO = List.of("no", "yes");
    private static final List<String> THREE = List.of("a", "b", "c");

    /** Probabilities that a float holds exactly, so that the answers are exact too. */
    private static final float[] PROBABILITIES = {
        0.75f, 0.125f, 0.125f, // a, right
        0.5f, 0.25f, 0.25f, // b taken for a
        0.25f, 0.5f, 0.25f, // b, right
        0.125f, 0.625f, 0.25f, // c taken for b
        0.25f, 0.25f, 0.5f, // c, right
        0f, 0f, 1f, // c, right
    };

    private static final int[] ACTUAL = {0, 1, 1, 2, 2, 2};

    private final ClassificationMetrics metrics = ClassificationMetrics.of(PROBABILITIES, ACTUAL, THREE);

    @Test
    void confusionHasTheRightClassInRows() {
        assertEquals(6, metrics.rows());
        assertArrayEquals(new int[][] {{1, 0, 0}, {1, 1, 0}, {0, 1, 2}}, metrics.confusion());
    }

    @Test
    void accuracyIsTheShareOfRightRows() {
        assertEquals(4 / 6.0, metrics.accuracy());
    }

    @Test
    void eachClassHasPrecisionRecallAndF1() {
        check(metrics.classes().get(0), "a", 1 / 2.0, 1, 2 / 3.0, 1);
        check(metrics.classes().get(1), "b", 1 / 2.0, 1 / 2.0, 1 / 2.0, 2);
        check(metrics.classes().get(2), "c", 1, 2 / 3.0, 4 / 5.0, 3);
        assertEquals((2 / 3.0 + 1 / 2.0 + 4 / 5.0) / 3, metrics.macroF1(), ROUNDING);
    }

    private static void check(ClassMetrics found, String name, double precision, double recall, double f1, int rows) {
        assertEquals(name, found.name());
        assertEquals(precision, found.precision(), ROUNDING);
        assertEquals(recall, found.recall(), ROUNDING);
        assertEquals(f1, found.f1(), ROUNDING);
        assertEquals(rows, found.support());
    }

    @Test
    void logLossIsTheMeanOfTheRightClass() {
        // 0.75, 0.25, 0.5, 0.25, 0.5 and 1
        assertEquals(-StrictMath.log(0.75 / 64) / 6, metrics.logLoss(), ROUNDING);
    }

    @Test
    void aProbabilityOfZeroCostsAsMuchAsTheLeastOne() {
        ClassificationMetrics sure = ClassificationMetrics.of(new float[] {1, 0, 1, 0}, new int[] {1, 0}, TWO);
        assertEquals(-StrictMath.log(1e-15) / 2, sure.logLoss(), ROUNDING);
    }

    @Test
    void calibrationErrorByHand() {
        // Bins of width 1/15: 0.75 in bin 11 (right), 0.5 in bin 7 (wrong, right, right), 0.625 in bin 9 (wrong), 1 in
        // bin 14 (right).
        double gaps = Math.abs(0.75 - 1) + Math.abs(1.5 - 2) + Math.abs(0.625 - 0) + Math.abs(1 - 1);
        assertEquals(gaps / 6, metrics.ece(), ROUNDING);
    }

    @Test
    void aRowWithoutProbabilitiesIsInNoBin() {
        float[] probabilities = {0.9f, 0.1f, Float.NaN, Float.NaN, 0.8f, 0.2f};
        ClassificationMetrics found = ClassificationMetrics.of(probabilities, new int[] {0, 1, 0}, TWO);
        Calibration bins = found.calibration();
        assertEquals(2, IntStream.of(bins.rows()).sum());
        assertTrue(DoubleStream.of(bins.confidence()).noneMatch(Double::isNaN));
        assertTrue(Double.isNaN(found.logLoss()));
    }

    @Test
    void calibrationErrorHasFifteenBins() {
        // 0.53 is in bin 7, 0.54 in bin 8 of 15; in bins of any other number up to 20 but 13 they would be together,
        // and their gaps cancel in part.
        float low = 0.53f;
        float high = 0.54f;
        float[] probabilities = {1 - low, low, 1 - high, high};
        ClassificationMetrics found = ClassificationMetrics.of(probabilities, new int[] {1, 0}, TWO);
        assertEquals(((1 - (double) low) + high) / 2, found.ece(), ROUNDING);
    }

    @Test
    void rocAucByHand() {
        // Positives 0.75 and 0.25, negatives 0.5 and 0.125: three of four pairs are in order.
        assertEquals(0.75, auc(new float[] {0.75f, 0.25f, 0.5f, 0.125f}, 1, 1, 0, 0));
        assertEquals(1, auc(new float[] {0.75f, 0.5f, 0.25f}, 1, 1, 0));
        assertEquals(0, auc(new float[] {0.75f, 0.5f, 0.25f}, 0, 0, 1));
    }

    @Test
    void tiesCountHalfInRocAuc() {
        assertEquals(0.5, auc(new float[] {0.5f, 0.5f, 0.5f}, 1, 0, 0));
        // Pairs: 0.5 with 0.5 (half), 0.5 over 0.25, 0.25 under 0.5, 0.25 with 0.25 (half).
        assertEquals(0.5, auc(new float[] {0.5f, 0.25f, 0.5f, 0.25f}, 1, 1, 0, 0));
        assertEquals(0.5, auc(new float[] {0f, -0f}, 1, 0));
    }

    @Test
    void rocAucIsNotDefinedForOneClassOrThree() {
        assertTrue(Double.isNaN(auc(new float[] {0.5f, 0.25f}, 1, 1)));
        assertTrue(Double.isNaN(auc(new float[] {0.5f, 0.25f}, 0, 0)));
        assertTrue(Double.isNaN(metrics.rocAuc()));
    }

    private static double auc(float[] ofYes, int... actual) {
        return ClassificationMetrics.of(both(ofYes), actual, TWO).rocAuc();
    }

    private static float[] both(float[] ofYes) {
        float[] probabilities = new float[2 * ofYes.length];
        for (int r = 0; r < ofYes.length; r++) {
            probabilities[2 * r] = 1 - ofYes[r];
            probabilities[2 * r + 1] = ofYes[r];
        }
        return probabilities;
    }

    @Test
    void theFirstOfEquallyProbableClassesIsPredicted() {
        ClassificationMetrics found =
                ClassificationMetrics.of(new float[] {0.25f, 0.375f, 0.375f}, new int[] {1}, THREE);
        assertEquals(1, found.accuracy());
    }

    @Test
    void aPredictionThatIsNotTheMostProbableClassCountsAsPredicted() {
        float[] probabilities = {0.75f, 0.25f};
        ClassificationMetrics found = ClassificationMetrics.of(probabilities, new int[] {1}, new int[] {1}, TWO);
        assertEquals(1, found.accuracy());
        assertEquals(0.75, found.ece(), ROUNDING);
    }

    @Test
    void classesThatNeitherOccurNorArePredictedAreNotInMacroF1() {
        ClassificationMetrics found = ClassificationMetrics.of(new float[] {1, 0, 0, 0, 1, 0}, new int[] {0, 1}, THREE);
        assertEquals(1, found.macroF1());
        check(found.classes().get(2), "c", 0, 0, 0, 0);
        // Class c is predicted once here, wrongly, and counts.
        ClassificationMetrics wrong = ClassificationMetrics.of(new float[] {1, 0, 0, 0, 0, 1}, new int[] {0, 1}, THREE);
        assertEquals(1 / 3.0, wrong.macroF1(), ROUNDING);
    }

    /** Few different probabilities, so that there are ties. */
    @Property(tries = 300)
    void rocAucIsTheShareOfPairsInOrder(@ForAll long seed) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        int rows = 2 + random.nextInt(60);
        int levels = 1 + random.nextInt(40);
        float[] ofYes = new float[rows];
        int[] actual = new int[rows];
        for (int r = 0; r < rows; r++) {
            ofYes[r] = random.nextInt(levels) / (float) levels;
            actual[r] = r < 2 ? r : random.nextInt(2);
        }
        double inOrder = 0;
        int pairs = 0;
        for (int p = 0; p < rows; p++) {
            for (int n = 0; n < rows; n++) {
                if (actual[p] == 1 && actual[n] == 0) {
                    pairs++;
                    inOrder += ofYes[p] > ofYes[n] ? 1 : ofYes[p] == ofYes[n] ? 0.5 : 0;
                }
            }
        }
        assertEquals(inOrder / pairs, auc(ofYes, actual), ROUNDING);
    }

    @Property(tries = 300)
    void sumsFollowTheirDefinitions(@ForAll long seed) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        int rows = 1 + random.nextInt(80);
        float[] probabilities = new float[3 * rows];
        int[] actual = new int[rows];
        double[] confidence = new double[15];
        double[] right = new double[15];
        double logLoss = 0;
        double hits = 0;
        int[][] confusion = new int[3][3];
        for (int r = 0; r < rows; r++) {
            fill(random, probabilities, 3 * r);
            actual[r] = random.nextInt(3);
            int best = 0;
            for (int c = 1; c < 3; c++) {
                best = probabilities[3 * r + c] > probabilities[3 * r + best] ? c : best;
            }
            logLoss -= Math.log(probabilities[3 * r + actual[r]]) / rows;
            hits += best == actual[r] ? 1 : 0;
            confusion[actual[r]][best]++;
            for (int b = 0; b < 15; b++) {
                float p = probabilities[3 * r + best];
                if (p * 15.0 >= b && (p * 15.0 < b + 1 || b == 14)) {
                    confidence[b] += p;
                    right[b] += best == actual[r] ? 1 : 0;
                }
            }
        }
        double ece = 0;
        for (int b = 0; b < 15; b++) {
            ece += Math.abs(confidence[b] - right[b]) / rows;
        }
        ClassificationMetrics found = ClassificationMetrics.of(probabilities, actual, THREE);
        assertEquals(hits / rows, found.accuracy(), ROUNDING);
        assertEquals(logLoss, found.logLoss(), ROUNDING);
        assertEquals(ece, found.ece(), ROUNDING);
        assertArrayEquals(confusion, found.confusion());
    }

    private static void fill(SeededRandom random, float[] probabilities, int at) {
        float a = 0.01f + random.nextFloat();
        float b = 0.01f + random.nextFloat();
        float c = 0.01f + random.nextFloat();
        probabilities[at] = a / (a + b + c);
        probabilities[at + 1] = b / (a + b + c);
        probabilities[at + 2] = c / (a + b + c);
    }
}
