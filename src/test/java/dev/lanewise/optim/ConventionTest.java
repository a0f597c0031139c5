package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The article's forms against their formulas by hand, and how conventions change a first step from weight 0 at rate 1 along gradient 3. */
class ConventionTest {

    private static float[] steps(Optimizer optimizer, float... gradients) {
        float[] w = {0};
        float[] seen = new float[gradients.length];
        try (Execution execution = Execution.of(Kernels.scalar(), 1)) {
            OptimizerState state = optimizer.start(1);
            for (int t = 0; t < gradients.length; t++) {
                state.step(execution, w, new float[] {gradients[t]});
                seen[t] = w[0];
            }
        }
        return seen;
    }

    private static Optimizer article(String name, String... settings) {
        Map<String, String> given = new LinkedHashMap<>(Map.of("learning-rate", "1"));
        for (int i = 0; i < settings.length; i += 2) {
            given.put(settings[i], settings[i + 1]);
        }
        return Optimizers.parse(name, Convention.ARTICLE, given);
    }

    @Test
    void articleAdaGradDividesByThePlainSumAndRestsWhereItIsZero() {
        float[] seen = steps(article("adagrad"), 0, 3, 0, 4);
        assertEquals(0f, seen[0]);
        assertEquals(-1f, seen[1]); // 3 / sqrt(9)
        assertEquals(-1f, seen[2]);
        assertEquals(-1.8f, seen[3], Math.ulp(1.8f)); // 4 / sqrt(25), two roundings
    }

    @Test
    void articleRmsPropAddsEpsilonUnderTheRoot() {
        float[] seen = steps(article("rmsprop", "rho", "0.75", "epsilon", "1.75"), 3);
        assertEquals(-1.5f, seen[0]); // 3 / sqrt(0.25 * 9 + 1.75)
    }

    @Test
    void articleAdamIsAveragedMomentumOverThatRoot() {
        float[] seen = steps(article("adam", "beta1", "0.5", "beta2", "0.75", "epsilon", "1.75"), 3);
        assertEquals(-0.75f, seen[0]); // 0.5 * 3 / sqrt(0.25 * 9 + 1.75), no bias correction
    }

    @ParameterizedTest
    @CsvSource({
        "adagrad, pytorch, epsilon, 1, -0.75", // 3 / (3 + 1)
        "adagrad, keras, epsilon, 6.9, -0.75", // 3 / sqrt(9 + 0.1 + 6.9)
        "rmsprop, pytorch, epsilon, 1, -2.3076923", // 3 / (sqrt(0.01 * 9) + 1)
        "rmsprop, keras, epsilon, 3.1, -1.5", // 3 / sqrt(0.1 * 9 + 3.1)
        "adam, pytorch, epsilon, 1, -0.75", // 3 / (3 + 1)
        "adam, keras, epsilon, 1, -0.08664817", // the same with an epsilon of 1 / sqrt(0.001)
        "adamax, pytorch, epsilon, 1, -0.75",
        "adamax, keras, epsilon, 3, -0.5",
        "lamb, keras, epsilon, 1, -0.75", // the norm of the weights is 0
    })
    void epsilonStandsWhereTheLibraryHasIt(String name, String convention, String key, String value, float expected) {
        Optimizer optimizer =
                Optimizers.parse(name, Convention.parse(convention), Map.of("learning-rate", "1", key, value));
        assertEquals(expected, steps(optimizer, 3)[0], 4 * Math.ulp(expected));
    }
}
