package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.RootMeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Network;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("width")
class ChunkedGradientTest {

    private static final int INPUTS = 5;
    private static final int OUTPUTS = 3;
    private static final RandomKey KEY = RandomKey.of(4);

    private final SeededRandom random = new SeededRandom(RandomKey.of(2));
    private Network network = Network.input(INPUTS)
            .dense(19, Activation.TANH)
            .dropout(0.3)
            .dense(OUTPUTS, Activation.IDENTITY)
            .build(3);

    private float[] values(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble() - 0.5f;
        }
        return values;
    }

    private void sameBits(Loss loss, int rows, float[] y, float[] weights) {
        float[] x = values(rows * INPUTS);
        sameBits(loss, rows, x, y, weights, 0, loss.weight(weights, 0, rows, OUTPUTS));
        // As one of several batches of a step.
        sameBits(loss, rows, x, y, weights, 1000, 4321);
    }

    private void sameBits(Loss loss, int rows, float[] x, float[] y, float[] weights, int firstRow, double divisor) {
        float[] old = values(network.parameters().length);
        // What lies before the first tensor is no gradient.
        Arrays.fill(old, 0, network.layout().tensors().getFirst().offset(), 0);
        float[] expected = old.clone();
        double expectedSum;
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            expectedSum = new BatchGradient(network, loss, KEY, execution, rows, rows)
                    .compute(x, y, weights, rows, 7, firstRow, divisor, expected);
        }
        for (int threads = 1; threads <= 3; threads++) {
            try (Execution execution = Execution.of(Kernels.vector(), threads)) {
                BatchGradient chunked = BatchGradient.of(network, loss, KEY, execution, rows);
                assertInstanceOf(ChunkedGradient.class, chunked);
                float[] actual = old.clone();
                assertEquals(expectedSum, chunked.compute(x, y, weights, rows, 7, firstRow, divisor, actual));
                assertArrayEquals(expected, actual, threads + " threads");
            }
        }
    }

    @Test
    void chunksGiveTheBitsOfTheWholeBatch() {
        sameBits(new MeanSquaredError(), 2500, values(2500 * OUTPUTS), null);
    }

    @Test
    void weightsOfRowsAndClassesToo() {
        float[] weights = values(3072);
        float[] classes = new float[3072];
        for (int r = 0; r < weights.length; r++) {
            weights[r] = Math.abs(weights[r]);
            classes[r] = random.nextInt(OUTPUTS);
        }
        sameBits(new SoftmaxCrossEntropy(0.1), 3072, classes, weights);
    }

    @Test
    void aBatchWithoutWeightHasNoGradient() {
        sameBits(new MeanSquaredError(), 1500, values(1500 * OUTPUTS), new float[1500]);
    }

    /** The first members have 16 of the rows of a chunk each. */
    @Test
    void chunksOfMembersHaveWholeRows() {
        network = Network.input(INPUTS)
                .members(64)
                .scale(true, Initializer.RANDOM_SIGN)
                .dense(9, Activation.TANH)
                .dropout(0.3)
                .sharedScale()
                .dense(OUTPUTS, Activation.IDENTITY)
                .build(3);
        sameBits(new MeanSquaredError(), 39, values(39 * OUTPUTS), null);
        float[] weights = values(48);
        float[] classes = new float[48];
        for (int r = 0; r < weights.length; r++) {
            weights[r] = Math.abs(weights[r]);
            classes[r] = random.nextInt(OUTPUTS);
        }
        sameBits(new SoftmaxCrossEntropy(0.1), 48, classes, weights);
        assertTrue(ChunkedGradient.fits(820, 17, 64, new MeanSquaredError()));
        assertFalse(ChunkedGradient.fits(820, 16, 64, new MeanSquaredError()));
        assertFalse(ChunkedGradient.fits(820, 10_000, 24, new MeanSquaredError()));
        assertFalse(ChunkedGradient.fits(820, 10_000, 2048, new MeanSquaredError()));
    }

    /** Whose statistics are those of all rows: two equal halves of a batch have a gradient of their own each. */
    @Test
    void batchesThatAreNormalisedAreNotCut() {
        network = Network.input(INPUTS)
                .dense(7, Activation.IDENTITY)
                .batchNormalization()
                .dense(OUTPUTS, Activation.IDENTITY)
                .build(3);
        int rows = 3000;
        assertTrue(ChunkedGradient.fits(network.parameters().length, rows, 1, new MeanSquaredError()));
        float[] x = values(rows * INPUTS);
        try (Execution execution = Execution.of(Kernels.vector(), 2)) {
            BatchGradient whole = BatchGradient.of(network, new MeanSquaredError(), KEY, execution, rows);
            assertEquals(BatchGradient.class, whole.getClass());
            whole.compute(
                    x,
                    values(rows * OUTPUTS),
                    null,
                    rows,
                    0,
                    0,
                    rows * OUTPUTS,
                    new float[network.parameters().length]);
            whole.keepStatistics();
            int column = 2;
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                sum += whole.workspace().output(0)[r * 7 + column];
            }
            int at = network.layout().tensor("layers.1.mean").offset() + column;
            assertEquals(0.1 * sum / rows, network.parameters()[at], 1e-6);
        }
    }

    @Test
    void onlyLongBatchesOfSmallNetworksAreCut() {
        assertTrue(ChunkedGradient.fits(820, 10_000, 1, new MeanSquaredError()));
        assertFalse(ChunkedGradient.fits(820, 1024, 1, new MeanSquaredError()));
        assertFalse(ChunkedGradient.fits(1 << 20, 10_000, 1, new MeanSquaredError()));
        assertFalse(ChunkedGradient.fits(820, 10_000, 1, new RootMeanSquaredError()));
    }
}
