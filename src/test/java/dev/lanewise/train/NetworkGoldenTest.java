package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.Losses;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.nn.Workspace;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.testing.Golden;
import dev.lanewise.testing.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole training runs of PyTorch in float64: losses of every step, first gradients, last weights and outputs. */
class NetworkGoldenTest {

    /**
     * Bounds relative to the largest size of a tensor. A first pass through these networks is a few hundred roundings of 2^-24, most of which
     * cancel. Fifteen steps repeat that, and an update that divides by the root of a small mean of squares magnifies it by the ratio of the
     * largest gradient to the smallest.
     */
    private static final double FIRST = 4e-6;

    private static final double LAST = 4e-5;

    static Stream<Path> runs() {
        return Golden.files("networks").stream();
    }

    @ParameterizedTest
    @MethodSource("runs")
    @SuppressWarnings("unchecked") // the format of the reference runs
    void run(Path file) {
        Map<String, Object> golden = Json.read(file);
        double[] widths = Json.doubles(golden.get("widths"));
        Activation activation = Activation.valueOf(
                ((String) golden.get("activation")).toUpperCase(Locale.ROOT).replace('-', '_'));
        List<LayerSpec> layers = new ArrayList<>();
        for (int i = 1; i < widths.length; i++) {
            Activation function = i == widths.length - 1 ? Activation.IDENTITY : activation;
            layers.add(new LayerSpec.Dense((int) widths[i], function, Initializer.ZERO));
        }
        Network network = Network.empty(new NetworkSpec((int) widths[0], layers));
        System.arraycopy(
                slab(network, golden.get("weights_and_biases_start")),
                0,
                network.parameters(),
                0,
                network.parameters().length);
        int rows = Json.integer(golden.get("rows"));
        float[] x = Json.floats(golden.get("inputs"));
        float[] y = Json.floats(golden.get("targets"));
        String name = (String) golden.get("optimizer");
        Optimizer optimizer = Golden.optimizer("torch", name, (Map<String, Object>) golden.get("hyperparameters"));
        Loss loss = loss((String) golden.get("loss"));
        double[] losses = Json.doubles(golden.get("losses"));
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Trainer trainer = new Trainer(network, TrainingPlan.of(optimizer, loss), execution);
            for (int step = 0; step < losses.length; step++) {
                double actual = trainer.trainBatch(x, y, null, rows);
                double scale = Math.max(Math.abs(losses[step]), 0.1);
                close(file + ", loss of step " + step, losses[step], actual, (step == 0 ? FIRST : LAST) * scale);
                if (step == 0) {
                    compare(
                            file + ", gradients",
                            slab(network, golden.get("gradients_first_step")),
                            trainer.gradients(),
                            FIRST);
                }
            }
            compare(
                    file + ", weights",
                    slab(network, golden.get("weights_and_biases_end")),
                    network.parameters(),
                    LAST);
            Workspace workspace = network.workspace(execution, rows, false);
            workspace.forward(x, 0, rows);
            compare(file + ", outputs", Json.floats(golden.get("outputs_end")), workspace.output(), LAST);
        }
    }

    private static Loss loss(String name) {
        return switch (name) {
            case "softmax-cross-entropy-smoothed-0.1" ->
                Losses.parse("softmax-cross-entropy", Map.of("label-smoothing", "0.1"));
            case "quantile-0.9" -> Losses.parse("quantile", Map.of("quantile", "0.9"));
            default -> Losses.parse(name, Map.of());
        };
    }

    /** The reference's {@code [out][in]} weights and biases as our slab. */
    private static float[] slab(Network network, Object layers) {
        float[] slab = new float[network.parameters().length];
        List<Tensor> tensors = network.layout().tensors();
        List<?> list = (List<?>) layers;
        for (int l = 0; l < list.size(); l++) {
            float[] weight = Json.floats(((List<?>) list.get(l)).get(0));
            float[] bias = Json.floats(((List<?>) list.get(l)).get(1));
            Tensor w = tensors.get(2 * l);
            for (int k = 0; k < w.rows(); k++) {
                for (int c = 0; c < w.columns(); c++) {
                    slab[w.offset() + k * w.columns() + c] = weight[c * w.rows() + k];
                }
            }
            System.arraycopy(bias, 0, slab, tensors.get(2 * l + 1).offset(), bias.length);
        }
        return slab;
    }

    private static void compare(String what, float[] expected, float[] actual, double bound) {
        double scale = 0;
        for (float value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            close(what + " " + i, expected[i], actual[i], bound * scale);
        }
    }

    private static void close(String what, double expected, double actual, double bound) {
        assertTrue(
                Math.abs(expected - actual) <= bound, what + ": " + actual + ", not " + expected + ", bound " + bound);
    }
}
