package dev.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Network;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    @Test
    void casesAreTheReferenceWorkloads() {
        String cases = Workload.CASES.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue().widths() + " "
                        + e.getValue().batch() + " " + e.getValue().activation().label() + " "
                        + e.getValue().loss())
                .collect(Collectors.joining("\n"));
        assertEquals("""
                tiny [4, 16, 3] 32 relu softmax-cross-entropy
                small [30, 64, 64, 1] 128 relu sigmoid-binary-cross-entropy
                chains [4, 32, 16, 4] 10000 tanh mean-squared-error
                mnist [784, 512, 256, 10] 128 relu softmax-cross-entropy
                wide [1024, 2048, 2048, 1024, 100] 256 relu softmax-cross-entropy""", cases);
    }

    @Test
    void theFirstLayerHasNoInputGradient() {
        // 4x16 forward and weight gradient, 16x3 with the input gradient too; 2 operations each, 32 rows
        assertEquals(32 * 2 * (2 * 4 * 16 + 3 * 16 * 3), Workload.named("tiny").stepFlops());
    }

    @Test
    void theNetworkHasTheWidths() {
        Network network = Network.of(Workload.named("chains").spec(), 1);
        assertEquals(4, network.inputs());
        assertEquals(4, network.outputs());
        assertEquals(4 * 32 + 32 + 32 * 16 + 16 + 16 * 4 + 4, network.layout().parameters());
    }

    @Test
    void aKnownWorkloadKnowsItsName() {
        Workload mnist = Workload.named("mnist");
        assertEquals(
                "mnist",
                new Workload(List.of(784, 512, 256, 10), 128, Activation.RELU, "softmax-cross-entropy").caseName());
        assertNull(new Workload(mnist.widths(), 127, mnist.activation(), mnist.loss()).caseName());
    }

    @Test
    void aNarrowSiblingIsSmallAndKeepsWhatIsLeftOver() {
        Workload sibling = Workload.named("wide").narrow();
        assertEquals(List.of(96 + 64, 96 + 32, 96 + 32, 96 + 64, 100), sibling.widths());
        assertEquals(96 + 64, sibling.batch());
        assertEquals(Workload.named("tiny"), Workload.named("tiny").narrow());
    }

    @Test
    void whatCannotBeTrainedIsRefused() {
        refused(List.of(4), 3, "mean-squared-error");
        refused(List.of(4, 1), 3, "softmax-cross-entropy");
        refused(List.of(40_000, 3), 40_000, "mean-squared-error");
        assertThrows(UserException.class, () -> new Product(40_000, 40_000, 1, Product.Kind.FORWARD));
    }

    private static void refused(List<Integer> widths, int batch, String loss) {
        UserException refusal =
                assertThrows(UserException.class, () -> new Workload(widths, batch, Activation.RELU, loss));
        assertTrue(refusal.getMessage().endsWith("."), refusal.getMessage());
    }
}
