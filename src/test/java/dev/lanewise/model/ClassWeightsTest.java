package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassWeightsTest {

    private static final Table TABLE = Imbalance.table(600, 1);

    @TempDir
    Path folder;

    @Test
    void balancedClassesCountTheSame() {
        int[] rows = {0, 0, 0, 1, 0, 2, 0, 0};
        float[] weights = ClassWeights.BALANCED.resolve(List.of("a", "b", "c", "d"), rows, null);
        // 8 / (3 * 6), 8 / (3 * 1), and a class that does not occur
        assertArrayEquals(new float[] {8f / 18, 8f / 3, 8f / 3, 1}, weights, 1e-7f);
        float[] own = {1, 1, 1, 5, 1, 3, 0, 0};
        assertArrayEquals(
                new float[] {1, 12f / 15, 12f / 9},
                ClassWeights.BALANCED.resolve(List.of("a", "b", "c"), rows, own),
                1e-7f);
    }

    /** Weights by class are weights of the rows: the same bits as a column that says the same. */
    @Test
    void theyAreTheSameAsAColumnOfWeights() {
        Model byColumn = ModelTrainer.on(TABLE)
                .weightColumn("weight")
                .hidden(8)
                .dropout(0)
                .epochs(12)
                .validationFraction(0.3)
                .threads(1)
                .train()
                .model();
        Model plain = Imbalance.trainer(TABLE).train().model();
        assertFalse(
                Arrays.equals(plain.network().parameters(), byColumn.network().parameters()));
        Model same = Imbalance.trainer(TABLE)
                .classWeights(ClassWeights.of(Map.of("yes", 4.0, "no", 0.5)))
                .train()
                .model();
        assertArrayEquals(byColumn.network().parameters(), same.network().parameters());
        Model one = Imbalance.trainer(TABLE)
                .classWeights(ClassWeights.of(Map.of("yes", 4.0)))
                .train()
                .model();
        assertEquals("yes=4.0", one.provenance().get("class-weight"));
    }

    @Test
    void theRareClassIsFoundMoreOften() {
        Model plain = Imbalance.trainer(TABLE).train().model();
        Model balanced = Imbalance.trainer(TABLE)
                .classWeights(ClassWeights.BALANCED)
                .train()
                .model();
        Table other = Imbalance.table(2000, 2);
        double before = plain.evaluate(other).classification().classes().get(1).recall();
        double after =
                balanced.evaluate(other).classification().classes().get(1).recall();
        assertTrue(after > before + 0.15, after + " after " + before);
        // The file is read by every version: weights are of the training alone.
        Path file = folder.resolve("m");
        balanced.save(file);
        assertEquals(ModelFile.FORMAT, SafetensorsReader.read(file).metadata().get("format"));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(
                "class-weight names 'yess', which is no class. Did you mean 'yes'?",
                () -> Imbalance.trainer(TABLE)
                        .classWeights(ClassWeights.of(Map.of("yess", 4.0)))
                        .train());
        refused("must be a number from 1e-30 to 1e30, not 0.0", () -> ClassWeights.of(Map.of("yes", 0.0)));
        refused("must be a number", () -> ClassWeights.of(Map.of("yes", Double.NaN)));
        refused("names no class", () -> ClassWeights.of(Map.of()));
        refused(
                "class-weight is for classification, but the task is a regression one.",
                () -> Models.trainer("concrete")
                        .classWeights(ClassWeights.BALANCED)
                        .train());
    }

    private static void refused(String part, Runnable what) {
        String told = assertThrows(UserException.class, what::run).getMessage();
        assertTrue(told.contains(part) && !told.contains("\n"), told);
    }
}
