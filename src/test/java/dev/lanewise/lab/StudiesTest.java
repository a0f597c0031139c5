package dev.lanewise.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.figure.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every claim of every study, with its figures; the page says what they bring. */
class StudiesTest {

    private static final Map<String, Study.Result> RESULTS = new LinkedHashMap<>();

    @BeforeAll
    static void run() {
        Studies.all().forEach(study -> RESULTS.put(study.name(), study.run(2)));
    }

    private static double number(String study, String name) {
        return RESULTS.get(study).number(name);
    }

    @Test
    void everyClaimHolds() {
        RESULTS.forEach((study, result) -> {
            assertTrue(result.claims().size() >= 2, study);
            for (Claim claim : result.claims()) {
                assertTrue(claim.held(), study + ": " + claim.claim() + ": " + claim.evidence());
            }
        });
    }

    /** X = (0.5, 0.8), Y = 1, W = (0.1, 0.4, -0.2), rate 0.5, by hand in double precision. */
    @Test
    void neuronIsTheHandCalculation() {
        double z = 0.1 + 0.4 * 0.5 - 0.2 * 0.8;
        double a = 1 / (1 + StrictMath.exp(-z));
        double slope = 2 * (a - 1) * a * (1 - a);
        assertEquals(z, number("neuron", "bias-z"), 1e-7);
        assertEquals(a, number("neuron", "bias-a"), 1e-7);
        assertEquals((a - 1) * (a - 1), number("neuron", "bias-error"), 1e-7);
        assertEquals(2 * (a - 1), number("neuron", "bias-slope-error"), 1e-6);
        assertEquals(a * (1 - a), number("neuron", "bias-slope-sigmoid"), 1e-7);
        assertEquals(slope, number("neuron", "bias-slope"), 1e-7);
        double[] w = {0.1, 0.4, -0.2};
        double[] x = {1, 0.5, 0.8};
        double after = 0;
        for (int i = 0; i < 3; i++) {
            assertEquals(slope * x[i], number("neuron", "bias-gradient-" + i), 1e-7);
            assertEquals(w[i] - 0.5 * slope * x[i], number("neuron", "bias-weight-" + i), 1e-7);
            after += (w[i] - 0.5 * slope * x[i]) * x[i];
        }
        double answer = 1 / (1 + StrictMath.exp(-after));
        assertEquals((answer - 1) * (answer - 1), number("neuron", "bias-error-after"), 1e-6);
    }

    @Test
    void neuronWithoutABiasIsTheHandCalculation() {
        double a = 1 / (1 + StrictMath.exp(-(0.4 * 0.5 - 0.2 * 0.8)));
        double slope = 2 * (a - 1) * a * (1 - a);
        assertEquals(a, number("neuron", "plain-a"), 1e-7);
        assertEquals(0.4 - 0.5 * slope * 0.5, number("neuron", "plain-weight-1"), 1e-7);
        assertEquals(-0.2 - 0.5 * slope * 0.8, number("neuron", "plain-weight-2"), 1e-7);
        assertEquals(0.5, number("neuron", "plain-origin"));
        assertEquals(4, number("neuron", "bias-right"));
    }

    @Test
    void activations() {
        assertTrue(number("non-linearity", "identity-best-loss") > StrictMath.log(2) - 1e-6);
        assertEquals(10, number("non-linearity", "tanh-solved"));
        assertTrue(number("non-linearity", "tanh-worst-loss") < 0.01);
    }

    @Test
    void gradientDescentEndsInTheLocalMinimumAndMomentumInTheGlobalOne() {
        assertEquals(-1, number("local-minimum", "descent-end"), 1e-4);
        assertEquals(2, number("local-minimum", "momentum-end"), 1e-4);
        assertEquals(0, number("local-minimum", "moved-on-the-top"));
        assertTrue(number("local-minimum", "cells-won") >= 20 && number("local-minimum", "cells-lost") >= 5);
    }

