package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.core.Layout;
import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.optim.ParameterGroups.Factors;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups, settings of a step, saved states and teams, for every rule. */
class ParameterGroupsTest {

    private static final List<String> WHOLE_TENSORS = List.of("lamb", "novograd", "muon", "prodigy");

    static Stream<String> names() {
        return Optimizers.names().stream();
    }

    private static Layout layout(int inputs, int units, int outputs) {
        Layout.Builder builder = Layout.builder();
        builder.add("0.weight", inputs, units, Tensor.Kind.WEIGHT);
        builder.add("0.bias", 1, units, Tensor.Kind.BIAS);
        builder.add("1.weight", units, outputs, Tensor.Kind.WEIGHT);
        builder.add("1.bias", 1, outputs, Tensor.Kind.BIAS);
        return builder.build();
    }

    private static float[] normal(int seed, int length) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextNormal();
        }
        return values;
    }

    /** Prodigy multiplies its rate by an estimate that starts at 1e-6. */
    private static double rate(String name) {
        return name.equals("prodigy") ? 1e4 : 0.01;
    }

    private static float[] run(
            Optimizer optimizer, ParameterGroups groups, Execution execution, StepSettings settings, int steps) {
        int n = groups.layout().size();
        float[] w = normal(1, n);
        OptimizerState state = optimizer.start(groups);
        for (int t = 0; t < steps; t++) {
            state.step(execution, w, normal(2 + t, n), settings);
        }
        return w;
    }

    @ParameterizedTest
    @MethodSource("names")
    void frozenTensorsStayAndOthersDoNotNotice(String name) {
        Optimizer optimizer = Optimizers.parse(name, Map.of("weight-decay", "0.01"));
        ParameterGroups all = ParameterGroups.of(layout(5, 7, 3));
        ParameterGroups some = all.with(tensor -> tensor.name().startsWith("0"), Factors.FROZEN);
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            StepSettings settings = new StepSettings(rate(name));
            float[] start = run(optimizer, all, execution, settings, 0);
            float[] whole = run(optimizer, all, execution, settings, 5);
            float[] partly = run(optimizer, some, execution, settings, 5);
            for (int i = 0; i < start.length; i++) {
                if (i < 5 * 7 + 7) {
                    assertEquals(start[i], partly[i]);
                    assertNotEquals(start[i], whole[i]);
                } else if (!name.equals("prodigy")) { // whose estimate is of all that moves
                    assertEquals(whole[i], partly[i]);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void factorsAreThoseOfRateAndDecay(String name) {
        Optimizer optimizer = Optimizers.parse(name, Map.of("weight-decay", "0.5"));
        ParameterGroups plain = ParameterGroups.of(layout(5, 7, 3));
        ParameterGroups halved = plain.with(tensor -> true, new Factors(0.5, 0.25, false));
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            float[] by = run(optimizer, halved, execution, new StepSettings(rate(name)), 4);
            float[] as = run(optimizer, plain, execution, new StepSettings(rate(name) / 2).weightDecayFactor(0.25), 4);
            assertArrayEquals(as, by);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void elementsDoNotSeeTheTensors(String name) {
        Layout layout = layout(5, 7, 3);
        Optimizer optimizer = Optimizers.parse(name, Map.of());
        ParameterGroups cut =
                ParameterGroups.of(layout).with(t -> t.kind() == Tensor.Kind.BIAS, new Factors(1, 0.5, false));
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            StepSettings settings = new StepSettings(0.01).weightDecayFactor(0);
            float[] pieces = run(optimizer, cut, execution, settings, 4);
            float[] whole = run(optimizer, ParameterGroups.flat(layout.size()), execution, settings, 4);
            if (WHOLE_TENSORS.contains(name)) {
                assertEquals(whole.length, pieces.length);
            } else {
                assertArrayEquals(whole, pieces);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theScaleIsThatOfTheGradients(String name) {
        Optimizer optimizer = Optimizers.parse(name, Map.of());
        ParameterGroups groups = ParameterGroups.of(layout(5, 7, 3));
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            float[] fused = normal(1, groups.layout().size());
            float[] apart = fused.clone();
            OptimizerState a = optimizer.start(groups);
            OptimizerState b = optimizer.start(groups);
            for (int t = 0; t < 5; t++) {
                float[] g = normal(2 + t, fused.length);
                a.step(execution, fused, g, new StepSettings(0.01).gradientScale(0.125f));
                for (int i = 0; i < g.length; i++) {
                    g[i] *= 0.125f;
                }
                b.step(execution, apart, g, new StepSettings(0.01));
            }
            assertArrayEquals(apart, fused);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aStateGoesOnFromWhatItSaved(String name) {
        Optimizer optimizer = Optimizers.parse(name, Map.of("weight-decay", "0.01"));
        ParameterGroups groups = ParameterGroups.of(layout(5, 7, 3));
        int n = groups.layout().size();
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            float[] w = normal(1, n);
            OptimizerState first = optimizer.start(groups);
            for (int t = 0; t < 3; t++) {
                first.step(execution, w, normal(2 + t, n));
            }
            OptimizerState second = optimizer.start(groups);
            first.slabs()
                    .forEach((slab, values) ->
                            System.arraycopy(values, 0, second.slabs().get(slab), 0, values.length));
            first.scalars()
                    .forEach((key, values) ->
                            System.arraycopy(values, 0, second.scalars().get(key), 0, values.length));
            second.resume(first.steps());
            float[] resumed = w.clone();
            for (int t = 3; t < 6; t++) {
                first.step(execution, w, normal(2 + t, n));
                second.step(execution, resumed, normal(2 + t, n));
            }
            assertArrayEquals(w, resumed);
            first.toEvaluation(w);
            second.toEvaluation(resumed);
            assertArrayEquals(w, resumed);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void teamsAndTwinsGiveTheSameBits(String name) {
        Optimizer optimizer = Optimizers.parse(name, Map.of("weight-decay", "0.01"));
        ParameterGroups groups = ParameterGroups.of(layout(181, 199, 7)); // three tiles of the first matrix
        StepSettings settings = new StepSettings(0.01).gradientScale(0.7f).momentum(0.8);
        float[] expected;
        try (Execution scalar = Execution.of(Kernels.scalar(), 1)) {
            expected = run(optimizer, groups, scalar, settings, 2);
        }
        for (int threads = 1; threads <= 3; threads += 2) {
            try (Execution vector = Execution.of(Kernels.vector(), threads)) {
                assertArrayEquals(expected, run(optimizer, groups, vector, settings, 2), name + ", threads " + threads);
            }
        }
    }

    @Test
    void scheduleFreeSwitchesAndComesBackToTheSameBits() {
        ScheduleFreeAdamW rule = ScheduleFreeAdamW.defaults();
        ParameterGroups groups = ParameterGroups.of(layout(5, 7, 3));
        int n = groups.layout().size();
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            float[] w = normal(1, n);
            OptimizerState state = rule.start(groups);
            float[] start = w.clone();
            state.toEvaluation(w);
            assertArrayEquals(start, w);
            state.toTraining(w);
            float[] undisturbed = w.clone();
            OptimizerState other = rule.start(groups);
            for (int t = 0; t < 5; t++) {
                state.step(execution, w, normal(2 + t, n));
                other.step(execution, undisturbed, normal(2 + t, n));
                state.toEvaluation(w);
                state.toEvaluation(w); // once is enough
                float[] z = state.slabs().get("points");
                for (int i = 0; i < n; i++) {
                    assertEquals(
                            undisturbed[i], 0.9 * w[i] + 0.1 * z[i], 1e-6); // y of x and z, three roundings of about 1
                }
                assertNotEquals(undisturbed[0], w[0]);
                assertThrows(IllegalStateException.class, () -> state.step(execution, w, w));
                state.toTraining(w);
                assertArrayEquals(undisturbed, w);
                state.resume(t + 1); // the refused step counted
            }
        }
    }

    @Test
    void factorsHaveRanges() {
        assertThrows(UserException.class, () -> new Factors(-1, 1, false));
        assertThrows(UserException.class, () -> new Factors(1, Double.NaN, false));
    }
}
