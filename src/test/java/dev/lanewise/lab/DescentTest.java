package dev.lanewise.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.Team;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.optim.Convention;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.OptimizerState;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.schedule.Schedule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescentTest {

    private static final TestFunction VALLEY = TestFunctions.parse("rosenbrock");

    private static List<String> names() {
        return Optimizers.names();
    }

    private static Trajectory path(Descent descent, Kernels kernels) {
        Trajectory.Recorder recorder = new Trajectory.Recorder(2, descent.steps());
        boolean finite = descent.walk(recorder, new Execution(kernels, Team.of(1)));
        return recorder.trajectory(!finite);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRuleWalksToTheSameBitsOnBothTwins(String name) {
        Descent descent = Descent.of(TestFunctions.quadratic(10, 30), Optimizers.parse(name, Map.of()))
                .steps(100);
        Trajectory scalar = path(descent, Kernels.scalar());
        Trajectory vector = path(descent, Kernels.vector());
        assertArrayEquals(scalar.weight(0), vector.weight(0));
        assertArrayEquals(scalar.weight(1), vector.weight(1));
        assertEquals(100, scalar.steps());
        assertNotEquals(scalar.weight(0)[0], scalar.weight(0)[100], "it moves");
    }

    /** The path is what the engine's state makes of the gradients, and no other arithmetic. */
    @Test
    void aPathIsTheEnginesOwn() {
        Optimizer adam = Optimizers.parse("adam", Map.of("learning-rate", "0.01"));
        Trajectory path = Descent.of(VALLEY, adam).steps(50).path();
        float[] w = {-1.5f, 2};
        float[] g = new float[2];
        double[] exact = new double[2];
        OptimizerState state = adam.start(2);
        try (Execution execution = Execution.of(Kernels.vector(), 1)) {
            for (int step = 1; step <= 50; step++) {
                VALLEY.surface().gradient(new double[] {w[0], w[1]}, exact);
                g[0] = (float) exact[0];
                g[1] = (float) exact[1];
                state.step(execution, w, g);
                assertArrayEquals(new double[] {w[0], w[1]}, path.point(step), "step " + step);
                assertEquals(VALLEY.value(w[0], w[1]), path.values()[step]);
            }
        }
    }

    @Test
    void noiseIsRepeatableBySeed() {
        Descent descent =
                Descent.of(VALLEY, Rates.rule("sgd", "learning-rate", 1e-4)).steps(20);
        double[] quiet = descent.path().end();
        double[] one = descent.noise(10, 1).path().end();
        assertArrayEquals(one, descent.noise(10, 1).path().end());
        assertNotEquals(one[0], descent.noise(10, 2).path().end()[0]);
        assertNotEquals(one[0], quiet[0]);
    }

    @Test
    void whatDivergesEndsFinite() {
        Trajectory path =
                Descent.of(VALLEY, Rates.rule("sgd", "learning-rate", 1)).path();
        assertTrue(path.diverged());
        assertTrue(path.steps() < 20, "after " + path.steps() + " steps");
        assertTrue(Double.isFinite(path.value()));
        assertEquals(
                -1, Descent.of(VALLEY, Rates.rule("sgd", "learning-rate", 1)).stepsTo(1e-3));
    }

    @Test
    void aScheduleMovesTheRate() {
        TestFunction slope = TestFunction.of("slope", List.of(0.0), w -> w[0], (w, g) -> g[0] = 1);
        Descent descent =
                Descent.of(slope, Rates.rule("sgd", "learning-rate", 0.5)).steps(4);
        assertEquals(-2, descent.path().end()[0]);
        Trajectory halved =
                descent.schedule(Schedule.parse("step:every=1s,factor=0.5")).path();
        assertArrayEquals(new double[] {0, -0.5, -0.75, -0.875, -0.9375}, halved.weight(0));
        assertEquals(0.25, halved.effectiveStep(0, 2));
    }

    @Test
    void badStartsAreTold() {
        Descent descent = Descent.of(VALLEY, Rates.rule("sgd"));
        assertThrows(UserException.class, () -> descent.from(1.0));
        assertThrows(UserException.class, () -> descent.from(1.0, Double.NaN));
        assertThrows(UserException.class, () -> descent.steps(0));
        assertThrows(UserException.class, () -> descent.noise(-1, 1));
        assertThrows(UserException.class, () -> descent.from(1e30, 1e30).path());
    }

    @Test
    void candidatesTakeSettingsForOneAndForAll() {
        List<Candidate> two = Candidate.of(
                List.of("momentum", "adam"),
                Convention.LANEWISE,
                Map.of("beta", "0.8", "adam.beta2", "0.99"),
                List.of(0.1, 0.01));
        assertEquals(
                List.of("momentum 0.1", "momentum 0.01", "adam 0.1", "adam 0.01"),
                two.stream().map(Candidate::name).toList());
        assertEquals("0.8", two.getFirst().optimizer().settings().get("beta"));
        assertEquals("0.99", two.getLast().optimizer().settings().get("beta2"));
        String message = assertThrows(
                        UserException.class,
                        () -> Candidate.of(List.of("sgd"), Convention.LANEWISE, Map.of("beta", "0.8"), List.of()))
                .getMessage();
        assertTrue(message != null && message.contains("no setting 'beta'"), message);
    }

    @Test
    void aRaceTakesTheRateThatEndsLowest() {
        List<Candidate> rates =
                Candidate.of(List.of("sgd"), Convention.LANEWISE, Map.of(), List.of(1.0, 0.001, 0.0001));
        Race.Result result = Race.of(VALLEY, rates).run();
        assertEquals(3, result.paths().size());
        assertEquals("sgd 0.001", result.best().keySet().iterator().next().name());
        assertFalse(RaceReport.of(result).figures().isEmpty());
    }
}
