package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.Layout;
import dev.lanewise.core.Team;
import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.ErrorTracker;
import dev.lanewise.kernel.Execution;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The textbooks' formulas in double, with settings that are nobody's defaults: epsilons that are large beside the root, each place and form, momentum, scales and
 * factors. What may be off is what {@link ErrorTracker} derives of the kernels' own roundings.
 */
class OptimizerFormulaTest {

    private static final int STEPS = 4;
    private static final int SIZE = 5;
    private static final double RATE = 0.125;
    private static final float SCALE = 0.5f;
    private static final double DECAY = 0.25;
    private static final double DECAY_FACTOR = 0.5;

    /** Strength of the decay in all the runs. */
    private static final double STRENGTH = DECAY * DECAY_FACTOR;

    private static final float[] START = {1, -2, 0.5f, 3, -0.25f};

    private static float[] gradient(int step) {
        float[] g = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            g[i] = (i * 7 % 11 - 4.5f) * 0.5f + ((i * 3 + step * 5) % 7 - 3) * 0.125f;
        }
        return g;
    }

    /** A rule in double: moves the weights by a gradient that is scaled, without any decay in it. */
    private interface Formula {
        void step(int t, double[] w, double[] g);
    }

    private static void check(String name, Map<String, String> settings, Formula formula) {
        check(name, settings, START, formula);
    }

    private static void check(String name, Map<String, String> settings, float[] start, Formula formula) {
        Optimizer optimizer = Optimizers.parse(name, settings);
        Layout.Builder layout = Layout.builder();
        layout.add("weights", 1, SIZE, Tensor.Kind.WEIGHT);
        OptimizerState state = optimizer.start(ParameterGroups.of(layout.build()));
        float[] w = start.clone();
        ErrorTracker tracker = new ErrorTracker();
        tracker.exact(w);
        if (optimizer instanceof Prodigy prodigy) {
            tracker.follow(prodigy);
        }
        double[] exact = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            exact[i] = w[i];
        }
        StepSettings step = new StepSettings(RATE).gradientScale(SCALE).weightDecayFactor(DECAY_FACTOR);
        try (Execution execution = new Execution(tracker.kernels(), Team.of(1))) {
            for (int t = 1; t <= STEPS; t++) {
                float[] g = gradient(t);
                tracker.exact(g);
                state.step(execution, w, g, step);
                double[] scaled = new double[SIZE];
                for (int i = 0; i < SIZE; i++) {
                    scaled[i] = (double) SCALE * g[i];
                }
                formula.step(t, exact, scaled);
                for (int i = 0; i < SIZE; i++) {
                    double bound = ErrorTracker.SLACK * tracker.errors(w)[i] + 1e-12;
                    assertTrue(bound < 1e-3, "the bound " + bound + " says nothing");
                    assertEquals(exact[i], w[i], bound, "step " + t + ", weight " + i);
                }
            }
        }
        double moved = 0;
        for (int i = 0; i < SIZE; i++) {
            moved = Math.max(moved, Math.abs(exact[i] - start[i]));
        }
        assertTrue(moved > 0.05, "it hardly moves");
    }

    private static Map<String, String> map(String... keysAndValues) {
        Map<String, String> map = new java.util.HashMap<>();
        map.put("learning-rate", String.valueOf(RATE));
        map.put("weight-decay", String.valueOf(DECAY));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static double norm(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v * v;
        }
        return Math.sqrt(sum);
    }

    @ParameterizedTest
    @CsvSource({
        "outside, true, none, coupled", "inside, true, none, decoupled", "hat, true, none, coupled",
        "outside, false, none, decoupled", "inside, false, raw, coupled", "hat, false, corrected, coupled",
        "outside, true, raw, coupled", "inside, true, raw, decoupled", "hat, true, raw, decoupled",
        "outside, true, corrected, decoupled", "inside, true, corrected, coupled", "hat, true, corrected, decoupled"
    })
    void adam(String place, boolean corrected, String largest, String form) {
        double b1 = 0.75;
        double b2 = 0.875;
        double epsilon = 0.5;
        double[] m = new double[SIZE];
        double[] v = new double[SIZE];
        double[] x = new double[SIZE];
        Map<String, String> settings = map(
                "beta1",
                "0.75",
                "beta2",
                "0.875",
                "epsilon",
                "0.5",
                "epsilon-place",
                place,
                "bias-corrected",
                "" + corrected,
                "ams-grad",
                largest,
                "decay-form",
                form);
        check("adam", settings, (t, w, g) -> {
            double c1 = corrected ? 1 - Math.pow(b1, t) : 1;
            double c2 = corrected ? 1 - Math.pow(b2, t) : 1;
            for (int i = 0; i < SIZE; i++) {
                double slope = g[i] + ("coupled".equals(form) ? STRENGTH * w[i] : 0);
                m[i] = b1 * m[i] + (1 - b1) * slope;
                v[i] = b2 * v[i] + (1 - b2) * slope * slope;
                double square = switch (largest) {
                    case "raw" -> (x[i] = Math.max(x[i], v[i])) / c2;
                    case "corrected" -> x[i] = Math.max(x[i], v[i] / c2);
                    default -> v[i] / c2;
                };
                double divisor = switch (place) {
                    case "inside" -> Math.sqrt(square + epsilon);
                    case "hat" -> Math.sqrt(square) + epsilon / Math.sqrt(c2);
                    default -> Math.sqrt(square) + epsilon;
                };
                double shrunk = "decoupled".equals(form) ? w[i] * (1 - RATE * STRENGTH) : w[i];
                w[i] = shrunk - RATE * m[i] / c1 / divisor;
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"update", "decoupled"})
    void lamb(String form) {
        double[] m = new double[SIZE];
        double[] v = new double[SIZE];
        boolean pulls = "update".equals(form);
        Map<String, String> settings =
                map("beta1", "0.75", "beta2", "0.875", "epsilon", "0.5", "epsilon-root", "0.25", "decay-form", form);
        check("lamb", settings, (t, w, g) -> {
            double[] direction = new double[SIZE];
            for (int i = 0; i < SIZE; i++) {
                m[i] = 0.75 * m[i] + 0.25 * g[i];
                v[i] = 0.875 * v[i] + 0.125 * g[i] * g[i];
                double root = Math.sqrt(v[i] / (1 - Math.pow(0.875, t)) + 0.25);
                direction[i] = m[i] / (1 - Math.pow(0.75, t)) / (root + 0.5) + (pulls ? STRENGTH * w[i] : 0);
                w[i] *= pulls ? 1 : 1 - RATE * STRENGTH;
            }
            double step = RATE * norm(w) / norm(direction);
            for (int i = 0; i < SIZE; i++) {
                w[i] -= step * direction[i];
            }
        });
    }

    /** Weights that are all 0 have no size to move in proportion to: the first step is the rate's. */
    @Test
    void lambLeavesZero() {
        float[] w = new float[2];
        try (Execution execution = new Execution(new ErrorTracker().kernels(), Team.of(1))) {
            OptimizerState state = Optimizers.parse("lamb", Map.of("learning-rate", "0.5", "epsilon", "1"))
                    .start(2);
            state.step(execution, w, new float[] {3, -1});
            assertEquals(-0.5 * 3 / 4, w[0], 1e-6);
            assertEquals(0.5 * 1 / 2, w[1], 1e-6);
            float[] still = {2, 1};
            Optimizers.parse("lamb", Map.of("learning-rate", "0.5")).start(2).step(execution, still, new float[2]);
            assertEquals(2, still[0]);
            assertEquals(1, still[1]);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, update", "false, update", "true, decoupled", "false, decoupled"})
    void novoGrad(boolean averaged, String form) {
        double[] m = new double[SIZE];
        double[] mean = new double[1];
        boolean pulls = "update".equals(form);
        Map<String, String> settings = map(
                "beta1",
                "0.75",
                "beta2",
                "0.875",
                "epsilon",
                "0.5",
                "epsilon-root",
                "0.25",
                "averaged",
                "" + averaged,
                "decay-form",
                form);
        check("novograd", settings, (t, w, g) -> {
            double square = norm(g) * norm(g);
            mean[0] = t == 1 ? square : 0.875 * mean[0] + 0.125 * square;
            double divisor = Math.sqrt(mean[0] + 0.25) + 0.5;
            for (int i = 0; i < SIZE; i++) {
                double direction = g[i] / divisor + (pulls ? STRENGTH * w[i] : 0);
                m[i] = 0.75 * m[i] + (averaged ? 0.25 : 1) * direction;
                w[i] = w[i] * (pulls ? 1 : 1 - RATE * STRENGTH) - RATE * m[i];
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"true, 0, 128", "false, 0.5, 32", "true, 0.5, 0.5", "false, 0, 48"})
    void prodigy(boolean safeguard, double beta3, double coefficient) {
        double d0 = 0.25;
        double b3 = beta3 == 0 ? Math.sqrt(0.875) : beta3;
        double[] m = new double[SIZE];
        double[] v = new double[SIZE];
        double[] s = new double[SIZE];
        double[] d = {d0};
        double[] far = {0};
        Map<String, String> settings = map(
                "beta1",
                "0.75",
                "beta2",
                "0.875",
                "beta3",
                "" + beta3,
                "start-rate",
                "0.25",
                "coefficient",
                "" + coefficient,
                "safeguard",
                "" + safeguard,
                "epsilon",
                "0.5");
        check("prodigy", settings, (t, w, g) -> {
            double k = d[0] * RATE * Math.sqrt(1 - Math.pow(0.875, t)) / (1 - Math.pow(0.75, t));
            double inner = 0;
            double size = 0;
            for (int i = 0; i < SIZE; i++) {
                m[i] = 0.75 * m[i] + 0.25 * d[0] * g[i];
                v[i] = 0.875 * v[i] + 0.125 * d[0] * d[0] * g[i] * g[i];
                s[i] = b3 * s[i] + (safeguard ? d[0] : k) * d[0] / d0 * g[i];
                inner += g[i] * (START[i] - w[i]);
                size += Math.abs(s[i]);
            }
            far[0] = b3 * far[0] + d[0] / d0 * k * inner;
            d[0] = Math.max(d[0], coefficient * far[0] / size);
            for (int i = 0; i < SIZE; i++) {
                w[i] = w[i] * (1 - k * STRENGTH) - k * m[i] / (Math.sqrt(v[i]) + d[0] * 0.5);
            }
        });
        assertEquals(coefficient > 1, d[0] > d0, "the estimate is " + d[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "inside, true, true, true, 0.5", "inside, true, false, true, 0.5", "outside, false, true, false, 0.5",
        "inside, false, true, true, 0", "outside, true, false, false, 0", "inside, false, false, false, 0.5",
        "outside, false, true, true, 0", "inside, true, true, false, 0.5"
    })
    void rmsProp(String place, boolean centered, boolean corrected, boolean rateInside, double momentum) {
        double epsilon = 0.5;
        double[] v = new double[SIZE];
        double[] mean = new double[SIZE];
        double[] buffer = new double[SIZE];
        Map<String, String> settings = map(
                "rho",
                "0.875",
                "epsilon",
                "0.5",
                "epsilon-place",
                place,
                "centered",
                "" + centered,
                "bias-corrected",
                "" + corrected,
                "rate-inside",
                "" + rateInside,
                "momentum",
                "" + momentum);
        check("rmsprop", settings, (t, w, g) -> {
            double c = corrected ? 1 - Math.pow(0.875, t) : 1;
            for (int i = 0; i < SIZE; i++) {
                double slope = g[i] + STRENGTH * w[i];
                v[i] = 0.875 * v[i] + 0.125 * slope * slope;
                mean[i] = 0.875 * mean[i] + 0.125 * slope;
                double square = v[i] / c - (centered ? mean[i] / c * mean[i] / c : 0);
                double divisor = "inside".equals(place) ? Math.sqrt(square + epsilon) : Math.sqrt(square) + epsilon;
                buffer[i] = momentum * buffer[i] + (rateInside ? RATE : 1) * slope / divisor;
                w[i] -= (rateInside ? 1 : RATE) * buffer[i];
            }
        });
    }
}
