package dev.lanewise.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.UserException;
import dev.lanewise.lab.TestFunction.Minimum;
import dev.lanewise.lab.TestFunction.Range;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestFunctionsTest {

    private static List<String> all() {
        List<String> all = new ArrayList<>(TestFunctions.names());
        all.addAll(List.of("quadratic:condition=1", "quadratic:condition=1000,angle=30"));
        return all;
    }

    /**
     * Central differences of step h err by h^2 / 6 times the third derivative and by a rounding of value / h, both far below the tolerance for values and
     * derivatives up to 1e6 of these functions in their ranges.
     */
    @ParameterizedTest
    @MethodSource("all")
    void gradientsAreThoseOfFiniteDifferences(String name) {
        TestFunction f = TestFunctions.parse(name);
        SeededRandom random = new SeededRandom(RandomKey.of(5));
        Range range = f.range();
        double[] w = new double[f.dimensions()];
        double[] g = new double[w.length];
        for (int point = 0; point < 200; point++) {
            w[0] = range.xLow() + (range.xHigh() - range.xLow()) * random.nextDouble();
            if (w.length > 1) {
                w[1] = range.yLow() + (range.yHigh() - range.yLow()) * random.nextDouble();
            }
            f.surface().gradient(w, g);
            for (int i = 0; i < w.length; i++) {
                double h = 1e-5;
                double[] left = w.clone();
                double[] right = w.clone();
                left[i] -= h;
                right[i] += h;
                double difference = (f.value(right) - f.value(left)) / (2 * h);
                double size = Math.max(1, Math.abs(f.value(w)) + Math.abs(g[i]));
                assertEquals(difference, g[i], 1e-6 * size, name + " at " + Say.point(w) + ", weight " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void knownMinimaAreMinima(String name) {
        TestFunction f = TestFunctions.parse(name);
        for (Minimum minimum : f.minima()) {
            double[] w = minimum.at().stream().mapToDouble(d -> d).toArray();
            assertEquals(minimum.value(), f.value(w), 1e-9, name);
            double[] g = new double[w.length];
            f.surface().gradient(w, g);
            SeededRandom random = new SeededRandom(RandomKey.of(6));
            for (double slope : g) {
                assertEquals(0, slope, 1e-9, name + " at " + minimum);
            }
            for (int i = 0; i < 100; i++) {
                double[] near = w.clone();
                for (int k = 0; k < near.length; k++) {
                    near[k] += 0.02 * (random.nextDouble() - 0.5);
                }
                assertTrue(f.value(near) >= minimum.value() - 1e-9, name + " at " + Say.point(near));
            }
            assertTrue(minimum.value() >= f.lowest(), name);
        }
    }

    @Test
    void saddlesHaveNoSlopeAndNoMinimum() {
        for (String name : List.of("saddle", "monkey-saddle")) {
            TestFunction f = TestFunctions.parse(name);
            double[] g = new double[2];
            f.surface().gradient(new double[] {0, 0}, g);
            assertTrue(g[0] == 0 && g[1] == 0, name);
            assertTrue(f.minima().isEmpty());
            assertTrue(f.value(0.1, 0.2) < 0 || f.value(-0.1, 0.05) < 0, name + " falls from its saddle");
        }
    }

    @Test
    void aBowlHasTheConditionAskedFor() {
        TestFunction turned = TestFunctions.parse("quadratic:condition=100,angle=45");
        double root = Math.sqrt(0.5);
        assertEquals(0.5, turned.value(root, root), 1e-12, "along the floor");
        assertEquals(50, turned.value(-root, root), 1e-12, "up the wall");
    }

    @Test
    void whatIsNotKnownIsToldInOneLine() {
        assertMessage("rosenbrok", "Did you mean 'rosenbrock'?");
        assertMessage("quadratic:cond=3", "Did you mean 'condition'?");
        assertMessage("quadratic:condition=0.5", "at least 1");
        assertMessage("quadratic:condition", "key=value");
        assertMessage("booth:angle=3", "angle");
    }

    private static void assertMessage(String text, String part) {
        String message = assertThrows(UserException.class, () -> TestFunctions.parse(text))
                .getMessage();
        assertTrue(message != null && message.contains(part), message);
    }
}
