package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Passes over networks: tiles change no bit, dropout does what it says, and what does not fit is refused. */
class WorkspaceTest {

    private static final int ROWS = 140;
    private static final int INPUTS = 40;
    private static final int HIDDEN = 130;
    private static final int OUTPUTS = 66;

    private static float[] normals(String name, int count) {
        SeededRandom random = new SeededRandom(RandomKey.of(21).fold(name));
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextNormal();
        }
        return values;
    }

    /** What a pass forward and back leaves: outputs, hidden outputs, and gradients of each batch. */
    private record Pass(float[] outputs, float[] hidden, List<float[]> gradients) {}

    private static Pass run(Network network, int threads, int batch) {
        float[] x = normals("x", 3 + ROWS * INPUTS);
        float[] deltas = normals("deltas", ROWS * OUTPUTS);
        Pass pass = new Pass(new float[ROWS * OUTPUTS], new float[ROWS * HIDDEN], new ArrayList<>());
        try (Execution execution = Execution.of(Kernels.scalar(), threads)) {
            Workspace workspace = network.workspace(execution, batch, true);
            for (int r = 0; r < ROWS; r += batch) {
                workspace.step(RandomKey.of(2), 0, r);
                workspace.forward(x, 3 + r * INPUTS, batch);
                assertEquals(batch, workspace.rows());
                System.arraycopy(workspace.output(), 0, pass.outputs, r * OUTPUTS, batch * OUTPUTS);
                System.arraycopy(workspace.output(0), 0, pass.hidden, r * HIDDEN, batch * HIDDEN);
                System.arraycopy(deltas, r * OUTPUTS, workspace.outputDelta(), 0, batch * OUTPUTS);
                float[] gradients = new float[network.parameters().length];
                workspace.backward(gradients);
                pass.gradients.add(gradients);
            }
        }
        return pass;
    }

    /**
     * One row after the other is too little work for tiles; all at once are cut, by rows and by columns, on the way back too. A gradient of many rows is a
     * chain of as many fused multiply-adds, each of which rounds once; the gradient of one row is rounded once.
     */
    @ParameterizedTest
    @EnumSource(names = {"TANH", "GELU", "IDENTITY"})
    void tilesAndThreadsChangeNoBit(Activation activation) {
        tilesAndThreadsChangeNoBit(activation, 60);
    }

    /** A team goes through larger layers one after the other. */
    @Test
    void norDoTheyInLargeLayers() {
        tilesAndThreadsChangeNoBit(Activation.TANH, (1 << 16) / HIDDEN + 3);
    }

    private static void tilesAndThreadsChangeNoBit(Activation activation, int second) {
        Network network = Network.input(INPUTS)
                .dense(HIDDEN, activation)
                .dense(second, activation)
                .dropout(0.1)
                .dense(OUTPUTS, Activation.IDENTITY)
                .build(4);
        Pass rowByRow = run(network, 1, 1);
        Pass tiles = run(network, 1, ROWS);
        assertArrayEquals(rowByRow.outputs, tiles.outputs);
        assertArrayEquals(rowByRow.hidden, tiles.hidden);
        float[] gradients = tiles.gradients.getFirst();
        for (int i = 0; i < gradients.length; i++) {
            double sum = 0;
            double size = 0;
            for (float[] row : rowByRow.gradients) {
                sum += row[i];
                size += Math.abs(row[i]);
            }
            assertEquals(sum, gradients[i], 1.01 * (ROWS + 1) * 0x1p-24 * size, "parameter " + i);
        }
        assertNotEquals(0, gradients[network.layout().tensors().getFirst().offset()]);
        Pass threads = run(network, 3, ROWS);
        assertArrayEquals(tiles.outputs, threads.outputs);
        assertArrayEquals(gradients, threads.gradients.getFirst());
    }

    @Test
    void gradientsAreWrittenOrAdded() {
        Network network = Network.input(2)
                .dense(3, Activation.TANH)
                .dense(1, Activation.IDENTITY)
                .build(1);
        try (Execution execution = Execution.serial()) {
            Workspace workspace = network.workspace(execution, 1, true);
            workspace.forward(new float[] {1, -2}, 0, 1);
            float[] once = new float[network.parameters().length];
            workspace.outputDelta()[0] = 0.5f;
            workspace.backward(once);
            float[] again = once.clone();
            workspace.forward(new float[] {1, -2}, 0, 1);
            workspace.outputDelta()[0] = 0.5f;
            workspace.backward(again);
            assertArrayEquals(once, again);
            workspace.forward(new float[] {1, -2}, 0, 1);
            workspace.outputDelta()[0] = 0.5f;
            workspace.backward(again, true);
            int bias = network.layout().tensors().getLast().offset();
            assertEquals(0.5f, once[bias]);
            assertEquals(1f, again[bias]);
        }
    }

    /** The slope of an activation, at the end of a network and before dropout, is a factor of what goes back. */
    @Test
    void slopesAreFactorsOfGradients() {
        Network network = Network.input(1)
                .dense(1, Activation.TANH)
                .dropout(0)
                .dense(1, Activation.TANH)
                .build(1);
        List<Tensor> tensors = network.layout().tensors();
        float[] w = network.parameters();
        w[tensors.get(0).offset()] = 0.5f;
        w[tensors.get(2).offset()] = -2;
        float[] gradients = new float[w.length];
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Workspace workspace = network.workspace(execution, 1, true);
            workspace.step(RandomKey.of(1), 0, 0);
            workspace.forward(new float[] {1}, 0, 1);
            workspace.outputDelta()[0] = 3;
            workspace.backward(gradients);
        }
        double hidden = Math.tanh(0.5);
        double output = Math.tanh(-2 * hidden);
        double last = 3 * (1 - output * output);
        assertEquals(last, gradients[tensors.get(3).offset()], 1e-6);
        assertEquals(last * hidden, gradients[tensors.get(2).offset()], 1e-6);
        assertEquals(last * -2 * (1 - hidden * hidden), gradients[tensors.get(1).offset()], 1e-6);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Network network = Network.input(2).dense(3, Activation.TANH).build(1);
        try (Execution execution = Execution.serial()) {
            Workspace predicting = network.workspace(execution, 2, false);
            assertEquals(2, predicting.maxRows());
            predicting.forward(new float[4], 0, 2);
            assertThrows(IllegalArgumentException.class, () -> predicting.forward(new float[6], 0, 3));
            assertThrows(IllegalStateException.class, () -> predicting.backward(new float[16]));
        }
    }

    private static Network dropping(double probability) {
        Network network = Network.input(200)
                .dense(200, Activation.IDENTITY, Initializer.ZERO)
                .dropout(probability)
                .dense(1, Activation.IDENTITY)
                .build(1);
        for (int i = 0; i < 200; i++) {
            network.parameters()[network.layout().tensors().getFirst().offset() + i * 201] = 1;
        }
        return network;
    }

    /** What units of value 1 become. */
    private static float[] dropped(Workspace workspace, int rows, int firstRow, int step) {
        float[] ones = new float[200 * rows];
        Arrays.fill(ones, 1);
        workspace.step(RandomKey.of(8), step, firstRow);
        workspace.forward(ones, 0, rows);
        return Arrays.copyOf(workspace.output(1), ones.length);
    }

    @Test
    void dropoutDropsItsShareAndScalesTheRest() {
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Workspace workspace = dropping(0.25).workspace(execution, 50, true);
            for (double factor : new double[] {1, 2, 0.5, 0}) {
                workspace.dropoutFactor(factor);
                double probability = 0.25 * factor;
                int zeros = 0;
                for (float value : dropped(workspace, 50, 0, 0)) {
                    assertTrue(value == 0 || value == (float) (1 / (1 - probability)), value + " at " + probability);
                    zeros += value == 0 ? 1 : 0;
                }
                double deviation = Math.sqrt(10_000 * probability * (1 - probability));
                assertEquals(10_000 * probability, zeros, 5 * deviation);
            }
            String line = assertThrows(UserException.class, () -> workspace.dropoutFactor(4))
                    .getMessage();
            assertTrue(line.contains("makes it 1.0"), line);
            assertThrows(UserException.class, () -> workspace.dropoutFactor(-1));
        }
    }

    /** The mask belongs to the row of the batch, not to the place in a chunk, and is another in each step and from each seed. */
    @Test
    void dropoutFollowsTheRowTheStepAndTheSeed() {
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Workspace workspace = dropping(0.5).workspace(execution, 4, true);
            float[] whole = dropped(workspace, 4, 0, 7);
            assertArrayEquals(Arrays.copyOfRange(whole, 400, 800), dropped(workspace, 2, 2, 7));
            assertTrue(Arrays.mismatch(whole, dropped(workspace, 4, 0, 8)) >= 0, "another step");
            assertArrayEquals(whole, dropped(workspace, 4, 0, 7), "the step again");
            float[] ones = new float[800];
            Arrays.fill(ones, 1);
            workspace.step(RandomKey.of(9), 7, 0);
            workspace.forward(ones, 0, 4);
            assertTrue(Arrays.mismatch(whole, Arrays.copyOf(workspace.output(1), 800)) >= 0, "another seed");
        }
    }

    /**
     * The mask as it is documented: keys folded from the seed, "dropout", the layer's index, the step and the row, of which each unit takes a number; and it is
     * another for keys that differ in one of their words only.
     */
    @Test
    void dropoutDrawsWhatIsDocumented() {
        int threshold = 1 << 30;
        float[] ones = new float[600];
        Arrays.fill(ones, 1);
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Workspace workspace = dropping(0.25).workspace(execution, 3, true);
            for (RandomKey seed : List.of(new RandomKey(3, 4), new RandomKey(5, 4), new RandomKey(5, 6))) {
                workspace.step(seed, 9, 2);
                workspace.forward(ones, 0, 3);
                float[] expected = new float[600];
                for (int r = 0; r < 3; r++) {
                    RandomKey row = seed.fold("dropout").fold(1).fold(9).fold(2 + r);
                    Kernels.scalar()
                            .dropout()
                            .forward(
                                    row.word0(),
                                    row.word1(),
                                    threshold,
                                    (float) (1 / 0.75),
                                    ones,
                                    200 * r,
                                    expected,
                                    200 * r,
                                    200,
                                    new long[4],
                                    0);
                }
                assertArrayEquals(expected, Arrays.copyOf(workspace.output(1), 600), seed.toString());
            }
        }
    }

    @Test
    void predictionsDropNothing() {
        Network network = dropping(0.5);
        float[] ones = new float[200];
        Arrays.fill(ones, 1);
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Workspace workspace = network.workspace(execution, 1, false);
            workspace.forward(ones, 0, 1);
            assertArrayEquals(ones, workspace.output(0));
            assertSame(workspace.output(), workspace.output(1));
            assertEquals(1, workspace.output().length);
        }
    }
}
