package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.core.SeededRandom;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("width")
class UpdateTwinTest {

    static final String[] RULES = {"sgd", "momentum", "adaGrad", "rmsProp", "rmsPropFull", "adam", "amsGrad"};

    @Property
    void update(@ForAll long seed) {
        SeededRandom random = Cases.random(seed);
        int from = random.nextInt(20);
        int to = from + Cases.size(random) + random.nextInt(2) * 2048; // long ranges have a head, too
        int n = to + Cases.GUARD;
        float[][] expected = new float[5][];
        float[][] actual = new float[5][];
        for (int i = 0; i < 5; i++) {
            expected[i] = i < 2
                    ? Cases.floats(random, n)
                    : random.nextInt(3) == 0 ? Cases.floats(random, n) : Cases.positives(random, n);
            actual[i] = expected[i].clone();
        }
        float[] h = Cases.positives(random, 8);
        float scale = random.nextInt(2) == 0 ? 1 : 0.37f;
        float decay = random.nextInt(2) * 0.01f;
        float shrink = 1 - random.nextInt(2) * 0.001f;
        for (String rule : RULES) {
            run(rule, new UpdateScalar(), expected, from, to, h, scale, decay, shrink);
            run(rule, new UpdateVector(), actual, from, to, h, scale, decay, shrink);
            for (int i = 0; i < 5; i++) {
                Cases.assertSameBits(expected[i], actual[i], rule + ", array " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rmsProp", "rmsPropFull", "adam", "amsGrad"})
    void meansEndAtZeroAndNaNStays(String rule) {
        for (UpdateKernel kernel : List.of(new UpdateScalar(), new UpdateVector())) {
            float[][] a = new float[5][37];
            for (int i = 2; i < 4; i++) {
                Arrays.fill(a[i], i == 2 && rule.startsWith("a") ? -Float.MIN_NORMAL : Float.MIN_NORMAL);
                a[i][1] = Float.NaN;
                a[i][35] = Float.NaN;
            }
            float[] h = {0.1f, 0.5f, 0.5f, 0.5f, 0.5f, 1, 1e-8f, 0};
            run(rule, kernel, a, 0, 37, h, 1, 0, 1);
            for (int i = 2; i < (rule.startsWith("a") ? 4 : 3); i++) {
                for (int j = 0; j < 37; j++) {
                    float expected = j == 1 || j == 35 ? Float.NaN : 0f;
                    assertEquals(expected, a[i][j], rule + ", array " + i + ", element " + j);
                }
            }
        }
    }

    static void run(
            String rule,
            UpdateKernel k,
            float[][] a,
            int from,
            int to,
            float[] h,
            float scale,
            float decay,
            float shrink) {
        switch (rule) {
            case "sgd" -> k.sgd(a[0], a[1], from, to, h[0], scale, decay, shrink);
            case "momentum" ->
                k.momentum(a[0], a[1], a[2], from, to, h[0], h[1], h[2], h[3], h[4], scale, decay, shrink);
            case "adaGrad" -> k.adaGrad(a[0], a[1], a[2], from, to, h[0], h[1], h[2], scale, decay, shrink);
            case "rmsProp" -> k.rmsProp(a[0], a[1], a[2], from, to, h[0], h[1], h[2], h[3], h[4], scale, decay, shrink);
            case "rmsPropFull" ->
                k.rmsPropFull(
                        a[0], a[1], a[2], a[3], a[4], from, to, h[0], h[1], h[2], 1, h[3], h[4], h[5], scale, decay,
                        shrink);
            case "adam" ->
                k.adam(
                        a[0], a[1], a[2], a[3], from, to, h[0], h[1], h[2], h[3], h[4], h[5], h[6], scale, decay,
                        shrink);
            case "amsGrad" ->
                k.amsGrad(
                        a[0], a[1], a[2], a[3], a[4], from, to, h[0], h[1], h[2], h[3], h[4], h[5], h[6], scale, decay,
                        shrink);
            default -> throw new IllegalArgumentException(rule);
        }
    }
}
