package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Losses;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Optimizers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Short trainings by the scalar twin, one for each optimizer, loss and activation, and for normalised networks, whose digests are kept in {@code bits/digests.txt}: another machine or JDK that computes other
 * bits is noticed, and so is a change of a formula that nobody meant. The other tests compare twins, which could change together.
 */
class KeptBitsTest {

    private static String line(String name, BitCase training) throws NoSuchAlgorithmException {
        Network network = training.trained(Kernels.scalar(), 1);
        // With what is in front of the tensors, and without what a slab has behind them.
        Tensor last = network.layout().tensors().getLast();
        float[] parameters = Arrays.copyOf(network.parameters(), last.offset() + last.size());
        ByteBuffer bytes = ByteBuffer.allocate(4 * parameters.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(parameters);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
        return name + " " + HexFormat.of().formatHex(digest, 0, 8);
    }

    @Test
    void everyOptimizerLossAndActivationTrainsToTheKeptBits() throws IOException, NoSuchAlgorithmException {
        List<String> lines = new ArrayList<>();
        BitCase.Shape shape = BitCase.Shape.NARROW;
        BitCase.Option option = BitCase.Option.DROPOUT;
        for (String optimizer : Optimizers.names()) {
            lines.add(line(
                    "optimizer " + optimizer,
                    new BitCase(optimizer, "mean-squared-error", Activation.TANH, shape, BitCase.Batch.ODD, option)));
        }
        List<String> losses = new ArrayList<>(Losses.names());
        losses.add(BitCase.INTERVAL);
        for (String loss : losses) {
            lines.add(line(
                    "loss " + loss, new BitCase("adam", loss, Activation.GELU, shape, BitCase.Batch.CHAINS, option)));
        }
        for (Activation activation : Activation.values()) {
            lines.add(line(
                    "activation " + activation.label(),
                    new BitCase("momentum", "softmax-cross-entropy", activation, shape, BitCase.Batch.CHAINS, option)));
        }
        for (BitCase.Option layers : List.of(BitCase.Option.NORMALIZED, BitCase.Option.NORMALIZED_MEMBERS)) {
            BitCase.Batch batch = BitCase.Batch.THREE_CHAINS;
            lines.add(line(
                    "layers " + layers.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    new BitCase("adam", "softmax-cross-entropy", Activation.GELU, shape, batch, layers)));
        }
        assertEquals(kept(), String.join("\n", lines) + "\n");
    }

    private static String kept() throws IOException {
        try (InputStream in = Objects.requireNonNull(KeptBitsTest.class.getResourceAsStream("/bits/digests.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
