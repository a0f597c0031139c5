package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import org.junit.jupiter.api.Test;

/** The memory of a workspace's products. */
class ScratchTest {

    private static final int ROWS = 64;
    private static final int MEMBERS = 16;
    private static final int INPUTS = 256;
    private static final int OUTPUTS = 2;

    private final SeededRandom random = new SeededRandom(RandomKey.of(8));

    /** Products take the rows of all members at once, many times those of the batch. The first weight gradient copies groups of panels. */
    @Test
    void productsHoldTheRowsOfAllMembers() {
        Network network = Network.input(INPUTS)
                .members(MEMBERS)
                .sharedScale()
                .dense(300, Activation.IDENTITY)
                .dense(OUTPUTS, Activation.IDENTITY)
                .build(4);
        float[] x = normal(ROWS * INPUTS);
        float[] slopes = normal(ROWS * MEMBERS * OUTPUTS);
        assertArrayEquals(
                gradients(Kernels.scalar(), network, x, slopes), gradients(Kernels.vector(), network, x, slopes));
    }

    private static float[] gradients(Kernels kernels, Network network, float[] x, float[] slopes) {
        float[] gradients = new float[network.parameters().length];
        try (Execution execution = Execution.of(kernels, 1)) {
            Workspace workspace = network.workspace(execution, ROWS, true);
            workspace.forward(x, 0, ROWS);
            System.arraycopy(slopes, 0, workspace.outputDelta(), 0, slopes.length);
            workspace.backward(gradients);
        }
        return gradients;
    }

    private float[] normal(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextNormal();
        }
        return values;
    }
}
