package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.Link;
import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.ProductKernel;
import dev.lanewise.testing.Formulas;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers of embeddings. */
class EmbeddingTest {

    private static final int ROWS = 6;
    private static final int NUMBERS = 2;
    private static final int[] CODES = {3, 5};
    private static final int INPUTS = NUMBERS + CODES.length;
    private static final int DIMENSION = 4;
    private static final int WIDTH = NUMBERS + CODES.length * DIMENSION;
    private static final int UNITS = 7;

    private final SeededRandom random = new SeededRandom(RandomKey.of(12));

    private static Network network(int members) {
        Network.Builder builder = Network.input(INPUTS);
        if (members > 1) {
            builder.members(members);
        }
        return builder.embedding(DIMENSION, CODES[0], CODES[1])
                .scale()
                .dense(UNITS, Activation.TANH)
                .dense(1, Activation.IDENTITY)
                .build(3);
    }

    /** Numbers and codes; the last code of the second table is in no row. */
    private float[] inputs(int rows) {
        float[] x = new float[rows * INPUTS];
        for (int i = 0; i < x.length; i++) {
            int column = i % INPUTS - NUMBERS;
            x[i] = column < 0 ? (float) random.nextNormal() : random.nextInt(CODES[column] - column);
        }
        return x;
    }

    /** The output of one member for one row, in double, from the definition. */
    private static double output(Network network, double[] w, int member, float[] x, int from) {
        List<Tensor> tensors = network.layout().tensors();
        double[] row = new double[WIDTH];
        for (int i = 0; i < NUMBERS; i++) {
            row[i] = x[from + i];
        }
        for (int t = 0; t < CODES.length; t++) {
            int at = ((t == 0 ? 0 : CODES[0]) + (int) x[from + NUMBERS + t]) * DIMENSION;
            for (int d = 0; d < DIMENSION; d++) {
                row[NUMBERS + t * DIMENSION + d] = w[tensors.get(0).offset() + at + d];
            }
        }
        double y = w[tensors.get(5).offset()];
        for (int u = 0; u < UNITS; u++) {
            double z = w[tensors.get(3).offset() + u];
            for (int i = 0; i < WIDTH; i++) {
                z += row[i]
                        * w[tensors.get(1).offset() + member * WIDTH + i]
                        * w[tensors.get(2).offset() + i * UNITS + u];
            }
            y += Math.tanh(z) * w[tensors.get(4).offset() + u];
        }
        return y;
    }

    /** Gradients of the sum of outputs times fixed slopes, against central differences of the definition in double. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void gradientsAreThoseOfTheDefinition(int members) {
        Network network = network(members);
        for (int i = network.layout().tensors().getFirst().offset(); i < network.parameters().length; i++) {
            network.parameters()[i] += (float) random.nextNormal() * 0.3f;
        }
        float[] x = inputs(ROWS);
        float[] slopes = new float[ROWS * members];
        Arrays.setAll(new double[slopes.length], i -> slopes[i] = (float) random.nextNormal());
        float[] gradients = gradients(network, Kernels.scalar(), 1, x, ROWS, slopes);
        double[] w = new double[gradients.length];
        Arrays.setAll(w, i -> network.parameters()[i]);
        int checked = 0;
        for (Tensor tensor : network.layout().tensors()) {
            for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
                int index = i;
                double at = w[i];
                double slope = Formulas.slope(
                        value -> {
                            w[index] = value;
                            double sum = 0;
                            for (int r = 0; r < slopes.length; r++) {
                                sum += slopes[r] * output(network, w, r % members, x, r / members * INPUTS);
                            }
                            return sum;
                        },
                        at,
                        1e-6);
                w[i] = at;
                assertEquals(slope, gradients[i], 2e-5, tensor.name() + " " + (i - tensor.offset()));
                checked += tensor.kind() == Tensor.Kind.EMBEDDING && Math.abs(slope) > 0.01 ? 1 : 0;
            }
        }
        assertTrue(checked > 10, "the gradients of the tables vanish: " + checked);
    }

    private static float[] gradients(
            Network network, Kernels kernels, int threads, float[] x, int rows, float[] slopes) {
        float[] gradients = new float[network.parameters().length];
        try (Execution execution = Execution.of(kernels, threads)) {
            Workspace workspace = network.workspace(execution, rows, true);
            for (int pass = 0; pass < 2; pass++) {
                workspace.forward(x, 0, rows);
                System.arraycopy(slopes, 0, workspace.outputDelta(), 0, slopes.length);
                workspace.backward(gradients, false);
            }
            workspace.forward(x, 0, rows);
            System.arraycopy(slopes, 0, workspace.outputDelta(), 0, slopes.length);
            workspace.backward(gradients, rows > 100);
        }
        return gradients;
    }

    /** More rows than one chain has, so many that tiles go to threads; gradients overwritten and added to. */
    @ParameterizedTest
    @CsvSource({"1, 5000", "3, 1700"})
    void theBitsAreTheSameForAnyThreadsAndKernels(int members, int rows) {
        Network network = network(members);
        float[] x = inputs(rows);
        float[] slopes = new float[rows * members];
        Arrays.setAll(new double[slopes.length], i -> slopes[i] = (float) random.nextNormal());
        float[] expected = gradients(network, Kernels.scalar(), 1, x, rows, slopes);
        for (int threads : new int[] {1, 2, 5}) {
            assertArrayEquals(expected, gradients(network, Kernels.vector(), threads, x, rows, slopes));
        }
        assertArrayEquals(expected, gradients(network, Kernels.scalar(), 3, x, rows, slopes));
    }

