package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.testing.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code train --folds}. */
class FoldsTest {

    @TempDir
    Path folder;

    private static CapturedConsole run(int code, String... words) {
        CapturedConsole console = new CapturedConsole();
        List<String> all = new ArrayList<>(List.of("train", "iris", "--epochs", "4", "--hidden", "8"));
        all.addAll(List.of(words));
        assertEquals(code, console.run(all.toArray(String[]::new)), console.err());
        return console;
    }

    @Test
    void meansAreThoseOfTheFoldsAndTheModelIsThatOfAllRows() throws IOException {
        Path model = folder.resolve("folds.safetensors");
        CapturedConsole console = run(0, "--folds", "3", "--json", "-", "--model", model.toString());
        Map<String, Object> json = Json.parse(console.out());
        double sum = 0;
        List<?> folds = (List<?>) Objects.requireNonNull(json.get("folds"));
        assertEquals(3, folds.size());
        for (Object fold : folds) {
            sum += accuracy(((Map<?, ?>) fold).get("test"));
        }
        assertEquals(sum / 3, accuracy(json.get("mean")));
        assertEquals(
                150.0,
                ((Number) Objects.requireNonNull(((Map<?, ?>) json.get("outOfFold")).get("rows"))).doubleValue());
        assertTrue(console.err().contains("3 of 3 folds"), console.err());
        Path whole = folder.resolve("whole.safetensors");
        run(0, "--test-fraction", "0", "--model", whole.toString());
        assertEquals(-1, Files.mismatch(whole, model));
        String text = run(0, "--folds", "3", "--quiet").out();
        assertTrue(text.contains("Std error") && text.contains("Out of fold all rows: accuracy"), text);
    }

    @Test
    void thePositiveClassHasItsF1InEachFold() throws IOException {
        StringBuilder rows = new StringBuilder("x,z,y\n");
        for (int r = 0; r < 90; r++) {
            rows.append(r % 10).append(',').append(r * 7 % 11).append(r % 10 > 6 ? ",fraud\n" : ",ok\n");
        }
        String data =
                Files.writeString(folder.resolve("rows.csv"), rows.toString()).toString();
        CapturedConsole console = new CapturedConsole();
        int code = console.run("train", data, "--folds=3", "--positive-class=fraud", "--epochs=2", "--quiet");
        assertEquals(0, code, console.err());
        assertTrue(console.out().contains("  F1 fraud"), console.out());
        console.clear();
        assertEquals(0, console.run("train", data, "--folds=3", "--positive-class=fraud", "--epochs=2", "--json", "-"));
        Map<String, Object> json = Json.parse(console.out());
        double sum = 0;
        for (Object fold : (List<?>) Objects.requireNonNull(json.get("folds"))) {
            Map<?, ?> test = (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) fold).get("test"));
            List<?> classes = (List<?>) Objects.requireNonNull(test.get("classes"));
            sum += ((Number) Objects.requireNonNull(((Map<?, ?>) classes.getFirst()).get("f1"))).doubleValue();
        }
        Map<?, ?> mean = (Map<?, ?>) Objects.requireNonNull(json.get("mean"));
        assertEquals(sum / 3, ((Number) Objects.requireNonNull(mean.get("f1"))).doubleValue());
    }

    private static double accuracy(Object metrics) {
        return ((Number) Objects.requireNonNull(((Map<?, ?>) metrics).get("accuracy"))).doubleValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--checkpoint", "--test", "--test-fraction", "--record", "--report", "--plots"})
    void whatIsForASingleTrainingIsRefused(String option) {
        String value =
                option.equals("--test-fraction") ? "0.1" : folder.resolve("out").toString();
        String err = run(2, "--folds", "3", option, value).err();
        assertTrue(err.contains(option) && err.contains("does not go with --folds"), err);
        assertEquals(1, err.lines().count(), err);
        assertFalse(Files.exists(folder.resolve("out")));
    }
}
