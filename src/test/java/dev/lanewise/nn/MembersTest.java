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
import dev.lanewise.testing.Formulas;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scaling layers and members. */
class MembersTest {

    private static final int ROWS = 5;
    private static final int INPUTS = 4;
    private static final int UNITS = 7;
    private static final int OUTPUTS = 3;

    private final SeededRandom random = new SeededRandom(RandomKey.of(8));

    private float[] normal(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextNormal();
        }
        return values;
    }

    /** Scaling layers of every form, in front, between and behind dense layers. */
    private Network network(int members) {
        Network network = Network.input(INPUTS)
                .members(members)
                .sharedScale()
                .scale(false, Initializer.RANDOM_SIGN)
                .dense(UNITS, Activation.TANH)
                .scale(true, Initializer.constant(0.8f))
                .dense(UNITS, Activation.GELU)
                .scale()
                .dense(OUTPUTS, Activation.IDENTITY)
                .scale(true, Initializer.constant(1))
                .build(4);
        for (int i = 0; i < network.parameters().length; i++) {
            network.parameters()[i] += (float) random.nextNormal() * 0.3f;
        }
        return network;
    }

    /** The outputs of one member for one row, in double, layer by layer from the descriptions. */
    private static double[] outputs(Network network, double[] w, int member, float[] x, int from) {
        double[] row = new double[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            row[i] = x[from + i];
        }
        for (int layer = 0; layer < network.spec().layers().size(); layer++) {
            row = switch (network.spec().layers().get(layer)) {
                case LayerSpec.Dense dense -> dense(network, w, layer, dense, row);
                case LayerSpec.Scale scale -> scale(network, w, layer, scale, member, row);
                case LayerSpec.Members members -> row;
                default -> throw new AssertionError(layer);
            };
        }
        return row;
    }

    private static double[] dense(Network network, double[] w, int layer, LayerSpec.Dense spec, double[] x) {
        Tensor weight = network.layout().tensor("layers." + layer + ".weight");
        Tensor bias = network.layout().tensor("layers." + layer + ".bias");
        double[] y = new double[spec.units()];
        for (int j = 0; j < y.length; j++) {
            double z = w[bias.offset() + j];
            for (int i = 0; i < x.length; i++) {
                z += x[i] * w[weight.offset() + i * y.length + j];
            }
            y[j] = Formulas.activation(spec.activation(), z);
        }
        return y;
    }

    private static double[] scale(
            Network network, double[] w, int layer, LayerSpec.Scale spec, int member, double[] x) {
        int row = (spec.members() == 1 ? 0 : member) * x.length;
        Tensor scale = network.layout().tensor("layers." + layer + ".scale");
        double[] y = new double[x.length];
        for (int j = 0; j < y.length; j++) {
            y[j] = x[j] * w[scale.offset() + row + j];
            if (spec.bias()) {
                y[j] += w[network.layout().tensor("layers." + layer + ".bias").offset() + row + j];
            }
        }
        return y;
    }

    /** Gradients of the sum of outputs times fixed slopes, against central differences of the formula in double. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void gradientsAreThoseOfTheFormula(int members) {
        Network network = network(members);
        float[] x = normal(ROWS * INPUTS);
        float[] slopes = normal(ROWS * members * OUTPUTS);
        float[] gradients = new float[network.parameters().length];
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Workspace workspace = network.workspace(execution, ROWS, true);
            workspace.forward(x, 0, ROWS);
            System.arraycopy(slopes, 0, workspace.outputDelta(), 0, slopes.length);
            workspace.backward(gradients);
        }
        double[] w = new double[gradients.length];
        Arrays.setAll(w, i -> network.parameters()[i]);
        double largest = 0;
        for (float gradient : gradients) {
            largest = Math.max(largest, Math.abs(gradient));
        }
        assertTrue(largest > 0.1, "the gradients vanish");
        for (Tensor tensor : network.layout().tensors()) {
            for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
                int index = i;
                double at = w[i];
                double slope = Formulas.slope(
                        value -> {
                            w[index] = value;
                            return weighted(network, w, members, x, slopes);
                        },
                        at,
                        1e-6);
                w[i] = at;
                assertEquals(slope, gradients[i], 1e-5 * largest, tensor.name() + " " + (i - tensor.offset()));
            }
        }
    }

    private static double weighted(Network network, double[] w, int members, float[] x, float[] slopes) {
        double sum = 0;
        for (int r = 0; r < ROWS * members; r++) {
            double[] y = outputs(network, w, r % members, x, r / members * INPUTS);
            for (int c = 0; c < OUTPUTS; c++) {
                sum += y[c] * slopes[r * OUTPUTS + c];
            }
        }
        return sum;
    }

    /** The outputs for all members are the mean of what those of each stand for. */
    @ParameterizedTest
    @EnumSource
    void predictionsAreTheMeanOfTheMembers(Link link) {
        int members = 4;
        Network network = network(members);
        float[] x = normal(ROWS * INPUTS);
        double[] w = new double[network.parameters().length];
        Arrays.setAll(w, i -> network.parameters()[i]);
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            Workspace workspace = network.workspace(execution, ROWS, link);
            workspace.forward(x, 0, ROWS);
            for (int r = 0; r < ROWS; r++) {
                double[] expected = new double[OUTPUTS];
                for (int m = 0; m < members; m++) {
                    double[] meant = meant(link, outputs(network, w, m, x, r * INPUTS));
                    for (int c = 0; c < OUTPUTS; c++) {
                        expected[c] += meant[c] / members;
                    }
                }
                double[] z = new double[OUTPUTS];
                for (int c = 0; c < OUTPUTS; c++) {
                    z[c] = workspace.output()[r * OUTPUTS + c];
                }
                assertArrayEquals(
                        expected,
                        meant(link, z),
                        2e-6 * (1 + Arrays.stream(expected).max().orElseThrow()));
            }
        }
    }

    private static double[] meant(Link link, double[] z) {
        double sum = Arrays.stream(z).map(Math::exp).sum();
        return Arrays.stream(z)
                .map(value -> switch (link) {
                    case IDENTITY -> value;
                    case LOG -> Math.exp(value);
                    case LOGIT -> Formulas.sigmoid(value);
                    case SOFTMAX -> Math.exp(value) / sum;
                })
                .toArray();
    }

    @ParameterizedTest
    @EnumSource
    void outputsOfAnySizeStayNumbersAndNaNStaysNaN(Link link) {
        Network network = Network.input(1)
                .members(2)
                .dense(2, Activation.IDENTITY, Initializer.constant(1))
                .build(1);
        network.parameters()[network.layout().tensor("layers.1.weight").offset() + 1] = -1;
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            Workspace workspace = network.workspace(execution, 4, link);
            workspace.forward(new float[] {600, 0, Float.NaN, -600}, 0, 4);
            float[] z = workspace.output();
            assertTrue(z[0] > 100 - 1e-3 * 100 || link == Link.SOFTMAX && z[0] == 0, link + " " + z[0]);
            assertTrue(z[1] < -100 && z[1] > -1000, link + " " + z[1]);
            assertTrue(z[6] < -100 && z[6] > -1000, link + " " + z[6]);
            assertTrue(Float.isNaN(z[4]) && Float.isNaN(z[5]), link + " hides NaN");
        }
    }

    /** Without scaling layers members are the same, and a batch is the one in which each row stands so many times. */
    @Test
    void membersThatShareAllGiveTheBitsOfRepeatedRows() {
        int members = 3;
        Network repeated = Network.input(INPUTS)
                .dense(UNITS, Activation.TANH)
                .dropout(0.4)
                .dense(OUTPUTS, Activation.IDENTITY)
                .build(6);
        Network ensemble = Network.input(INPUTS)
                .members(members)
                .dense(UNITS, Activation.TANH)
                .dense(OUTPUTS, Activation.IDENTITY)
                .build(6);
        System.arraycopy(repeated.parameters(), 0, ensemble.parameters(), 0, repeated.parameters().length);
        float[] x = normal(ROWS * INPUTS);
        float[] rows = new float[members * x.length];
        for (int r = 0; r < ROWS * members; r++) {
            System.arraycopy(x, r / members * INPUTS, rows, r * INPUTS, INPUTS);
        }
        float[] slopes = normal(ROWS * members * OUTPUTS);
        assertArrayEquals(
                gradients(dropped(repeated, false), rows, ROWS * members, slopes, 2 * members),
                gradients(dropped(ensemble, true), x, ROWS, slopes, 2));
    }

    /** The same parameters in a network with dropout behind the first dense layer; its index decides what is dropped, so it is the same in both. */
    private static Network dropped(Network network, boolean members) {
        List<LayerSpec> layers = network.spec().layers();
        LayerSpec first = members ? layers.get(0) : new LayerSpec.Dropout(0);
        NetworkSpec spec = new NetworkSpec(
                INPUTS, List.of(first, layers.get(members ? 1 : 0), new LayerSpec.Dropout(0.5), layers.getLast()));
        Network copy = Network.empty(spec);
        System.arraycopy(network.parameters(), 0, copy.parameters(), 0, copy.parameters().length);
        return copy;
    }

    private static float[] gradients(Network network, float[] x, int rows, float[] slopes, int firstRow) {
        float[] gradients = new float[network.parameters().length];
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            Workspace workspace = network.workspace(execution, rows, true);
            workspace.step(RandomKey.of(1), 5, firstRow);
            workspace.forward(x, 0, rows);
            System.arraycopy(slopes, 0, workspace.outputDelta(), 0, slopes.length);
            workspace.backward(gradients);
        }
        return gradients;
    }

    @Test
    void randomSignsTellMembersApart() {
        Network network = Network.input(40)
                .members(6)
                .scale(false, Initializer.RANDOM_SIGN)
                .dense(2, Activation.IDENTITY)
                .build(1);
        Tensor scale = network.layout().tensor("layers.1.scale");
        assertEquals(Tensor.Kind.SCALE, scale.kind());
        float[][] rows = new float[6][];
        for (int m = 0; m < 6; m++) {
            rows[m] = Arrays.copyOfRange(network.parameters(), scale.offset() + 40 * m, scale.offset() + 40 * (m + 1));
            for (int other = 0; other < m; other++) {
                assertTrue(!Arrays.equals(rows[other], rows[m]), other + " and " + m);
            }
        }
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        Initializer one = Initializer.constant(1);
        LayerSpec dense = new LayerSpec.Dense(2, Activation.IDENTITY, Initializer.ZERO);
        assertThrows(UserException.class, () -> new LayerSpec.Members(0));
        assertThrows(UserException.class, () -> new LayerSpec.Scale(0, false, one));
        assertThrows(UserException.class, () -> new LayerSpec.Scale(1, false, Initializer.HE_NORMAL));
        refused(List.of(dense, new LayerSpec.Members(2)), "first layer");
        refused(List.of(new LayerSpec.Members(2), new LayerSpec.Scale(3, false, one), dense), "the network has 2");
        refused(List.of(new LayerSpec.Scale(3, false, one), dense), "the network has 1");
        refused(List.of(new LayerSpec.Members(1 << 20), new LayerSpec.Scale(1 << 20, true, one), dense), 4000, "4");
        assertEquals(6, new NetworkSpec(1, List.of(new LayerSpec.Members(6), dense)).members());
    }

    private static void refused(List<LayerSpec> layers, String reason) {
        refused(layers, 3, reason);
    }

    private static void refused(List<LayerSpec> layers, int inputs, String reason) {
        UserException thrown = assertThrows(UserException.class, () -> new NetworkSpec(inputs, layers));
        assertTrue(thrown.getMessage().contains(reason), thrown.getMessage());
    }

    @Test
    void parametersAndRoomAreCountedForAllMembers() {
        Network network = network(5);
        assertEquals(network.layout().parameters(), network.spec().parameters());
        long one = network(1).spec().workspaceFloats(10, true);
        assertEquals(5 * one, network.spec().workspaceFloats(10, true));
        assertThrows(UserException.class, () -> network.spec().workspaceFloats(200_000_000, true));
    }
}
