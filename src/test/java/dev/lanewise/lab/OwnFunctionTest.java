package dev.lanewise.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.figure.Figure;
import dev.lanewise.optim.Convention;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.report.HtmlReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Functions of one's own, as the page of the lab shows them. */
class OwnFunctionTest {

    @Test
    void theExampleOfThePageRuns() {
        TestFunction bowl = TestFunction.of("bowl", List.of(3.0), w -> w[0] * w[0], (w, g) -> g[0] = 2 * w[0]);
        Trajectory path = Descent.of(bowl, Optimizers.parse("adam", Map.of("learning-rate", "0.1")))
                .steps(200)
                .path();
        assertEquals(200, path.steps());
        assertTrue(Math.abs(path.end()[0]) < 0.01, "ends at " + path.end()[0]);
        Race race = Race.of(bowl, Candidate.of(List.of("sgd", "adam"), Convention.LANEWISE, Map.of(), List.of(0.1)));
        String page = HtmlReport.render(RaceReport.of(race.run()));
        assertTrue(page.contains("Race on bowl") && page.contains("\"id\":\"paths\""));
    }

    /** x^2 + 3 y has the gradient (2 x, 3). */
    @Test
    void aWrongGradientIsToldWhereTheFunctionIsMade() {
        String message = assertThrows(
                        UserException.class,
                        () -> TestFunction.of("mine", List.of(1.0, 0.5), w -> w[0] * w[0] + 3 * w[1], (w, g) -> {
                            g[0] = 2 * w[0];
                            g[1] = -3;
                        }))
                .getMessage();
        assertEquals(
                "The gradient of mine at (1, 0.5) is wrong: its element 2 of 2 is -3, but by central differences of the values it is 3."
                        + " Mend the gradient or the value.",
                message);
    }

    /** |x| has the gradient x / |x|; 1 is right at a start of 1, and anything from -1 to 1 at its kink. */
    @Test
    void aGradientIsCheckedWhereARaceStarts() {
        TestFunction f = TestFunction.of("mine", List.of(1.0), w -> Math.abs(w[0]), (w, g) -> g[0] = 1);
        List<Candidate> sgd = Candidate.of(List.of("sgd"), Convention.LANEWISE, Map.of(), List.of());
        assertEquals(1, Race.of(f, sgd).run().paths().size());
        assertEquals(
                1, new Race(f, sgd, List.of(0.0), 5, 0, 1, null).run().paths().size());
        Race wrong = new Race(f, sgd, List.of(-2.0), 5, 0, 1, null);
        assertThrows(UserException.class, wrong::run);
    }

    /** The same for a single path, before it is walked. */
    @Test
    void aGradientIsCheckedWhereAPathStarts() {
        TestFunction f = TestFunction.of("mine", List.of(1.0), w -> Math.abs(w[0]), (w, g) -> g[0] = 1);
        Descent descent = Descent.of(f, Optimizers.parse("sgd", Map.of())).steps(1);
        assertEquals(1, descent.from(0.5).path().steps());
        assertEquals(
                "The gradient of mine at (-2) is wrong: its element 1 of 1 is 1, but by central differences of the values it is -1."
                        + " Mend the gradient or the value.",
                assertThrows(UserException.class, () -> descent.from(-2.0)).getMessage());
    }

    /** Two weights are drawn as a map with paths. */
    @Test
    void aFunctionOfTwoWeightsIsDrawn() {
        TestFunction saddle = TestFunction.of("mine", List.of(1.0, 0.5), w -> w[0] * w[0] - w[1] * w[1], (w, g) -> {
            g[0] = 2 * w[0];
            g[1] = -2 * w[1];
        });
        Race race = Race.of(saddle, Candidate.of(List.of("sgd", "adam"), Convention.LANEWISE, Map.of(), List.of(0.1)));
        Figure map = RaceReport.of(race.run()).figures().getFirst();
        var contours = (dev.lanewise.figure.Contours) map;
        assertEquals(
                "left the picture at step 19, diverged at step 487",
                contours.paths().getFirst().end(),
                "0.5 grows by a fifth each step: it passes 15 after 18.7 of them, and its gradient the largest float after 486.6");
        assertEquals(-5, contours.grid().x()[0]);
    }
}