    /** The factors of a step are 1 - rate times curvature: -1.05 and 0.959. */
    @Test
    void oneRateIsTooLargeAndTooSmall() {
        assertEquals(StrictMath.pow(1.05, 50), number("constant-rate", "steep-growth"), 1e-3);
        assertEquals(StrictMath.pow(0.959, 50), number("constant-rate", "flat-left"), 1e-5);
        assertEquals(9.9, number("constant-rate", "steps-growth"), 0.1);
    }

    @Test
    void adaGradsStepDiesAndRmsPropsDoesNot() {
        assertEquals(0.01, number("vanishing-rate", "adagrad-left"), 1e-6);
        assertEquals(0.1, number("vanishing-rate", "rmsprop-left"), 1e-4);
        assertEquals(0, number("vanishing-rate", "sum"));
        assertEquals(10_000, number("vanishing-rate", "sum-of-squares"));
        assertEquals(1.985, number("vanishing-rate", "adagrad-way"), 0.001);
        assertEquals(101.2, number("vanishing-rate", "rmsprop-way"), 0.1);
    }

    @Test
    void rmsPropServesSteepAndFlatWeights() {
        assertEquals(10_000, number("adaptive-rate", "effective-spread"), 10);
        assertTrue(number("adaptive-rate", "rmsprop-worst-left") < 1e-3);
        assertEquals(StrictMath.pow(1 - 0.018 * 0.01, 300), number("adaptive-rate", "descent-flat-left"), 1e-4);
    }

    @Test
    void adamWinsAlongTheAxesAndLosesOnTurnedBowls() {
        assertEquals(0, number("adam", "off-rmsprop"), "the very same path");
        assertEquals(Math.sqrt(10), number("adam", "first-uncorrected"), 1e-3);
        assertTrue(number("adam", "adam-1000-0") * 2 < number("adam", "momentum-1000-0"));
        assertTrue(number("adam", "momentum-100-45") * 1.5 < number("adam", "adam-100-45"));
        assertTrue(number("adam", "momentum-1000-45") < number("adam", "adam-1000-45"));
    }

    @Test
    void theRateMattersMoreThanTheRule() {
        assertTrue(number("which", "rate-off") > number("which", "median-by-first"));
        assertTrue(number("which", "rate-by-rule-low") > 0, "not beyond noise");
        assertTrue(number("which", "default-by-best") > 2);
        assertTrue(number("which", "within-noise") > 10);
    }

    @Test
    void aStudyThatIsNotThereHasANearMiss() {
        String message = assertThrows(UserException.class, () -> Studies.parse("local-minimun"))
                .getMessage();
        assertTrue(message != null && message.contains("Did you mean 'local-minimum'?"), message);
    }

    /** With {@code -Dlanewise.writePages=true} the page is written. */
    @Test
    void thePageSaysWhatTheStudiesBring() throws IOException {
        String mark = "<!-- generated: studies -->\n";
        Path page = Path.of("docs/lab.md");
        String text = Files.readString(page);
        int from = text.indexOf(mark) + mark.length();
        int to = text.indexOf("<!-- end -->");
        assertTrue(from >= mark.length() && to >= from, page + " has no mark");
        String generated = page();
        if (Boolean.getBoolean("lanewise.writePages")) {
            Files.writeString(page, text.substring(0, from) + generated + text.substring(to));
            return;
        }
        assertEquals(generated, text.substring(from, to), page + " is old; write it with -Dlanewise.writePages=true");
    }

    private static String page() {
        StringBuilder page = new StringBuilder();
        for (Study study : Studies.all()) {
            page.append("\n### ")
                    .append(study.name())
                    .append("\n\n")
                    .append(study.question())
                    .append("\n\n");
            page.append("| claim | measured | |\n| --- | --- | --- |\n");
            for (Claim claim : RESULTS.get(study.name()).claims()) {
                page.append("| ")
                        .append(claim.claim())
                        .append(" | ")
                        .append(claim.evidence())
                        .append(claim.held() ? " | held |\n" : " | **failed** |\n");
            }
        }
        return page.append('\n').toString();
    }
}
