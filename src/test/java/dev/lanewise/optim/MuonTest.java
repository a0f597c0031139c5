package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.core.Layout;
import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Muon's parts: what it normalises, what each matrix has for itself, and what AdamW does with the rest. */
class MuonTest {

    private static final int ROWS = 3;
    private static final int COLUMNS = 4;

    private static float[] normals(int seed, int count) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextNormal();
        }
        return values;
    }

    private static float[] steps(
            Map<String, String> settings, ParameterGroups groups, float[] start, float[]... gradients) {
        float[] w = start.clone();
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            OptimizerState state = Optimizers.parse("muon", settings).start(groups);
            for (float[] g : gradients) {
                state.step(execution, w, g.clone());
            }
        }
        return w;
    }

    private static ParameterGroups matrix(int rows, int columns) {
        Layout.Builder layout = Layout.builder();
        layout.add("weight", rows, columns, Tensor.Kind.WEIGHT);
        return ParameterGroups.of(layout.build());
    }

    /** With coefficients 1, 0, 0 the iteration leaves its matrix as it is, and a step is the direction over its norm. */
    @ParameterizedTest
    @CsvSource({
        "true, true, false, 1e-7, none, 1",
        "true, false, false, 1e-7, match-rms, 0.4",
        "false, true, false, 20, original, 1.1547005383792515",
        "false, false, true, 5, none, 1",
        "true, true, true, 5, match-rms, 0.4",
        "true, false, false, 20, none, 1"
    })
    void stepsAreDirectionsOfTheirNorm(
            boolean averaged, boolean nesterov, boolean added, double epsilon, String adjust, double factor) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "learning-rate",
                "0.5",
                "momentum",
                "0.75",
                "iterations",
                "1",
                "a",
                "1",
                "b",
                "0",
                "c",
                "0",
                "matrices",
                "all",
                "weight-decay",
                "0.125"));
        settings.putAll(Map.of(
                "averaged", "" + averaged,
                "nesterov", "" + nesterov,
                "epsilon-added", "" + added,
                "epsilon", "" + epsilon,
                "adjust", adjust));
        float[] start = normals(1, ROWS * COLUMNS);
        float[][] gradients = {normals(2, ROWS * COLUMNS), normals(3, ROWS * COLUMNS)};
        double[] w = new double[start.length];
        double[] means = new double[start.length];
        Arrays.setAll(w, i -> start[i]);
        double gain = averaged ? 0.25 : 1;
        for (float[] g : gradients) {
            double[] direction = new double[w.length];
            double squares = 0;
            for (int i = 0; i < w.length; i++) {
                means[i] = 0.75 * means[i] + gain * g[i];
                direction[i] = nesterov ? 0.75 * means[i] + gain * g[i] : means[i];
                squares += direction[i] * direction[i];
            }
            double norm = Math.sqrt(squares);
            double divisor = added ? norm + epsilon : Math.max(norm, epsilon);
            for (int i = 0; i < w.length; i++) {
                w[i] = w[i] * (1 - 0.5 * 0.125) - 0.5 * factor * direction[i] / divisor;
            }
        }
        float[] moved = steps(settings, matrix(ROWS, COLUMNS), start, gradients);
        for (int i = 0; i < w.length; i++) {
            assertEquals(w[i], moved[i], 1e-6 * (1 + Math.abs(w[i])), "weight " + i);
        }
    }

    /** Wherever a matrix lies in the slab, and whatever lies beside it. */
    @Test
    void aMatrixMovesAsItWouldAlone() {
        Layout.Builder layout = Layout.builder();
        layout.add("first", 5, 3, Tensor.Kind.WEIGHT);
        layout.add("second", ROWS, COLUMNS, Tensor.Kind.WEIGHT);
        layout.add("bias", 1, COLUMNS, Tensor.Kind.BIAS);
        ParameterGroups groups = ParameterGroups.of(layout.build());
        Map<String, String> all = Map.of("matrices", "all");
        float[] start = normals(1, 31);
        float[] g = normals(2, 31);
        float[] moved = steps(all, groups, start, g, g);
        float[] alone = steps(
                all,
                matrix(ROWS, COLUMNS),
                Arrays.copyOfRange(start, 15, 27),
                Arrays.copyOfRange(g, 15, 27),
                Arrays.copyOfRange(g, 15, 27));
        assertArrayEquals(alone, Arrays.copyOfRange(moved, 15, 27));
        // Only hidden ones: the last matrix is AdamW's then, with its first step of the size of the rate.
        float[] hidden = steps(Map.of("weight-decay", "0", "learning-rate", "0.25"), groups, new float[31], g);
        for (int i = 15; i < 31; i++) {
            assertEquals(-0.25 * Math.signum(g[i]), hidden[i], 1e-6);
        }
    }

    /** AdamW's rate and decay are factors of the rule's own. */
    @Test
    void theRestHasItsShareOfRateAndDecay() {
        Layout.Builder layout = Layout.builder();
        layout.add("bias", 1, 2, Tensor.Kind.BIAS);
        ParameterGroups groups = ParameterGroups.of(layout.build());
        Map<String, String> settings =
                Map.of("learning-rate", "0.5", "adam-rate", "0.25", "weight-decay", "0.5", "adam-decay", "0.125");
        float[] w = steps(settings, groups, new float[] {1, -2}, new float[] {3, 0});
        double shrink = 1 - 0.5 * 0.25 * 0.5 * 0.125;
        assertEquals(shrink - 0.125, w[0], 1e-6);
        assertEquals(-2 * shrink, w[1], 1e-6);
        Map<String, String> coupled = new HashMap<>(settings);
        coupled.put("decay-form", "coupled");
        // The gradient that the decay makes is all there is for the second: a step of the size of the rate.
        float[] pulled = steps(coupled, groups, new float[] {1, -2}, new float[] {-0.0625f, 0});
        assertEquals(1, pulled[0], 1e-6, "the decay takes the gradient away");
        assertEquals(-2 + 0.125, pulled[1], 1e-6);
    }
}
