package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.Layout;
import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.optim.GradientClipping.Kind;
import dev.lanewise.optim.ParameterGroups.Factors;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Clipping, penalties and the constraint. */
class GradientClippingTest {

    private static ParameterGroups groups(int inputs, int units) {
        Layout.Builder builder = Layout.builder();
        builder.add("weight", inputs, units, Tensor.Kind.WEIGHT);
        builder.add("bias", 1, units, Tensor.Kind.BIAS);
        return ParameterGroups.of(builder.build());
    }

    private static double clip(GradientClipping clipping, ParameterGroups groups, float[] g, StepSettings settings) {
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            return clipping.start(groups).prepare(execution, g, settings);
        }
    }

    @Test
    void byValue() {
        float[] g = {3, -3, 1, Float.NaN, 0.5f, -0f};
        StepSettings settings = new StepSettings(1).gradientScale(0.5f);
        clip(GradientClipping.of(Kind.VALUE, 1), groups(2, 2), g, settings);
        assertArrayEquals(new float[] {2, -2, 1, Float.NaN, 0.5f, -0f}, g);
        assertEquals(0.5f, settings.gradientScale());
    }

    @Test
    void byNormOfEachTensor() {
        float[] g = {3, 0, 0, 4, 0.6f, 0.8f}; // norms 5 and 1
        assertEquals(
                Math.sqrt(26), clip(GradientClipping.of(Kind.NORM, 2.5), groups(2, 2), g, new StepSettings(1)), 1e-6);
        assertArrayEquals(new float[] {1.5f, 0, 0, 2, 0.6f, 0.8f}, g);
    }

    /** What a step will see is scaled, and so is the norm; each tensor is summed from its own blocks, whatever the one before left there. */
    @Test
    void byNormOfScaledGradientsOfManyBlocks() {
        Layout.Builder builder = Layout.builder();
        builder.add("long", 1, 9000, Tensor.Kind.WEIGHT);
        builder.add("short", 1, 5000, Tensor.Kind.WEIGHT);
        ParameterGroups groups = ParameterGroups.of(builder.build());
        float[] g = new float[14_000];
        Arrays.fill(g, 0, 9000, 2);
        g[9000] = 30;
        g[13_999] = 40;
        double norm = clip(GradientClipping.of(Kind.NORM, 10), groups, g, new StepSettings(1).gradientScale(0.25f));
        assertEquals(0.25 * Math.sqrt(4 * 9000 + 2500), norm, 1e-9);
        assertEquals((float) (2 * 10 / (0.25 * Math.sqrt(4 * 9000))), g[0]);
        assertEquals(g[0], g[8999]);
        assertEquals(24f, g[9000], 1e-5, "a norm of 12.5 becomes 10");
        assertEquals(32f, g[13_999], 1e-5);
        assertEquals(0f, g[9001]);
    }

    @Test
    void byGlobalNormInTheScale() {
        float[] g = {3, 0, 0, 0, 0, 4};
        StepSettings settings = new StepSettings(1).gradientScale(2);
        assertEquals(10, clip(GradientClipping.of(Kind.GLOBAL_NORM, 5), groups(2, 2), g, settings));
        assertEquals(1f, settings.gradientScale());
        assertArrayEquals(new float[] {3, 0, 0, 0, 0, 4}, g);
        settings.gradientScale(0.5f);
        clip(GradientClipping.of(Kind.GLOBAL_NORM, 5), groups(2, 2), g, settings);
        assertEquals(0.5f, settings.gradientScale());
        clip(new GradientClipping(Kind.GLOBAL_NORM, 1, 1.5), groups(2, 2), g, settings);
        assertEquals(0.125f, settings.gradientScale()); // 0.5 * 1 / (2.5 + 1.5)
        ParameterGroups half = groups(2, 2).with(t -> t.kind() == Tensor.Kind.BIAS, Factors.FROZEN);
        assertEquals(3, clip(GradientClipping.of(Kind.GLOBAL_NORM, 5), half, g, new StepSettings(1)));
    }

    @Test
    void noNumberIsNotHidden() {
        float[] g = {3, Float.NaN, 0, 0, 0, 4};
        StepSettings settings = new StepSettings(1);
        clip(GradientClipping.of(Kind.GLOBAL_NORM, 1), groups(2, 2), g, settings);
        assertTrue(Float.isNaN(settings.gradientScale()));
    }

    @ParameterizedTest
    @EnumSource
    void teamsAndTwinsGiveTheSameBits(Kind kind) {
        ParameterGroups groups = groups(401, 173);
        SeededRandom random = new SeededRandom(RandomKey.of(3));
        float[] start = new float[groups.layout().size()];
        for (int i = 0; i < start.length; i++) {
            start[i] = (float) random.nextNormal();
        }
        float[] expected = start.clone();
        StepSettings settings = new StepSettings(1);
        double norm = clip(GradientClipping.of(kind, 0.75), groups, expected, settings);
        for (int threads = 1; threads <= 3; threads++) {
            try (Execution execution = Execution.of(Kernels.vector(), threads)) {
                float[] g = start.clone();
                StepSettings other = new StepSettings(1);
                assertEquals(norm, GradientClipping.of(kind, 0.75).start(groups).prepare(execution, g, other));
                assertArrayEquals(expected, g);
                assertEquals(settings.gradientScale(), other.gradientScale());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"value:0.5, VALUE, 0.5", "norm:2, NORM, 2", "global-norm:1e-3, GLOBAL_NORM, 0.001"})
    void textComesBack(String text, Kind kind, double limit) {
        GradientClipping parsed = GradientClipping.parse(text);
        assertEquals(GradientClipping.of(kind, limit), parsed);
        assertEquals(parsed, GradientClipping.parse(parsed.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "global:1 | Did you mean 'global-norm'?",
                "norm | needs a limit, a positive number: norm:1",
                "norm:x | needs a limit",
                "value:-1 | must be a positive number, not -1.",
            })
    void mistakesGetOneLine(String text, String part) {
        String message = String.valueOf(assertThrows(UserException.class, () -> GradientClipping.parse(text))
                .getMessage());
        assertTrue(message.contains(part), message);
    }

    @Test
    void penaltiesAreTheDerivativesOfTheirTerms() {
        float[] w = {2, -4, 0, 1, 8, 8};
        float[] g = {1, 1, 1, 1, 1, 1};
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            Penalty penalty = new Penalty(0.5, 0.25);
            penalty.start(groups(2, 2)).add(execution, w, g, new StepSettings(1));
            assertArrayEquals(new float[] {2, -0.5f, 1, 1.75f, 1, 1}, g); // not the biases
            penalty.start(groups(2, 2)).add(execution, w, g, new StepSettings(1).gradientScale(0.5f));
            assertArrayEquals(new float[] {4, -3.5f, 1, 3.25f, 1, 1}, g);
        }
        assertThrows(UserException.class, () -> new Penalty(-1, 0));
    }

    @Test
    void unitsAreBroughtToTheLargestNorm() {
        float[] w = {3, 0.3f, 4, 0.4f, 100, 100}; // columns of norm 5 and 0.5
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            new MaxNorm(2.5).start(groups(2, 2)).apply(execution, w);
        }
        assertArrayEquals(new float[] {1.5f, 0.3f, 2, 0.4f, 100, 100}, w);
        assertThrows(UserException.class, () -> new MaxNorm(0));
    }
}
