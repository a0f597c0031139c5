package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallNetworkTest {

    private static float[] normals(String name, int count) {
        SeededRandom random = new SeededRandom(RandomKey.of(21).fold(name));
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextNormal();
        }
        return values;
    }

    /** A network of every layer that goes through a team row by row: three tables, scaling layers, a residual block, dropout and an activation of its own. */
    @Test
    void everyLayerOfASmallNetworkGivesTheSameBits() {
        Network network = Network.input(9)
                .embedding(4, 3, 50, 7, 2, 5)
                .scale(true, Initializer.RANDOM_SIGN)
                .dense(96, Activation.GELU)
                .dense(96, Activation.TANH)
                .residual(1)
                .dropout(0.3)
                .activation(Activation.MISH)
                .scale(false, Initializer.constant(1))
                .dense(3, Activation.IDENTITY)
                .build(4);
        int rows = 77;
        float[] x = normals("x", rows * 9);
        int[] codes = {3, 50, 7, 2, 5};
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 9 < 4 ? x[i] : Math.abs(Float.floatToRawIntBits(x[i]) >> 8) % codes[i % 9 - 4];
        }
        List<float[]> one = everyLayer(network, x, rows, 1);
        for (int threads : new int[] {2, 3, 4, 9}) {
            List<float[]> several = everyLayer(network, x, rows, threads);
            for (int i = 0; i < one.size(); i++) {
                assertArrayEquals(one.get(i), several.get(i), threads + " threads, result " + i);
            }
        }
    }

    /** By the team, and then by the caller alone. */
    private static List<float[]> everyLayer(Network network, float[] x, int rows, int threads) {
        List<float[]> results = new ArrayList<>();
        float[] gradients = new float[network.parameters().length];
        try (Execution execution = Execution.of(Kernels.scalar(), threads)) {
            Workspace workspace = network.workspace(execution, rows, true);
            for (int step = 0; step < TeamTrial.HALF + TeamTrial.SLOW; step++) {
                workspace.step(RandomKey.of(2), step, 0);
                workspace.forward(x, 0, rows);
                results.add(Arrays.copyOf(workspace.output(), 3 * rows));
                System.arraycopy(normals("deltas", 3 * rows), 0, workspace.outputDelta(), 0, 3 * rows);
                workspace.backward(gradients, step % 2 == 1);
                results.add(gradients.clone());
            }
        }
        return results;
    }
}
