package dev.lanewise.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Kernels;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A loss of three outputs for each target is that of each output by itself, to the last bit. */
class IntervalLossTest {

    private static final double COVERAGE = 0.8;

    @Property(tries = 60)
    void eachOutputHasItsOwnLoss(@ForAll long seed) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        int rows = 1 + random.nextInt(70);
        int targets = 1 + random.nextInt(3);
        int outputs = 3 * targets;
        float[] o = new float[rows * outputs];
        float[] y = new float[5 + rows * targets];
        float[] weights = random.nextInt(2) == 0 ? null : new float[2 + rows];
        for (int i = 0; i < o.length; i++) {
            o[i] = random.nextInt(9) - 4;
        }
        for (int i = 0; i < y.length; i++) {
            y[i] = random.nextInt(9) - 4; // so that some are met
        }
        for (int i = 0; weights != null && i < weights.length; i++) {
            weights[i] = random.nextInt(3) + 0.5f;
        }
        List<Loss> parts = List.of(new Huber(1.5), new Quantile((1 - COVERAGE) / 2), new Quantile((1 + COVERAGE) / 2));
        for (Kernels kernels : List.of(Kernels.scalar(), Kernels.best())) {
            IntervalLoss loss = new IntervalLoss(parts.getFirst(), COVERAGE);
            double weight = loss.weight(weights, 2, rows, outputs);
            LossBuffers buffers = new LossBuffers(rows + 3, outputs);
            float[] deltas = new float[rows * outputs];
            loss.terms(kernels, buffers, o, y, 5, weights, 2, rows, outputs, weight, deltas);
            for (int c = 0; c < outputs; c++) {
                float[] column = new float[rows];
                float[] target = new float[rows];
                for (int r = 0; r < rows; r++) {
                    column[r] = o[r * outputs + c];
                    target[r] = y[5 + r * targets + c / 3];
                }
                float[] alone = new float[rows];
                LossBuffers own = new LossBuffers(rows, 1);
                parts.get(c % 3).terms(kernels, own, column, target, 0, weights, 2, rows, 1, weight, alone);
                for (int r = 0; r < rows; r++) {
                    assertEquals(alone[r], deltas[r * outputs + c], "delta of row " + r + ", output " + c);
                    assertEquals(own.losses[r], buffers.losses[r * outputs + c], "loss of row " + r);
                }
            }
        }
    }

    @Test
    void aQuantileThatIsMetHasNoSlopeAndTheSumsAreTheMeans() {
        IntervalLoss loss = new IntervalLoss(new MeanSquaredError(), COVERAGE);
        float[] deltas = new float[6];
        double sum = loss.sum(
                Kernels.scalar(),
                new LossBuffers(2, 3),
                new float[] {1, 1, 1, 3, 0, 4},
                new float[] {1, 2},
                0,
                null,
                0,
                2,
                3,
                deltas);
        float a = (float) 0.1;
        float high = (float) (1 + COVERAGE) / 2;
        assertArrayEquals(new float[] {0, 0, 0, 1, -a / 2, (1 - high) / 2}, deltas, 1e-7f);
        // 1, 0.1 times 2, 0.1 times 2
        assertEquals(1.4, sum, 1e-6);
        assertEquals(0.7, loss.mean(sum, loss.weight(null, 0, 2, 3)), 1e-6);
        assertEquals(1, loss.targetColumns(3));
    }

    @Test
    void itsLabelIsThatOfThePrediction() {
        IntervalLoss loss = new IntervalLoss(new Huber(2), 0.5);
        assertEquals("huber", loss.label());
        assertEquals("delta=2.0, interval=0.5", loss.setting());
        assertEquals("interval=0.5", new IntervalLoss(new MeanSquaredError(), 0.5).setting());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, Double.NaN})
    void aShareOutOfRangeIsRefused(double coverage) {
        assertThrows(UserException.class, () -> new IntervalLoss(new MeanSquaredError(), coverage));
    }

    @Test
    void lossesOnAScaleOfTheirOwnAreRefused() {
        for (Loss other : List.of(
                new Poisson(),
                new MeanAbsolutePercentageError(),
                new RootMeanSquaredError(),
                new SigmoidBinaryCrossEntropy(0))) {
            String told = assertThrows(UserException.class, () -> new IntervalLoss(other, 0.5))
                    .getMessage();
            assertTrue(told.contains(other.label()), told);
        }
    }
}
