package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.Layout;
import dev.lanewise.core.Team;
import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.ErrorTracker;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.testing.Golden;
import dev.lanewise.testing.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trajectories of the reference libraries: every weight after every step. What is allowed is derived for each weight and step from the computation itself, by
 * running error analysis: {@link ErrorTracker}.
 */
class OptimizerGoldenTest {

    /**
     * Muon's reference iterates in bfloat16, whose 8 bits leave 2^-8 of every product; the polynomial has slopes up to 3.4445 at 0, five times. Entries of an
     * orthogonal matrix are at most 1, so a step of the reference may be off by some hundredths of the rate times the factor.
     */
    private static final double MUON = 0.06;

    /**
     * Where the analysis cannot rule out that a denominator vanishes, or a sum of Prodigy's, whose first steps are of the size of a weight's own rounding,
     * its bound says nothing: it is more than the way that the weight has gone, and this. Then what may be off is this share of that way, and a rounding for
     * each step.
     */
    private static final double LOOSE = 1e-2;

    static Stream<Path> traces() {
        return Golden.files("optimizers").stream();
    }

    @ParameterizedTest
    @MethodSource("traces")
    void trace(Path file) {
        Map<String, Object> trace = Json.read(file);
        @SuppressWarnings("unchecked") // the format of the traces
        Map<String, Object> hyper = (Map<String, Object>) trace.get("hyperparameters");
        String reference = (String) trace.get("reference");
        Optimizer optimizer = Golden.optimizer(reference, (String) trace.get("class"), hyper);
        Shape shape = Shape.of(Json.doubles(trace.get("shape")), reference);
        float[] w = shape.ours(Json.floats(trace.get("weights0")));
        List<?> gradients = (List<?>) trace.get("gradients");
        List<?> weights = (List<?>) trace.get("weights");
        OptimizerState state = optimizer.start(ParameterGroups.of(shape.layout()));
        OptimizerState plain = optimizer.start(ParameterGroups.of(shape.layout()));
        float[] same = w.clone();
        double[] before = shape.ours(Json.doubles(trace.get("weights0")));
        double[] way = new double[w.length];
        ErrorTracker tracker = new ErrorTracker();
        tracker.exact(w);
        if (optimizer instanceof Prodigy prodigy) {
            tracker.follow(prodigy);
        }
        try (Execution tracked = new Execution(tracker.kernels(), Team.of(1));
                Execution scalar = Execution.of(Kernels.scalar(), 1)) {
            for (int t = 0; t < gradients.size(); t++) {
                float[] g = shape.ours(Json.floats(gradients.get(t)));
                tracker.exact(g);
                state.step(tracked, w, g);
                plain.step(scalar, same, g);
                double[] exact = shape.ours(Json.doubles(weights.get(t)));
                for (int i = 0; i < w.length; i++) {
                    assertEquals(same[i], w[i], "the tracked computation is the kernels'");
                    double bound = optimizer instanceof Muon
                            ? MUON * optimizer.learningRate() * (t + 1)
                            : ErrorTracker.SLACK * tracker.errors(w)[i] + 1e-12 * Math.abs(exact[i]);
                    double off = Math.abs(w[i] - exact[i]);
                    way[i] += Math.abs(exact[i] - before[i]);
                    if (!(optimizer instanceof Muon) && !(bound <= way[i] + LOOSE)) {
                        assertFalse(Golden.bundled(), file.getFileName() + ": the bound " + bound + " says nothing");
                        bound = LOOSE * way[i] + (t + 1) * Math.ulp(w[i]);
                    }
                    assertTrue(
                            off <= bound,
                            file.getFileName() + ", step " + (t + 1) + ", weight " + i + ": " + w[i] + ", not "
                                    + exact[i] + ", off " + off + ", bound " + bound);
                }
                before = exact;
            }
        }
    }

    /** The references' {@code [out][in]} of PyTorch and {@code [in][out]} of Keras. */
    private record Shape(int rows, int columns, boolean transposed) {
        static Shape of(double[] shape, String reference) {
            return shape.length == 1
                    ? new Shape(1, (int) shape[0], false)
                    : new Shape((int) shape[0], (int) shape[1], "torch".equals(reference));
        }

        Layout layout() {
            Layout.Builder builder = Layout.builder();
            Tensor.Kind kind = rows == 1 ? Tensor.Kind.BIAS : Tensor.Kind.WEIGHT;
            builder.add("w", transposed ? columns : rows, transposed ? rows : columns, kind);
            return builder.build();
        }

        double[] ours(double[] theirs) {
            double[] ours = theirs.clone();
            for (int i = 0; transposed && i < ours.length; i++) {
                ours[i] = theirs[i % rows * columns + i / rows];
            }
            return ours;
        }

        float[] ours(float[] theirs) {
            float[] ours = theirs.clone();
            for (int i = 0; transposed && i < ours.length; i++) {
                ours[i] = theirs[i % rows * columns + i / rows];
            }
            return ours;
        }
    }

    @Test
    void averagedMomentumIsTheArticlesForm() {
        Map<String, String> settings = Map.of("beta", "0.75", "learning-rate", "1");
        Optimizer averaged = Optimizers.parse("momentum", Convention.ARTICLE, settings);
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
