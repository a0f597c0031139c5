package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.testing.Golden;
import dev.lanewise.testing.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trajectories of the reference libraries: every weight after every step. */
class OptimizerGoldenTest {

    private static final double U = 0x1p-24;

    /**
     * Roundings of a step relative to the step: a rule is at most 12 roundings deep, its hyper-parameters are rounded once, and a mean of past values
     * carries the roundings of its terms, whose weights sum to at most 1 / (1 - beta) of a step for a buffer that does not average.
     */
    private static final double STEP_ROUNDINGS = 32;

    static Stream<Path> traces() {
        return Golden.files("optimizers").stream();
    }

    @ParameterizedTest
    @MethodSource("traces")
    void trace(Path file) {
        Map<String, Object> trace = Json.read(file);
        String name = (String) trace.get("class");
        Assumptions.assumeFalse(Golden.NOT_BUILT.contains(name), name + " is not built yet");
        @SuppressWarnings("unchecked")
        Map<String, Object> hyper = (Map<String, Object>) trace.get("hyperparameters");
        Optimizer optimizer = Golden.optimizer((String) trace.get("reference"), name, hyper);
        float[] w = Json.floats(trace.get("weights0"));
        List<?> gradients = (List<?>) trace.get("gradients");
        List<?> weights = (List<?>) trace.get("weights");
        OptimizerState state = optimizer.start(w.length);
        double[] bound = new double[w.length];
        double[] before = Json.doubles(trace.get("weights0"));
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            for (int t = 0; t < gradients.size(); t++) {
                state.step(execution, w, Json.floats(gradients.get(t)));
                double[] exact = Json.doubles(weights.get(t));
                for (int i = 0; i < w.length; i++) {
                    // One rounding of the new weight, and the roundings of the step.
                    bound[i] += 2 * U * Math.abs(exact[i]) + STEP_ROUNDINGS * U * Math.abs(exact[i] - before[i]);
                    assertTrue(
                            Math.abs(w[i] - exact[i]) <= bound[i] + Float.MIN_VALUE,
                            file.getFileName() + ", step " + (t + 1) + ", weight " + i + ": " + w[i] + ", not "
                                    + exact[i] + ", bound " + bound[i]);
                }
                before = exact;
            }
        }
    }

    @Test
    void enoughTracesRun() {
        long run = traces().filter(
                        f -> !Golden.NOT_BUILT.contains((String) Json.read(f).get("class")))
                .count();
        assertTrue(run >= 1, "no trace of an optimizer that exists");
    }

    @Test
    void averagedMomentumIsTheArticlesForm() {
        Momentum averaged = (Momentum)
                Optimizers.parse("momentum", Map.of("averaged", "true", "beta", "0.75", "learning-rate", "1"));
        float[] w = {0};
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            OptimizerState state = averaged.start(1);
            state.step(execution, w, new float[] {8});
            assertEquals(-2f, w[0]); // m = 0.25 * 8
            state.step(execution, w, new float[] {4});
            assertEquals(-4.5f, w[0]); // m = 0.75 * 2 + 0.25 * 4
        }
    }
}