    /** A batch of three chains gives the bits of three batches whose gradients are added up. */
    @Test
    void longBatchesAreChunksOfAsManyRowsAsAChainHas() {
        Network network = network(1);
        int rows = 2 * ProductKernel.ROWS_PER_CHAIN + 77;
        float[] x = inputs(rows);
        float[] slopes = new float[rows];
        Arrays.setAll(new double[rows], i -> slopes[i] = (float) random.nextNormal());
        float[] expected = new float[network.parameters().length];
        float[] actual = new float[expected.length];
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            Workspace workspace = network.workspace(execution, rows, true);
            for (int from = 0; from < rows; from += ProductKernel.ROWS_PER_CHAIN) {
                int count = Math.min(ProductKernel.ROWS_PER_CHAIN, rows - from);
                workspace.forward(x, from * INPUTS, count);
                System.arraycopy(slopes, from, workspace.outputDelta(), 0, count);
                workspace.backward(expected, from > 0);
            }
            workspace.forward(x, 0, rows);
            System.arraycopy(slopes, 0, workspace.outputDelta(), 0, rows);
            workspace.backward(actual);
        }
        assertArrayEquals(expected, actual);
    }

    @Test
    void theFirstRowOfEachTableStartsAtZeroAndTheOthersDoNot() {
        Network network = network(1);
        Tensor tables = network.layout().tensor("layers.0.embedding");
        assertEquals(8, tables.rows());
        assertEquals(DIMENSION, tables.columns());
        for (int row = 0; row < 8; row++) {
            int from = tables.offset() + row * DIMENSION;
            boolean zero = Arrays.equals(
                    new float[DIMENSION], Arrays.copyOfRange(network.parameters(), from, from + DIMENSION));
            assertEquals(row == 0 || row == CODES[0], zero, "row " + row);
        }
    }

    @Test
    void whatIsNoCodeIsSeen() {
        Network network = network(1);
        float[] x = {0, 0, 2, 4, 0, 0, 3, 0, 0, 0, 1.5f, 0, 0, 0, 0, Float.NaN, 0, 0, 0, -1};
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            Workspace workspace = network.workspace(execution, 5, Link.IDENTITY);
            workspace.forward(x, 0, 5);
            for (int r = 0; r < 5; r++) {
                assertEquals(r > 0, Float.isNaN(workspace.output()[r]), "row " + r);
            }
        }
    }

    @Test
    void startsAsItsInitialiserSays() {
        Network network = Network.input(1)
                .embedding(16, 2000)
                .dense(1, Activation.IDENTITY)
                .build(2);
        Tensor tables = network.layout().tensor("layers.0.embedding");
        double sum = 0;
        double squares = 0;
        for (int i = tables.offset() + 16; i < tables.offset() + tables.size(); i++) {
            sum += network.parameters()[i];
            squares += (double) network.parameters()[i] * network.parameters()[i];
        }
        int count = 1999 * 16;
        // Four deviations of the mean and of the mean of squares of that many normal deviates.
        assertEquals(0, sum / count, 4 / Math.sqrt(count));
        assertEquals(1, squares / count, 4 * Math.sqrt(2.0 / count));
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        LayerSpec dense = new LayerSpec.Dense(2, Activation.IDENTITY, Initializer.ZERO);
        LayerSpec two = new LayerSpec.Embedding(List.of(4, 5), 8, Initializer.NORMAL);
        refused("at least 1 table", () -> new LayerSpec.Embedding(List.of(), 8, Initializer.NORMAL));
        refused("dimension 0", () -> new LayerSpec.Embedding(List.of(4), 0, Initializer.NORMAL));
        refused("not 0", () -> new LayerSpec.Embedding(List.of(4, 0), 8, Initializer.NORMAL));
        refused("not 16777217", () -> new LayerSpec.Embedding(List.of((1 << 24) + 1), 1, Initializer.NORMAL));
        refused("he-normal", () -> new LayerSpec.Embedding(List.of(4), 8, Initializer.HE_NORMAL));
        refused("need as many inputs, not 1", () -> new NetworkSpec(1, List.of(two, dense)));
        refused("not layer 2", () -> new NetworkSpec(2, List.of(dense, two)));
        refused("not layer 2", () -> new NetworkSpec(2, List.of(two, two, dense)));
        refused("not layer 3", () -> new NetworkSpec(2, List.of(new LayerSpec.Members(2), dense, two)));
        LayerSpec huge = new LayerSpec.Embedding(List.of(1 << 24), 200, Initializer.NORMAL);
        refused("parameters", () -> new NetworkSpec(2, List.of(huge, dense)));
    }

    private static void refused(String reason, Executable making) {
        UserException thrown = assertThrows(UserException.class, making);
        assertTrue(thrown.getMessage().contains(reason), thrown.getMessage());
    }

    @Test
    void parametersAndOutputsAreCounted() {
        NetworkSpec spec = network(3).spec();
        assertEquals(8 * 4 + 3 * 10 + 10 * 7 + 7 + 7 + 1, spec.parameters());
        assertEquals(network(3).layout().parameters(), spec.parameters());
        assertEquals(1, spec.outputs());
    }
}
