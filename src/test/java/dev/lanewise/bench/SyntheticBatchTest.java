package dev.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.Losses;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SyntheticBatchTest {

    static List<String> losses() {
        return Losses.names();
    }

    private static SyntheticBatch batch(String loss) {
        Workload workload = new Workload(List.of(70, 5, 4), 300, Activation.RELU, loss);
        return new SyntheticBatch(workload, Losses.parse(loss, Map.of()).targetColumns(4));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void targetsFitTheLossAndDrawsContradictEachOther(String loss) {
        SyntheticBatch batch = batch(loss);
        int columns = "softmax-cross-entropy".equals(loss) ? 1 : 4;
        assertEquals(SyntheticBatch.DRAWS, batch.targets.length);
        for (float[] draw : batch.targets) {
            assertEquals(300 * columns, draw.length);
            for (float target : draw) {
                assertTrue(fits(loss, target), loss + " does not take " + target);
            }
        }
        assertFalse(Arrays.equals(batch.targets[0], batch.targets[1]));
        assertTrue(Arrays.stream(values(batch.targets[0])).distinct().count() > 1);
    }

    /** Of a single row four noisy draws are often of one class. */
    @ParameterizedTest
    @MethodSource("losses")
    void drawsOfASingleRowContradictEachOther(String loss) {
        for (int outputs = 2; outputs < 20; outputs++) {
            Workload workload = new Workload(List.of(7, outputs), 1, Activation.RELU, loss);
            int columns = Losses.parse(loss, Map.of()).targetColumns(outputs);
            float[][] targets = new SyntheticBatch(workload, columns).targets;
            assertTrue(Arrays.stream(targets).anyMatch(draw -> !Arrays.equals(draw, targets[0])), loss + outputs);
            assertTrue(targets[SyntheticBatch.DRAWS - 1][0] < outputs || !"softmax-cross-entropy".equals(loss));
        }
    }

    private static double[] values(float[] floats) {
        double[] values = new double[floats.length];
        Arrays.setAll(values, i -> floats[i]);
        return values;
    }

    private static boolean fits(String loss, float target) {
        return switch (loss) {
            case "softmax-cross-entropy" -> target == Math.rint(target) && target >= 0 && target < 4;
            case "sigmoid-binary-cross-entropy" -> target == 0 || target == 1;
            case "poisson" -> target >= 0 && target == Math.rint(target);
            case "mean-absolute-percentage-error" -> target >= 2 && target <= 4;
            default -> Math.abs(target) < 10;
        };
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theSameEachTimeAndStandardNormal(String loss) {
        SyntheticBatch batch = batch(loss);
        assertArrayEquals(batch.features, batch(loss).features);
        assertArrayEquals(batch.targets[3], batch(loss).targets[3]);
        double[] features = values(batch.features);
        double mean = Arrays.stream(features).average().orElseThrow();
        double square = Arrays.stream(features).map(v -> v * v).average().orElseThrow();
        // 21,000 draws: five standard errors, 1 / sqrt(n) of the mean and sqrt(2 / n) of the square
        assertEquals(0, mean, 5 / Math.sqrt(features.length));
        assertEquals(1, square, 5 * Math.sqrt(2.0 / features.length));
    }
}
