package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprocessorTest {

    @TempDir
    Path folder;

    private Table table(String text) throws IOException {
        return Table.read(Files.writeString(folder.resolve("t.csv"), text));
    }

    private static Preprocessor fit(Table table, String target, int... rows) {
        TargetEncoding encoding = TargetEncoding.of(table, List.of(target), null);
        return Preprocessor.fit(table, encoding, rows, null, true, false);
    }

    @Test
    void numbersAreStandardisedByTheTrainingRowsAlone() throws IOException {
        Table table = table("a,y\n1,0.5\n3,1.5\n1000,9.25\n");
        Preprocessor fitted = fit(table, "y", 0, 1);
        assertEquals(List.of(new Feature.Numeric("a", 2, 1, false)), fitted.features());
        assertArrayEquals(new float[] {1}, fitted.targetMeans());
        assertArrayEquals(new float[] {0.5f}, fitted.targetScales());
        Dataset data = fitted.transform(table);
        assertArrayEquals(new float[] {-1, 1, 998}, data.features());
        assertArrayEquals(new float[] {-1, 1, 16.5f}, data.targets());
        float[] back = data.targets().clone();
        fitted.undoTargets(back, 3);
        assertArrayEquals(new float[] {0.5f, 1.5f, 9.25f}, back);
    }

    @Test
    void missingNumbersBecomeTheMeanAndAnIndicator() throws IOException {
        Table table = table("a,b,y\n1,5,0.5\n,7,1.5\n3,6,2.5\n,,3.5\n");
        Preprocessor fitted = fit(table, "y", 0, 1, 2);
        assertEquals(List.of("a", "a is missing", "b"), fitted.inputNames());
        float[] x = fitted.transform(table).features();
        assertArrayEquals(new float[] {-1, 0}, new float[] {x[0], x[1]});
        assertArrayEquals(new float[] {0, 1}, new float[] {x[3], x[4]});
        assertArrayEquals(new float[] {0, 1, 0}, new float[] {x[9], x[10], x[11]});
    }

    @Test
    void categoriesAreOneHotWithALastInputForUnknownOnes() throws IOException {
        Table table = table("c,y\nred,0.5\nblue,1.5\nred,2.5\ngreen,3.5\n,4.5\n");
        Preprocessor fitted = fit(table, "y", 0, 1, 2);
        assertEquals(List.of(new Feature.Category("c", List.of("blue", "red"))), fitted.features());
        assertArrayEquals(
                new float[] {0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1},
                fitted.transform(table).features());
    }

    @Test
    void rareCategoriesAreTakenTogether() throws IOException {
        StringBuilder text = new StringBuilder("c,y\n");
        for (int i = 0; i < 90; i++) {
            text.append(i < 80 ? "c" + i % 8 : "rare" + i)
                    .append(',')
                    .append(i * 0.5)
                    .append('\n');
        }
        Table table = table(text.toString());
        Preprocessor fitted = fit(table, "y", table.rows() == 90 ? all(90) : new int[0]);
        assertEquals(9, fitted.inputs());
        assertTrue(
                fitted.notes().getFirst().contains("10 rare categories"),
                fitted.notes().toString());
    }

    private static int[] all(int rows) {
        return java.util.stream.IntStream.range(0, rows).toArray();
    }

    @Test
    void constantAndUniqueColumnsAreLeftOutWithANote() throws IOException {
        StringBuilder text = new StringBuilder("name,one,a,y\n");
        for (int i = 0; i < 40; i++) {
            text.append("person ")
                    .append(i)
                    .append(",7,")
                    .append(i)
                    .append(',')
                    .append(i * 0.25)
                    .append('\n');
        }
        Preprocessor fitted = fit(table(text.toString()), "y", all(40));
        assertEquals(List.of("a"), fitted.inputNames());
        assertTrue(fitted.notes().get(0).contains("'name' is text that differs in most rows"));
        assertTrue(fitted.notes().get(1).contains("'one' has one value in all training rows"));
    }

    @Test
    void rowsWithoutATargetAreLeftOutWithANote() throws IOException {
        Table table = table("a,y\n1,0.5\n2,\n3,1.5\n4,0.25\n");
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y"), null);
        assertArrayEquals(new int[] {0, 2, 3}, encoding.rows());
        assertEquals(
                "1 row has no target and is left out.",
                fit(table, "y", 0, 2, 3).notes().getFirst());
    }

    @Test
    void theTaskIsToldFromTheTarget() throws IOException {
        assertEquals(Task.BINARY, task("yes", "no", "yes"));
        assertEquals(Task.BINARY, task("true", "false", "true"));
        assertEquals(Task.MULTICLASS, task("a", "b", "c"));
        assertEquals(Task.MULTICLASS, task("3", "1", "2"));
        assertEquals(Task.BINARY, task("0", "1", "1"));
        assertEquals(Task.REGRESSION, task("0.5", "1", "2"));
        String[] many = new String[21];
        for (int i = 0; i < many.length; i++) {
            many[i] = String.valueOf(i);
        }
        assertEquals(Task.REGRESSION, task(many));
        assertEquals(Task.MULTICLASS, task(java.util.Arrays.copyOf(many, 20)));
    }

    private Task task(String... targets) throws IOException {
        StringBuilder text = new StringBuilder("a,y\n");
        for (int i = 0; i < targets.length; i++) {
            text.append(i).append(',').append(targets[i]).append('\n');
        }
        return TargetEncoding.of(table(text.toString()), List.of("y"), null).task();
    }

    @Test
    void classesAreInNaturalOrder() throws IOException {
        Table table = table("a,y\n1,10\n2,9\n3,10\n");
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y"), null);
        assertEquals(List.of("9", "10"), encoding.classes());
        assertArrayEquals(new float[] {1, 0, 1}, encoding.values());
    }

    @Test
    void rowWeightsAreReadAndChecked() throws IOException {
        Table table = table("a,w,y\n1,2,0.5\n2,0,1.5\n3,1,2.5\n");
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y"), null);
        Preprocessor fitted = Preprocessor.fit(table, encoding, new int[] {0, 1, 2}, "w", true, false);
        assertEquals(List.of("a"), fitted.inputNames());
        assertArrayEquals(
                new float[] {2, 0, 1},
                fitted.transform(table, encoding, new int[] {0, 1, 2}).weights());
        Table bad = table("a,w,y\n1,2,0.5\n2,-1,1.5\n");
        TargetEncoding other = TargetEncoding.of(bad, List.of("y"), null);
        assertThrows(UserException.class, () -> fitted.transform(bad, other, new int[] {0, 1}));
    }

    @Test
    void classWeightsMultiplyRowWeights() {
        Dataset data =
                Dataset.of(new float[][] {{1}, {2}, {3}}, new int[] {0, 1, 1}).withWeights(1, 2, 3);
        assertArrayEquals(
                new float[] {5, 1, 1.5f}, data.withClassWeights(5, 0.5f).weights());
        assertThrows(UserException.class, () -> data.withClassWeights(5));
        assertThrows(UserException.class, () -> data.withWeights(1, Float.NaN, 1));
    }
}
