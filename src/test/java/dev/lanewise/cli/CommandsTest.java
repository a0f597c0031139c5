package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What the commands print, in this process. */
class CommandsTest {

    @TempDir
    Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    /** The names of the properties of a JSON object, nested ones with dots; fails where it is no JSON. */
    private static List<String> properties(String json) {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            assertEquals(JsonToken.START_OBJECT, parser.nextToken());
            int depth = 1;
            while (depth > 0) {
                switch (parser.nextToken()) {
                    case START_OBJECT, START_ARRAY -> depth++;
                    case END_OBJECT, END_ARRAY -> depth--;
                    case PROPERTY_NAME -> names.add(depth + "." + parser.currentName());
                    default -> {}
                }
            }
            assertEquals(null, parser.nextToken());
        }
        return names;
    }

    @Test
    void jsonOfATrainingHoldsWhatItPromises() {
        CapturedConsole console = new CapturedConsole();
        assertEquals(0, console.run("train", "penguins", "--epochs", "3", "--json", "-", "--quiet"), console.err());
        List<String> names = properties(console.out());
        List<String> promised = List.of(
                "task",
                "epochs",
                "test",
                "parameters",
                "seconds",
                "samplesPerSecond",
                "threads",
                "vectorBits",
                "kernels",
                "options",
                "notes");
        for (String name : promised) {
            assertTrue(names.contains("1." + name), name);
        }
        assertTrue(names.containsAll(List.of("3.trainLoss", "3.validationLoss", "3.validationAccuracy")), "epochs");
        assertTrue(names.containsAll(List.of("2.accuracy", "2.logLoss", "2.macroF1", "2.ece", "2.classes")), "test");
        assertFalse(names.contains("2.rocAuc"), "three classes have no ROC curve");
        assertEquals("", console.err());
    }

    @Test
    void twoClassesHaveARocCurveAndNumbersTheirOwnMetrics() throws IOException {
        Files.writeString(folder.resolve("two.csv"), twoClasses());
        CapturedConsole classes = new CapturedConsole();
        assertEquals(0, classes.run("train", path("two.csv"), "--epochs", "2", "--json", "-"), classes.err());
        assertTrue(properties(classes.out()).contains("2.rocAuc"));
        CapturedConsole numbers = new CapturedConsole();
        assertEquals(
                0,
                numbers.run("train", path("two.csv"), "--target", "a,b", "--epochs", "2", "--json", "-"),
                numbers.err());
        assertTrue(properties(numbers.out()).containsAll(List.of("2.rmse", "2.mae", "2.mape", "2.r2")));
    }

    private static String twoClasses() {
        StringBuilder text = new StringBuilder("a,b,kind\n");
        for (int i = 0; i < 60; i++) {
            text.append(i)
                    .append(',')
                    .append((i * 7) % 11 + 0.5)
                    .append(',')
                    .append(i % 3 == 0 ? "no" : "yes")
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void aFractionOfNothingMeansNoTestAndNoValidation() {
        CapturedConsole console = new CapturedConsole();
        int code = console.run(
                "train", "iris", "--epochs", "2", "--test-fraction", "0", "--validation-fraction", "0", "--json", "-");
        assertEquals(0, code, console.err());
        assertTrue(console.out().contains("\"test\" : null"), console.out());
        assertTrue(console.out().contains("\"validationLoss\" : null"), console.out());
    }

    @Test
    void aModelIsKeptEvaluatedInspectedAndPredictsInOrder() throws IOException {
        Files.writeString(folder.resolve("two.csv"), twoClasses());
        CapturedConsole train = new CapturedConsole();
        int code = train.run(
                "train", path("two.csv"), "--epochs", "2", "--model", path("m.safetensors"), "--json", path("r.json"));
        assertEquals(0, code, train.err());
        assertTrue(train.out().contains("lanewise predict"), train.out());
        assertTrue(properties(Files.readString(folder.resolve("r.json"))).contains("1.task"));

        CapturedConsole evaluate = new CapturedConsole();
        assertEquals(
                0, evaluate.run("evaluate", path("m.safetensors"), path("two.csv"), "--json", "-"), evaluate.err());
        assertTrue(
                properties(evaluate.out()).containsAll(List.of("1.accuracy", "1.logLoss", "1.rocAuc", "1.confusion")));

        CapturedConsole inspect = new CapturedConsole();
        assertEquals(0, inspect.run("inspect", path("m.safetensors"), "--json", "-"), inspect.err());
        assertTrue(properties(inspect.out()).containsAll(List.of("1.task", "1.classes", "1.parameters", "2.seed")));

        CapturedConsole all = new CapturedConsole();
        assertEquals(0, all.run("predict", path("m.safetensors"), path("two.csv"), "--probabilities"), all.err());
        String[] lines = all.out().split("\r?\n");
        assertEquals(61, lines.length);
        assertEquals("prediction,probability_no,probability_yes", lines[0]);

        CapturedConsole never = new CapturedConsole();
        int written = never.run(
                "predict", path("m.safetensors"), path("two.csv"), "--threshold", "1", "--output", path("p.csv"));
        assertEquals(0, written, never.err());
        assertEquals("", never.out());
        assertTrue(Files.readAllLines(folder.resolve("p.csv")).stream().skip(1).allMatch("no"::equals));
        try (Stream<Path> files = Files.list(folder)) {
            assertArrayEquals(
                    new String[] {"m.safetensors", "p.csv", "r.json", "two.csv"},
                    files.map(f -> f.getFileName().toString()).sorted().toArray());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train",
                "find-rate",
                "schedules",
                "evaluate",
                "predict",
                "inspect",
                "import",
                "datasets",
                "verify",
                "bench",
                "generate-completion",
                "lab",
                "compare"
            })
    void everyCommandHasHelpWithAnExample(String command) {
        CapturedConsole console = new CapturedConsole();
        assertEquals(0, console.run(command, "--help"));
        assertTrue(console.out().contains("Example"), console.out());
        assertTrue(console.out().contains("lanewise " + command), console.out());
        assertEquals("", console.err());
        assertTrue(console.out().lines().allMatch(line -> line.length() <= 100));
    }

    @Test
    void progressIsOneLineOnATerminalAndAFewPlainOnesElsewhere() {
        CapturedConsole plain = new CapturedConsole();
        assertEquals(0, plain.run("train", "iris", "--epochs", "95", "--patience", "0", "--hidden", "none"));
        long lines =
                plain.err().lines().filter(line -> line.startsWith("epoch")).count();
        assertTrue(lines > 10 && lines <= 21, plain.err());
        assertFalse(plain.err().contains("\r"), plain.err());
        CapturedConsole live = new CapturedConsole(new Terminals(true, true), Map.of("COLUMNS", "60"));
        assertEquals(0, live.run("train", "iris", "--epochs", "40", "--patience", "0", "--hidden", "none"));
        String[] shown = live.err().split("\r", -1);
        assertTrue(shown.length > 1, live.err());
        for (int i = 1; i < shown.length; i++) {
            assertTrue(shown[i].strip().length() <= 60 + 3, shown[i]);
        }
        // What is going to be trained, and the line that updates.
        String breaks = live.err().replaceAll("[^\n]", "");
        assertTrue(breaks.length() <= 5, live.err());
        assertTrue(shown[shown.length - 1].contains("epoch 40/40"), live.err());
        CapturedConsole quiet = new CapturedConsole();
        assertEquals(0, quiet.run("train", "iris", "--epochs", "3", "--quiet"));
        assertEquals("", quiet.err());
    }

    @Test
    void coloursAreForTerminalsThatWantThem() {
        Terminals terminal = new Terminals(true, true);
        CapturedConsole colour = new CapturedConsole(terminal, Map.of("COLUMNS", "80"));
        assertEquals(0, colour.run("datasets"));
        assertTrue(colour.out().contains("\u001b["));
        CapturedConsole plain = new CapturedConsole(terminal, Map.of("COLUMNS", "80", "NO_COLOR", "1"));
        assertEquals(0, plain.run("datasets"));
        assertFalse(plain.out().contains("\u001b["));
    }

    @Test
    void datasetsPrintsTheFileItself() throws IOException {
        CapturedConsole console = new CapturedConsole();
        assertEquals(0, console.run("datasets", "iris"));
        assertTrue(console.out().startsWith("sepal_length_cm,"), console.out());
        Files.writeString(folder.resolve("iris.csv"), console.out());
        assertEquals(0, new CapturedConsole().run("train", path("iris.csv"), "--epochs", "1", "--quiet"));
    }

    @Test
    void versionTellsTheMachine() {
        CapturedConsole console = new CapturedConsole();
        assertEquals(0, console.run("--version"));
        for (String word : List.of("lanewise", "java", "cores", "vectors", "kernels")) {
            assertTrue(console.out().contains(word), console.out());
        }
    }

    @Test
    void divergenceIsCodeThree() throws IOException {
        CapturedConsole console = new CapturedConsole();
        int code = console.run(
                "train", "concrete", "--optimizer", "sgd", "--learning-rate", "1e30", "--epochs", "5", "--quiet");
        assertEquals(3, code, console.err());
        assertTrue(console.err().contains("diverged") && console.err().contains("learning rate"), console.err());
        assertEquals(1, console.err().lines().count());
    }
}
