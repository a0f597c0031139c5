package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Model;
import dev.lanewise.testing.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Class weights, thresholds, calibration, intervals and importance from the command line. */
class OutcomeCommandsTest {

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeData() throws IOException {
        StringBuilder text = new StringBuilder("a,b,kind\n");
        for (int i = 0; i < 400; i++) {
            int a = i * 37 % 101;
            int b = i * 53 % 89;
            boolean rare = (a + i * 71 % 60) > 125;
            text.append(a)
                    .append(',')
                    .append(b)
                    .append(',')
                    .append(rare ? "yes" : "no=1")
                    .append('\n');
        }
        Files.writeString(folder.resolve("rare.csv"), text.toString());
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    private static String run(int code, String... words) {
        CapturedConsole console = new CapturedConsole();
        assertEquals(code, console.run(words), console.err());
        return code == 0 ? console.out() : console.err();
    }

    private static String train(String data, String model, String... more) {
        List<String> words =
                new ArrayList<>(List.of("train", data, "--quiet", "--threads", "1", "--model", path(model)));
        words.addAll(Arrays.asList(more));
        return run(0, words.toArray(String[]::new));
    }

    @Test
    void aThresholdIsToldKeptAndOverridden() throws IOException {
        String out = train(
                path("rare.csv"),
                "t.safetensors",
                "--epochs",
                "20",
                "--threshold-metric",
                "f1",
                "--calibrate",
                "temperature",
                "--class-weight",
                "no=1=0.5",
                "--class-weight",
                "yes=2",
                "--json",
                path("t.json"));
        Model model = Model.load(folder.resolve("t.safetensors"));
        assertEquals("no=1=0.5, yes=2.0", model.provenance().get("class-weight"));
        double threshold = model.postprocessor().threshold();
        assertNotEquals(0.5, threshold);
        assertTrue(out.contains("Threshold   'yes' from 0."), out);
        assertTrue(out.contains("Calibration "), out);
        Map<String, Object> json = Json.parse(Files.readString(folder.resolve("t.json")));
        assertEquals(threshold, json.get("threshold"));
        assertEquals(model.postprocessor().temperature(), json.get("temperature"));
        Map<?, ?> options = (Map<?, ?>) json.get("options");
        assertEquals("f1", options.get("thresholdMetric"));
        assertEquals("yes", options.get("positiveClass"));
        assertTrue(out.contains(", F1 of 'yes' 0."), out);
        assertTrue(run(0, "evaluate", path("t.safetensors"), path("rare.csv")).contains(", F1 of 'yes' 0."));
        assertEquals("temperature", options.get("calibrate"));
        assertEquals("no=1=0.5, yes=2.0", options.get("classWeight"));
        assertTrue(run(0, "inspect", path("t.safetensors")).contains("Threshold   'yes' from 0."));
        assertEquals(
                threshold,
                Json.parse(run(0, "inspect", path("t.safetensors"), "--json", "-"))
                        .get("threshold"));

        String own = run(0, "predict", path("t.safetensors"), path("rare.csv"));
        assertEquals(own, run(0, "predict", path("t.safetensors"), path("rare.csv"), "--threshold", "" + threshold));
        assertNotEquals(own, run(0, "predict", path("t.safetensors"), path("rare.csv"), "--threshold", "0.99"));
        String all = run(0, "evaluate", path("t.safetensors"), path("rare.csv"), "--threshold", "0", "--json", "-");
        assertTrue(all.contains("\"recall\" : 0.0") && all.contains("\"recall\" : 1.0"), all);
        assertEquals(0.5, Json.parse(all).get("balancedAccuracy"));
        assertEquals(0.0, Json.parse(all).get("mcc"));
        run(0, "report", path("t.safetensors"), "--report", path("t.html"));
        assertTrue(Files.readString(folder.resolve("t.html")).contains("threshold metric"));
    }

    /** Repeated options and all go on from a checkpoint. */
    @Test
    void aTrainingThatGoesOnKeepsTheOptions() throws IOException {
        String[] more = {
            "--epochs",
            "6",
            "--class-weight",
            "yes=3",
            "--class-weight",
            "no=1=2",
            "--set",
            "beta1=0.8",
            "--set",
            "beta2=0.99",
            "--threshold-metric",
            "mcc",
            "--calibrate",
            "temperature",
            "--checkpoint",
            path("state")
        };
        train(path("rare.csv"), "whole.safetensors", more);
        run(0, "train", "--resume", path("state"), "--model", path("on.safetensors"));
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("whole.safetensors")),
                Files.readAllBytes(folder.resolve("on.safetensors")));
        assertEquals(
                "yes=3.0, no=1=2.0",
                Model.load(folder.resolve("on.safetensors")).provenance().get("class-weight"));
    }

    @Test
    void intervalsAreColumnsAndMetrics() {
        String out = train("concrete", "i.safetensors", "--interval", "0.8", "--epochs", "10");
        assertTrue(out.contains("intervals of 0.8 hold "), out);
        String[] lines = run(0, "predict", path("i.safetensors"), "concrete").split("\r?\n");
        assertEquals("prediction,lower,upper", lines[0]);
        assertEquals(1031, lines.length);
        Map<String, Object> json = Json.parse(run(0, "evaluate", path("i.safetensors"), "concrete", "--json", "-"));
        assertEquals(0.8, json.get("interval"));
        assertTrue((Double) json.get("coverage") > 0.7 && (Double) json.get("meanWidth") > 1, json.toString());
        train("concrete", "j.safetensors", "--interval", "0.8", "--epochs", "3", "--target", "water,age");
        lines = run(0, "predict", path("j.safetensors"), "concrete").split("\r?\n");
        assertEquals("prediction_water,lower_water,upper_water,prediction_age,lower_age,upper_age", lines[0]);
    }

    @Test
    void importanceIsATableAndJson() {
        train("iris", "m.safetensors", "--epochs", "20");
        String out = run(0, "evaluate", path("m.safetensors"), "iris", "--importance", "--repeats", "3", "--seed", "2");
        assertTrue(
                out.contains("Drop of accuracy") && out.contains("(3 permutations of each column on 150 rows)"), out);
        Map<String, Object> json =
                Json.parse(run(0, "evaluate", path("m.safetensors"), "iris", "--importance", "--json", "-"));
        Map<?, ?> found = (Map<?, ?>) json.get("importance");
        assertEquals(4, ((List<?>) found.get("columns")).size());
        assertEquals(json.get("accuracy"), found.get("whole"));
        run(0, "report", path("m.safetensors"), "--data", "iris", "--plots", path("plots"));
        assertTrue(Files.exists(folder.resolve("plots/importance.svg")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            train iris --class-weight balance            | --class-weight is 'balanced' alone, or CLASS=W
            train iris --class-weight balanced --class-weight setosa=2 | not 'balanced'
            train iris --class-weight setosa=2 --class-weight setosa=3 | names the class 'setosa' twice
            train iris --class-weight setosa=0           | must be a number from 1e-30 to 1e30
            train iris --class-weight setsoa=2           | Did you mean 'setosa'?
            train iris --threshold-metric f1             | threshold-metric is for two classes
            train iris --threshold-metric f2             | Did you mean 'f1'?
            train iris --calibrate temprature            | Did you mean 'temperature'?
            train concrete --calibrate temperature       | calibrate is for the probabilities of a classification
            train iris --interval 0.9                    | interval is for regression
            train concrete --interval 1                  | above 0 and below 1
            train concrete --interval 0.9 --validation-fraction 0 | there are none
            train concrete --interval 0.9 --loss poisson | does not go with the loss poisson
            """)
    void whatDoesNotFitIsOneLine(String words, String part) {
        String err = run(2, words.split(" "));
        assertTrue(err.contains(part), err);
        assertEquals(
                1, err.strip().lines().filter(line -> !line.startsWith("See ")).count(), err);
    }

    @Test
    void aSweepSaysWhatItMakesNoUseOf() {
        String out = run(0, "find-rate", path("rare.csv"), "--calibrate", "temperature", "--threshold-metric", "f1");
        assertTrue(out.contains("--threshold-metric, --calibrate"), out);
    }

    @Test
    void optionsOfEvaluateThatDoNothingAreRefused() {
        train("iris", "e.safetensors", "--epochs", "1");
        assertTrue(run(2, "evaluate", path("e.safetensors"), "iris", "--repeats", "3")
                .contains("--repeats is for"));
        assertTrue(
                run(2, "evaluate", path("e.safetensors"), "iris", "--seed", "3").contains("--seed is for"));
        assertTrue(run(2, "evaluate", path("e.safetensors"), "iris", "--threshold", "0.3")
                .contains("two classes"));
        assertTrue(run(2, "evaluate", path("e.safetensors"), "iris", "--importance", "--repeats", "1")
                .contains("repeats must be at least 2"));
    }
}
