package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.LossBuffers;
import dev.lanewise.loss.Losses;
import dev.lanewise.testing.Formulas;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of whole networks against central differences of the same network in double. */
class NetworkGradientTest {

    private static final int ROWS = 6;
    private static final int INPUTS = 5;
    private static final int OUTPUTS = 3;

    static Stream<String> losses() {
        return Losses.names().stream();
    }

    @ParameterizedTest
    @EnumSource
    void everyActivation(Activation activation) {
        check(List.of(7, 4), activation, "mean-squared-error");
    }

    @ParameterizedTest
    @MethodSource("losses")
    void everyLoss(String loss) {
        check(List.of(6), Activation.TANH, loss);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void noHiddenLayer(String loss) {
        check(List.of(), Activation.RELU, loss);
    }

    private static void check(List<Integer> hidden, Activation activation, String label) {
        SeededRandom random = new SeededRandom(RandomKey.of(11).fold(activation + label));
        Network network = Network.of(NetworkSpec.perceptron(INPUTS, hidden, activation, 0, OUTPUTS), random.nextInt());
        for (int i = 0; i < network.parameters().length; i++) {
            network.parameters()[i] += (float) random.nextNormal() * 0.2f;
        }
        Loss loss = Losses.parse(label, Map.of());
        int columns = loss.targetColumns(OUTPUTS);
        float[] x = new float[ROWS * INPUTS];
        float[] y = new float[ROWS * columns];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextNormal();
        }
        for (int i = 0; i < y.length; i++) {
            y[i] = label.endsWith("cross-entropy") ? random.nextInt(2) : 0.5f + random.nextFloat();
        }
        float[] gradients = gradients(network, loss, x, y);
        double[] parameters = new double[gradients.length];
        double largest = 0;
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = network.parameters()[i];
            largest = Math.max(largest, Math.abs(gradients[i]));
        }
        assertTrue(largest > 1e-3, "the gradients vanish");
        for (Tensor tensor : network.layout().tensors()) {
            for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
                int index = i;
                double at = parameters[i];
                double slope = Formulas.slope(
                        w -> {
                            parameters[index] = w;
                            return loss(network, parameters, activation, label, x, y);
                        },
                        at,
                        1e-6);
                parameters[i] = at;
                assertEquals(slope, gradients[i], 1e-5 * largest, tensor.name() + " " + (i - tensor.offset()));
            }
        }
    }

    private static float[] gradients(Network network, Loss loss, float[] x, float[] y) {
        float[] gradients = new float[network.parameters().length];
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Workspace workspace = network.workspace(execution, ROWS, true);
            workspace.forward(x, 0, ROWS);
            loss.sum(
                    Kernels.scalar(),
                    new LossBuffers(ROWS, OUTPUTS),
                    workspace.output(),
                    y,
                    0,
                    null,
                    0,
                    ROWS,
                    OUTPUTS,
                    workspace.outputDelta());
            workspace.backward(gradients);
        }
        return gradients;
    }

    private static double loss(
            Network network, double[] parameters, Activation activation, String label, float[] x, float[] y) {
        List<Tensor> tensors = network.layout().tensors();
        double[][] outputs = new double[ROWS][];
        double[][] targets = new double[ROWS][y.length / ROWS];
        double[] weights = new double[ROWS];
        for (int r = 0; r < ROWS; r++) {
            double[] row = new double[INPUTS];
            for (int i = 0; i < INPUTS; i++) {
                row[i] = x[r * INPUTS + i];
            }
            for (int t = 0; t < tensors.size(); t += 2) {
                boolean last = t + 2 == tensors.size();
                row = dense(
                        parameters, tensors.get(t), tensors.get(t + 1), row, last ? Activation.IDENTITY : activation);
            }
            outputs[r] = row;
            weights[r] = 1;
            for (int c = 0; c < targets[r].length; c++) {
                targets[r][c] = y[r * targets[r].length + c];
            }
        }
        double parameter = "huber".equals(label) ? 1 : "quantile".equals(label) ? 0.5 : 0;
        return Formulas.loss(label, parameter, outputs, targets, weights);
    }

    private static double[] dense(double[] w, Tensor weight, Tensor bias, double[] x, Activation activation) {
        double[] y = new double[bias.size()];
        for (int j = 0; j < y.length; j++) {
            double z = w[bias.offset() + j];
            for (int i = 0; i < x.length; i++) {
                z += x[i] * w[weight.offset() + i * y.length + j];
            }
            y[j] = Formulas.activation(activation, z);
        }
        return y;
    }

    /** Between identity layers the loss is a polynomial of degree 2 in each weight, so that differences of the engine itself are exact. */
    @Test
    void dropoutDropsTheSameUnitsOnTheWayBack() {
        Network network = Network.input(INPUTS)
                .dense(70, Activation.IDENTITY)
                .dropout(0.4)
                .dense(OUTPUTS, Activation.IDENTITY)
                .build(3);
        SeededRandom random = new SeededRandom(RandomKey.of(5));
        float[] x = new float[ROWS * INPUTS];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextNormal();
        }
        float[] y = new float[ROWS * OUTPUTS];
        float[] w = network.parameters();
        float[] gradients = new float[w.length];
        dropoutLoss(network, x, y, gradients);
        float h = 0x1p-4f;
        for (int i = 0; i < w.length; i++) {
            float at = w[i];
            w[i] = at + h;
            double above = dropoutLoss(network, x, y, null);
            w[i] = at - h;
            double below = dropoutLoss(network, x, y, null);
            w[i] = at;
            assertEquals((above - below) / (2 * h), gradients[i], 2e-4, "parameter " + i);
        }
        assertTrue(Stream.of(1, 2, 3, 4).anyMatch(step -> differs(network, x, step)), "every step drops the same");
    }

    private static boolean differs(Network network, float[] x, int step) {
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Workspace workspace = network.workspace(execution, ROWS, true);
            workspace.step(RandomKey.of(1), 0, 0);
            workspace.forward(x, 0, ROWS);
            float first = workspace.output()[0];
            workspace.step(RandomKey.of(1), step, 0);
            workspace.forward(x, 0, ROWS);
            return first != workspace.output()[0];
        }
    }

    private static double dropoutLoss(Network network, float[] x, float[] y, float[] gradients) {
        Loss loss = Losses.parse("mean-squared-error", Map.of());
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Workspace workspace = network.workspace(execution, ROWS, true);
            workspace.step(RandomKey.of(1), 0, 0);
            workspace.forward(x, 0, ROWS);
            double sum = loss.sum(
                    Kernels.scalar(),
                    new LossBuffers(ROWS, OUTPUTS),
                    workspace.output(),
                    y,
                    0,
                    null,
                    0,
                    ROWS,
                    OUTPUTS,
                    workspace.outputDelta());
            if (gradients != null) {
                workspace.backward(gradients);
            }
            return loss.mean(sum, loss.weight(null, 0, ROWS, OUTPUTS));
        }
    }
}
