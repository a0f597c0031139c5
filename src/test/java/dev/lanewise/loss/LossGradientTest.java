package dev.lanewise.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.testing.Formulas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses against the formulas in double, deltas against central differences of them. */
class LossGradientTest {

    /**
     * A loss to check.
     *
     * @param a what the formula takes as its parameter
     */
    record Case(Loss loss, double a) {
        @Override
        public String toString() {
            return loss.toString();
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case(new MeanSquaredError(), 0),
                new Case(new RootMeanSquaredError(), 0),
                new Case(new MeanAbsoluteError(), 0),
                new Case(new MeanAbsolutePercentageError(), MeanAbsolutePercentageError.FLOOR),
                new Case(new Huber(1), 1),
                new Case(new Huber(0.3), 0.3),
                new Case(new Quantile(0.5), 0.5),
                new Case(new Quantile(0.9), 0.9),
                new Case(new Poisson(), 0),
                new Case(new SigmoidBinaryCrossEntropy(0), 0),
                new Case(new SigmoidBinaryCrossEntropy(0.1), 0.1),
                new Case(new SoftmaxCrossEntropy(0), 0),
                new Case(new SoftmaxCrossEntropy(0.1), 0.1));
    }

    @Test
    void noLossIsLeftOut() {
        TreeSet<String> names = new TreeSet<>(Losses.names());
        TreeSet<String> checked = new TreeSet<>();
        cases().forEach(c -> checked.add(c.loss.label()));
        assertEquals(names, checked);
        for (String name : names) {
            assertEquals(name, Losses.parse(name, Map.of()).label());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossesAndDeltas(Case c) {
        check(c, false);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void withRowWeights(Case c) {
        check(c, true);
    }

    private static void check(Case c, boolean weighted) {
        SeededRandom random = new SeededRandom(RandomKey.of(7).fold(c.toString()));
        int rows = 5;
        int outputs = 4;
        int columns = c.loss.targetColumns(outputs);
        double[][] o = new double[rows][outputs];
        double[][] t = new double[rows][columns];
        double[] weights = new double[rows];
        float[] flatOutputs = new float[rows * outputs];
        float[] flatTargets = new float[rows * columns];
        float[] flatWeights = new float[rows];
        for (int r = 0; r < rows; r++) {
            flatWeights[r] = weighted ? random.nextInt(3) * 0.75f : 1;
            weights[r] = flatWeights[r];
            for (int i = 0; i < outputs; i++) {
                flatOutputs[r * outputs + i] = (float) random.nextNormal();
                o[r][i] = flatOutputs[r * outputs + i];
            }
            for (int i = 0; i < columns; i++) {
                flatTargets[r * columns + i] = target(c.loss.label(), random, outputs);
                t[r][i] = flatTargets[r * columns + i];
            }
        }
        float[] deltas = new float[rows * outputs];
        LossBuffers buffers = new LossBuffers(rows, outputs);
        float[] rowWeights = weighted ? flatWeights : null;
        double sum = c.loss.sum(
                Kernels.scalar(), buffers, flatOutputs, flatTargets, 0, rowWeights, 0, rows, outputs, deltas);
        double mean = c.loss.mean(sum, c.loss.weight(rowWeights, 0, rows, outputs));
        assertEquals(Formulas.loss(c.loss.label(), c.a, o, t, weights), mean, 1e-6 * Math.max(1, mean), "loss");
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < outputs; i++) {
                double[] row = o[r];
                int column = i;
                double at = row[i];
                double slope = Formulas.slope(
                        x -> {
                            row[column] = x;
                            return Formulas.loss(c.loss.label(), c.a, o, t, weights);
                        },
                        at,
                        1e-6);
                row[i] = at;
                assertEquals(
                        slope, deltas[r * outputs + i], 1e-6 * Math.max(1, Math.abs(slope)), "delta " + r + ", " + i);
            }
        }
    }

    private static float target(String label, SeededRandom random, int outputs) {
        return switch (label) {
            case "softmax-cross-entropy" -> random.nextInt(outputs);
            case "sigmoid-binary-cross-entropy" -> random.nextInt(2);
            case "poisson" -> random.nextInt(6);
            default -> (float) random.nextNormal();
        };
    }

    @Test
    void rootOfZeroHasZeroDeltas() {
        for (float error : new float[] {0, 1e-30f}) {
            float[] outputs = {error, 0, error};
            float[] deltas = {9, 9, 9};
            Loss loss = new RootMeanSquaredError();
            double sum =
                    loss.sum(Kernels.scalar(), new LossBuffers(1, 3), outputs, new float[3], 0, null, 0, 1, 3, deltas);
            assertEquals(0, loss.mean(sum, 3));
            for (float delta : deltas) {
                assertEquals(0f, Math.abs(delta));
            }
        }
    }

    @Test
    void percentageErrorIsFiniteAtZeroTargets() {
        float[] deltas = new float[2];
        Loss loss = new MeanAbsolutePercentageError();
        double sum = loss.sum(
                Kernels.scalar(),
                new LossBuffers(1, 2),
                new float[] {3, 0},
                new float[] {0, 0},
                0,
                null,
                0,
                1,
                2,
                deltas);
        assertEquals(3 / 1e-6, sum, 1);
        assertEquals(0.5 / 1e-6, deltas[0], 1);
        assertEquals(0f, deltas[1]);
    }

    @Test
    void weightsOfZeroGiveZero() {
        List<Loss> all = new ArrayList<>();
        Losses.names().forEach(name -> all.add(Losses.parse(name, Map.of())));
        for (Loss loss : all) {
            float[] deltas = {7, 7};
            double sum = loss.sum(
                    Kernels.scalar(),
                    new LossBuffers(1, 2),
                    new float[] {1, 2},
                    new float[] {1, 1},
                    0,
                    new float[] {0},
                    0,
                    1,
                    2,
                    deltas);
            assertEquals(0, loss.mean(sum, loss.weight(new float[] {0}, 0, 1, 2)), loss.label());
            assertEquals(0f, deltas[0] + deltas[1], loss.label());
        }
    }

    @Test
    void nanIsNeverHidden() {
        for (String name : Losses.names()) {
            Loss loss = Losses.parse(name, Map.of());
            float[] deltas = new float[2];
            double sum = loss.sum(
                    Kernels.scalar(),
                    new LossBuffers(1, 2),
                    new float[] {Float.NaN, 2},
                    new float[] {1, 1},
                    0,
                    null,
                    0,
                    1,
                    2,
                    deltas);
            assertTrue(Double.isNaN(sum), name);
            assertTrue(Float.isNaN(deltas[0]), name + " delta");
        }
    }
}
