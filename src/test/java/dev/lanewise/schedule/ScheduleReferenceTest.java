package dev.lanewise.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.testing.Json;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sequences of PyTorch's schedulers and of Keras's, in float64. {@code schedules.json} holds the text of each, its training, its base value and the values of
 * the first 60 steps: {@code torch.optim.lr_scheduler} on an SGD optimizer of one parameter, its {@code lr} or {@code momentum} read before each {@code
 * scheduler.step()} (for polynomial and cosine the closed form, of which the recurrence is an approximation), and {@code
 * keras.optimizers.schedules} with {@code floatx} float64.
 */
class ScheduleReferenceTest {

    /**
     * In ulp of the largest value. Most are within one; PyTorch's recurrences round once a step, which 60 steps make up to 30 ulp of a value that by then
     * is a part of the largest.
     */
    private static final double ULPS = 4;

    @SuppressWarnings("unchecked") // the format of the reference sequences
    static Stream<Map<String, Object>> cases() {
        return ((List<Map<String, Object>>)
                        Json.read(Path.of("src/test/resources/schedules.json")).get("cases"))
                .stream();
    }

    private static Course course(Map<String, Object> reference) {
        Horizon horizon =
                new Horizon(Json.integer(reference.get("epochs")), Json.integer(reference.get("steps_per_epoch")));
        return Schedule.parse((String) reference.get("schedule")).over(horizon, (Double) reference.get("base"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesAreTheReference(Map<String, Object> reference) {
        Course course = course(reference);
        double[] expected = Json.doubles(reference.get("values"));
        double[] metrics = reference.containsKey("metrics") ? Json.doubles(reference.get("metrics")) : new double[0];
        double bound = ULPS * Math.ulp(Arrays.stream(expected).max().orElseThrow());
        assertEquals(60, expected.length);
        for (int step = 0; step < expected.length; step++) {
            double actual = course.at(step);
            assertTrue(
                    Math.abs(expected[step] - actual) <= bound,
                    reference.get("schedule") + ", step " + step + ": " + actual + ", not " + expected[step]);
            if (metrics.length > 0) {
                course.observe(step + 1, metrics[step], metrics[step]);
            }
        }
    }

    /** Every shape that PyTorch or Keras has is among them; coslog4 is neither's. */
    @Test
    void everyShapeHasAReference() {
        String texts =
                String.join(" ", cases().map(c -> (String) c.get("schedule")).toList());
        for (String name : Schedules.names()) {
            assertTrue(texts.contains(name) || name.equals("coslog4"), name);
        }
    }

    @Test
    void aPlateauGoesOnFromItsSnapshot() {
        Map<String, Object> reference = cases().filter(c -> c.containsKey("metrics"))
                .skip(1)
                .findFirst()
                .orElseThrow();
        double[] metrics = Json.doubles(reference.get("metrics"));
        Course whole = course(reference);
        Course resumed = course(reference);
        for (int step = 0; step < metrics.length; step++) {
            Course next = course(reference);
            next.restore(resumed.snapshot());
            resumed = next;
            assertEquals(whole.at(step), resumed.at(step), "step " + step);
            whole.observe(step + 1, metrics[step], Double.NaN);
            resumed.observe(step + 1, metrics[step], Double.NaN);
        }
        assertTrue(whole.at(60) < 0.01, "it never fell");
    }
}
