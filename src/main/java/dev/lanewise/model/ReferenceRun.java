package dev.lanewise.model;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.Tensor;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.loss.Huber;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Momentum;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingPlan;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Two fixed, small training runs whose parameters anybody can compare with the published ones: between them they cover every activation,
 * dropout, widths that are no multiple of a vector, batches of more than 1024 rows, a short last batch, and two optimizers.
 *
 * @param digest SHA-256, in lower-case hexadecimal, of the trained parameters as 32-bit little-endian floats, the first network's before
 *     the second's
 * @param kernels kernels that were used, {@code vector} or {@code scalar}
 * @param vectorBits vector width that was used; 0 for scalar kernels
 * @param threads threads that were used
 * @param seconds how long it took
 */
public record ReferenceRun(String digest, String kernels, int vectorBits, int threads, double seconds) {

    /** The digest that every machine, JDK, vector width and number of threads gives. */
    public static final String PUBLISHED = "85d3cf4693e1f99d96906ea2719fb02f2841bf7023ceca5b9dd8d69ec327f710";

    private static final int ROWS = 1501;
    private static final int INPUTS = 21;
    private static final int CLASSES = 5;

    /** Trains both networks. */
    public static ReferenceRun run(Execution execution) {
        long start = System.nanoTime();
        MessageDigest digest = Safetensors.sha256();
        add(digest, classification(execution));
        add(digest, regression(execution));
        return new ReferenceRun(
                HexFormat.of().formatHex(digest.digest()),
                execution.kernels().label(),
                execution.kernels().vectorBits(),
                execution.team().threads(),
                (System.nanoTime() - start) * 1e-9);
    }

    /** Returns whether the digest is the published one. */
    public boolean asPublished() {
        return PUBLISHED.equals(digest);
    }

    private static void add(MessageDigest digest, Network network) {
        for (Tensor tensor : network.layout().tensors()) {
            Safetensors.update(digest, network.parameters(), tensor.offset(), tensor.size());
        }
    }

    private static Network classification(Execution execution) {
        Network network = Network.input(INPUTS)
                .dense(131, Activation.RELU)
                .dropout(0.2)
                .dense(67, Activation.GELU)
                .dense(45, Activation.SILU)
                .dropout(0.1)
                .dense(33, Activation.TANH)
                .dense(19, Activation.SOFTPLUS)
                .dense(23, Activation.MISH)
                .dense(CLASSES, Activation.IDENTITY)
                .build(42);
        return train(execution, network, Adam.defaults(), new SoftmaxCrossEntropy(0.1), 1301, 1);
    }

    private static Network regression(Execution execution) {
        Network network = Network.input(INPUTS)
                .dense(37, Activation.LEAKY_RELU)
                .dense(29, Activation.ELU)
                .dense(31, Activation.SELU)
                .dense(27, Activation.SIGMOID)
                .dense(25, Activation.HARD_SIGMOID)
                .dense(35, Activation.GELU_TANH)
                .dense(17, Activation.SOFTSIGN)
                .dense(21, Activation.RELU6)
                .dense(2, Activation.IDENTITY)
                .build(43);
        return train(execution, network, Momentum.defaults(), new Huber(1), 97, 2);
    }

    private static Network train(
            Execution execution, Network network, Optimizer optimizer, Loss loss, int batchSize, int targetColumns) {
        TrainingPlan plan = TrainingPlan.of(optimizer, loss)
                .withEpochs(5)
                .withBatchSize(batchSize)
                .withSeed(7);
        Dataset data = data(targetColumns);
        new Trainer(network, plan, execution).fit(data.all(), null);
        return network;
    }

    /** Normal features; targets are a class, or two numbers, by some of the features. */
    private static Dataset data(int targetColumns) {
        SeededRandom random = new SeededRandom(RandomKey.of(11).fold("reference"));
        float[] x = new float[ROWS * INPUTS];
        float[] y = new float[ROWS * targetColumns];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextNormal();
        }
        for (int r = 0; r < ROWS; r++) {
            int at = r * INPUTS;
            if (targetColumns == 1) {
                float turn = x[at] + x[at + 1] * x[at + 2];
                y[r] = Math.clamp((int) Math.floor(turn * 2 + 2.5f), 0, CLASSES - 1);
            } else {
                y[2 * r] = x[at] - 0.5f * x[at + 3];
                y[2 * r + 1] = x[at + 1] * x[at + 2];
            }
        }
        return new Dataset(x, INPUTS, y, targetColumns, null, ROWS);
    }
}
