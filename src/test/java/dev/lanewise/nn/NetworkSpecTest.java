package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a network may be, and what is made of its description. */
class NetworkSpecTest {

    @Test
    void impossibleLayersAreRefused() {
        assertEquals(1, new LayerSpec.Dense(1, Activation.RELU, Initializer.ZERO).units());
        assertThrows(UserException.class, () -> new LayerSpec.Dense(0, Activation.RELU, Initializer.ZERO));
        assertEquals(0, new LayerSpec.Dropout(0).probability());
        assertEquals(Math.nextDown(1.0), new LayerSpec.Dropout(Math.nextDown(1.0)).probability());
        for (double probability : new double[] {-Double.MIN_VALUE, 1, Double.NaN}) {
            assertThrows(UserException.class, () -> new LayerSpec.Dropout(probability));
        }
        LayerSpec dense = new LayerSpec.Dense(2, Activation.RELU, Initializer.ZERO);
        assertEquals(2, new NetworkSpec(1, List.of(dense)).outputs());
        assertThrows(UserException.class, () -> new NetworkSpec(0, List.of(dense)));
        assertThrows(UserException.class, () -> new NetworkSpec(1, List.of()));
        assertThrows(UserException.class, () -> new NetworkSpec(1, List.of(new LayerSpec.Dropout(0.5))));
        assertThrows(IllegalArgumentException.class, () -> new Initializer(Initializer.Kind.ZERO, 1));
    }

    @Test
    void perceptronsHaveDropoutBehindEachHiddenLayerIfAny() {
        LayerSpec output = new LayerSpec.Dense(2, Activation.IDENTITY, Initializer.GLOROT_UNIFORM);
        assertEquals(
                List.of(
                        new LayerSpec.Dense(5, Activation.RELU, Initializer.HE_UNIFORM),
                        new LayerSpec.Dropout(0.5),
                        new LayerSpec.Dense(4, Activation.RELU, Initializer.HE_UNIFORM),
                        new LayerSpec.Dropout(0.5),
                        output),
                NetworkSpec.perceptron(3, List.of(5, 4), Activation.RELU, 0.5, 2)
                        .layers());
        assertEquals(
                List.of(new LayerSpec.Dense(5, Activation.SELU, Initializer.LECUN_NORMAL), output),
                NetworkSpec.perceptron(3, List.of(5), Activation.SELU, 0, 2).layers());
        assertEquals(Initializer.GLOROT_UNIFORM, NetworkSpec.initializerFor(Activation.TANH));
    }

    @Test
    void networksAreWhatTheirDescriptionSays() {
        Network network = Network.input(3)
                .dense(5, Activation.RELU)
                .dropout(0.1)
                .dense(2, Activation.IDENTITY, Initializer.constant(0.25f))
                .build(6);
        assertEquals(3, network.inputs());
        assertEquals(2, network.outputs());
        assertEquals(
                List.of("layers.0.weight", "layers.0.bias", "layers.2.weight", "layers.2.bias"),
                network.layout().tensors().stream().map(Tensor::name).toList());
        Tensor weight = network.layout().tensors().get(2);
        assertEquals(5, weight.rows());
        assertEquals(2, weight.columns());
        for (int i = 0; i < weight.size(); i++) {
            assertEquals(0.25f, network.parameters()[weight.offset() + i]);
        }
        Tensor bias = network.layout().tensors().get(1);
        for (int i = 0; i < bias.size(); i++) {
            assertEquals(0f, network.parameters()[bias.offset() + i]);
        }
    }

    @Test
    void copiesHaveParametersOfTheirOwn() {
        Network network = Network.input(3).dense(2, Activation.RELU).build(6);
        int first = network.layout().tensors().getFirst().offset();
        Network copy = network.copy();
        assertEquals(network.spec(), copy.spec());
        assertArrayEquals(network.parameters(), copy.parameters());
        copy.parameters()[first] += 1;
        assertNotEquals(copy.parameters()[first], network.parameters()[first]);
        assertArrayEquals(
                new float[network.parameters().length],
                Network.empty(network.spec()).parameters());
    }
}
