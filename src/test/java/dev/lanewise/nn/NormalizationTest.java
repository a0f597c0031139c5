package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.testing.Formulas;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Normalisations, activations as layers, and residual blocks. */
class NormalizationTest {

    private static final int ROWS = 6;
    private static final int INPUTS = 4;
    private static final int OUTPUTS = 3;

    private final SeededRandom random = new SeededRandom(RandomKey.of(31));

    private float[] normal(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextNormal();
        }
        return values;
    }

    /** Each layer in front of and behind each other one, blocks in blocks, two that begin at one place, and one that begins with the inputs. */
    private Network network(int members) {
        Network network = Network.input(INPUTS)
                .members(members)
                .layerNormalization()
                .residual(1)
                .dense(7, Activation.IDENTITY)
                .batchNormalization()
                .activation(Activation.GELU)
                .dense(7, Activation.TANH)
                .scale(true, Initializer.constant(0.8f))
                .residual(2)
                .residual(3)
                .layerNormalization()
                .activation(Activation.TANH)
                .dense(7, Activation.SILU)
                .batchNormalization()
                .residual(4)
                .residual(11)
                .dense(OUTPUTS, Activation.IDENTITY)
                .build(4);
        for (Tensor tensor : network.layout().tensors()) {
            for (int i = 0; i < tensor.size() && tensor.kind() != Tensor.Kind.STATISTIC; i++) {
                network.parameters()[tensor.offset() + i] += (float) random.nextNormal() * 0.3f;
            }
        }
        return network;
    }

    private static double[] doubles(float[] values) {
        double[] w = new double[values.length];
        Arrays.setAll(w, i -> values[i]);
        return w;
    }

    /** Gradients of the sum of outputs times fixed slopes, written and then added once more, against central differences of the formula in double. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void gradientsAreThoseOfTheFormula(int members) {
        Network network = network(members);
        float[] x = normal(ROWS * INPUTS);
        float[] slopes = normal(ROWS * members * OUTPUTS);
        float[] gradients = new float[network.parameters().length];
        float[] twice = new float[network.parameters().length];
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Workspace workspace = network.workspace(execution, ROWS, true);
            for (int pass = 0; pass < 2; pass++) {
                workspace.forward(x, 0, ROWS);
                System.arraycopy(slopes, 0, workspace.outputDelta(), 0, slopes.length);
                workspace.backward(twice, pass == 1);
                System.arraycopy(twice, 0, gradients, 0, pass == 0 ? twice.length : 0);
            }
        }
        double[] w = doubles(network.parameters());
        double largest = 0;
        for (float gradient : gradients) {
            largest = Math.max(largest, Math.abs(gradient));
        }
        assertTrue(largest > 0.1, "the gradients vanish");
        for (Tensor tensor : network.layout().tensors()) {
            double most = 0;
            for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
                int index = i;
                double at = w[i];
                double slope = Formulas.slope(
                        value -> {
                            w[index] = value;
                            return weighted(network, w, x, slopes);
                        },
                        at,
                        1e-6);
                w[i] = at;
                most = Math.max(most, Math.abs(slope));
                String what = tensor.name() + " " + (i - tensor.offset());
                assertEquals(slope, gradients[i], 1e-5 * largest, what);
                assertEquals(2 * slope, twice[i], 2e-5 * largest, what + ", added");
            }
            assertEquals(
                    tensor.kind() == Tensor.Kind.STATISTIC, most == 0, tensor.name() + " has gradients up to " + most);
        }
    }

    private static double weighted(Network network, double[] w, float[] x, float[] slopes) {
        double[][] y = LayerFormulas.outputs(network, w, x, ROWS, true);
        double sum = 0;
        for (int i = 0; i < slopes.length; i++) {
            sum += y[i / OUTPUTS][i % OUTPUTS] * slopes[i];
        }
        return sum;
    }

    /** Forward passes of some batches move the statistics by the means and unbiased variances of their columns; predictions take them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void predictionsTakeTheRunningStatistics(int members) {
        Network network = network(members);
        Tensor mean = network.layout().tensor("layers.4.mean");
        Tensor variance = network.layout().tensor("layers.4.variance");
        float[] x = normal(4 * ROWS * INPUTS);
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            Workspace workspace = network.workspace(execution, ROWS, true);
            double[] expected = {0, 1};
            for (int batch = 0; batch < 4; batch++) {
                workspace.forward(x, batch * ROWS * INPUTS, ROWS);
                double[] column = new double[ROWS];
                for (int r = 0; r < ROWS; r++) {
                    column[r] = workspace.output(3)[r * members * 7];
                }
                double centre = Arrays.stream(column).average().orElseThrow();
                double squares = Arrays.stream(column)
                        .map(v -> (v - centre) * (v - centre))
                        .sum();
                expected[0] += 0.1 * (centre - expected[0]);
                expected[1] += 0.1 * (squares / (ROWS - 1) - expected[1]);
                float before = network.parameters()[mean.offset()];
                // Two batches of one step move the statistics one after the other, once the step is done.
                if (batch % 2 == 1) {
                    workspace.keepStatistics();
                    assertEquals(expected[0], network.parameters()[mean.offset()], 1e-6);
                    assertEquals(expected[1], network.parameters()[variance.offset()], 1e-6);
                } else {
                    assertEquals(before, network.parameters()[mean.offset()]);
                }
            }
            float[] kept = network.parameters().clone();
            workspace.forward(x, 0, ROWS);
            workspace.step(RandomKey.of(1), 5, 0);
            workspace.keepStatistics();
            assertArrayEquals(kept, network.parameters(), "a step that was given up");
            Workspace predicting = network.workspace(execution, ROWS, false);
            predicting.forward(x, 0, ROWS);
            double[][] y = LayerFormulas.outputs(network, doubles(network.parameters()), x, ROWS, false);
            for (int i = 0; i < y.length * OUTPUTS; i++) {
                assertEquals(y[i / OUTPUTS][i % OUTPUTS], predicting.output()[i], 1e-5, "output " + i);
            }
            float[] together = Arrays.copyOf(predicting.output(), ROWS * members * OUTPUTS);
            for (int r = 0; r < ROWS; r++) {
                predicting.forward(x, r * INPUTS, 1);
                int width = members * OUTPUTS;
                assertArrayEquals(
                        Arrays.copyOfRange(together, r * width, (r + 1) * width),
                        Arrays.copyOf(predicting.output(), width),
                        "row " + r + " alone");
            }
        }
    }

    /** It has no variance, so it goes through as in a prediction. */
    @Test
    void aBatchOfOneRowMovesNothing() {
        Network network = network(1);
        float[] before = network.parameters().clone();
        float[] x = normal(INPUTS);
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            Workspace workspace = network.workspace(execution, ROWS, true);
            Workspace predicting = network.workspace(execution, 1, false);
            workspace.forward(x, 0, 1);
            predicting.forward(x, 0, 1);
            assertArrayEquals(Arrays.copyOf(predicting.output(), OUTPUTS), Arrays.copyOf(workspace.output(), OUTPUTS));
            Arrays.fill(workspace.outputDelta(), 1);
            float[] gradients = new float[before.length];
            workspace.backward(gradients);
            // Behind fixed statistics the bias of the dense layer in front of them counts.
            float[] w = network.parameters();
            int bias = network.layout().tensor("layers.3.bias").offset() + 2;
            double[] moved = doubles(w);
            double slope = Formulas.slope(
                    value -> {
                        moved[bias] = value;
                        return Arrays.stream(LayerFormulas.outputs(network, moved, x, 1, false)[0])
                                .sum();
                    },
                    moved[bias],
                    1e-6);
            assertTrue(Math.abs(slope) > 1e-2, "slope " + slope);
            assertEquals(slope, gradients[bias], 1e-5 * Math.abs(slope) + 1e-6);
            workspace.keepStatistics();
            assertArrayEquals(before, w);
        }
    }

    @Test
    void whatCannotBeAddedIsRefused() {
        refused(
                "takes 4 units and gives 7",
                Network.input(4).dense(7, Activation.RELU).residual(1));
        refused(
                "has 2 layers, but 1 are in front",
                Network.input(4).dense(4, Activation.RELU).residual(2));
        refused(
                "has 2 layers, but 1 are",
                Network.input(4).members(3).dense(4, Activation.RELU).residual(2));
        assertThrows(UserException.class, () -> new LayerSpec.Residual(0));
        assertThrows(UserException.class, () -> new LayerSpec.Normalization(false, 1, 0, 0));
        assertThrows(UserException.class, () -> new LayerSpec.Normalization(true, 0, 1e-5, 0.1));
        assertThrows(UserException.class, () -> new LayerSpec.Normalization(true, 1, 1e-5, 0));
        assertThrows(UserException.class, () -> new LayerSpec.Normalization(true, 1, 1e-5, 1.5));
        assertThrows(UserException.class, () -> new LayerSpec.Normalization(false, 1, 1e-5, 0.1));
        List<LayerSpec> layers =
                List.of(LayerSpec.Normalization.layer(3), new LayerSpec.Dense(2, Activation.RELU, Initializer.ZERO));
        String line = assertThrows(UserException.class, () -> new NetworkSpec(4, layers))
                .getMessage();
        assertTrue(line.contains("normalises 3 members, but the network has 1"), line);
    }

    private static void refused(String part, Network.Builder builder) {
        String line = assertThrows(UserException.class, () -> builder.build(1)).getMessage();
        assertTrue(line.contains(part), line);
    }
}
