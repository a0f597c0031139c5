package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Workspace;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.testing.Json;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A training run of PyTorch in float64 through batch and layer normalisation, activations as layers and a residual block: losses, first gradients, last parameters, running
 * statistics and predictions. Made by {@code make_layer_traces.py} beside the file.
 */
class LayersGoldenTest {

    /** As in {@link NetworkGoldenTest}: a few hundred roundings, most of which cancel, and ten steps of them. */
    private static final double FIRST = 4e-6;

    private static final double LAST = 4e-5;

    private final Map<String, Object> golden =
            Json.read(Path.of("src/test/resources/golden/layers/normalizations.json"));

    @Test
    void run() {
        Network network = Network.input(5)
                .dense(8, Activation.IDENTITY)
                .batchNormalization()
                .activation(Activation.GELU)
                .dense(8, Activation.IDENTITY)
                .dropout(0)
                .layerNormalization()
                .activation(Activation.TANH)
                .residual(4)
                .batchNormalization()
                .activation(Activation.GELU)
                .dense(3, Activation.IDENTITY)
                .build(1);
        for (Tensor tensor : network.layout().tensors()) {
            System.arraycopy(of("start", tensor.name()), 0, network.parameters(), tensor.offset(), tensor.size());
        }
        int rows = Json.integer(golden.get("rows"));
        float[] x = Json.floats(golden.get("inputs"));
        float[] y = Json.floats(golden.get("targets"));
        double[] losses = Json.doubles(golden.get("losses"));
        TrainingPlan plan =
                TrainingPlan.of(Optimizers.parse("sgd", Map.of("learning-rate", "0.05")), new MeanSquaredError());
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Trainer trainer = new Trainer(network, plan, execution);
            for (int step = 0; step < losses.length; step++) {
                assertEquals(losses[step], trainer.trainBatch(x, y, null, rows), LAST, "loss of step " + step);
                if (step == 0) {
                    compare("gradients_first_step", network, trainer.gradients(), FIRST);
                }
            }
            compare("end", network, network.parameters(), LAST);
            Workspace workspace = network.workspace(execution, rows, false);
            workspace.forward(x, 0, rows);
            float[] outputs = Json.floats(golden.get("outputs_end"));
            for (int i = 0; i < outputs.length; i++) {
                assertEquals(outputs[i], workspace.output()[i], LAST, "output " + i);
            }
        }
    }

    private float[] of(String what, String tensor) {
        return Json.floats(((Map<?, ?>) golden.get(what)).get(tensor));
    }

    /** Bounds are relative to the largest value of all tensors: the gradient of a bias in front of batch normalisation is 0. */
    private void compare(String what, Network network, float[] actual, double bound) {
        boolean gradients = what.startsWith("gradients");
        double scale = 0;
        for (float value : actual) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (Tensor tensor : network.layout().tensors()) {
            float[] expected = gradients && tensor.kind() == Tensor.Kind.STATISTIC
                    ? new float[tensor.size()]
                    : of(what, tensor.name());
            float[] found = Arrays.copyOfRange(actual, tensor.offset(), tensor.offset() + tensor.size());
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], found[i], bound * scale, what + " " + tensor.name() + " " + i);
            }
        }
    }
}
