package dev.lanewise.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
