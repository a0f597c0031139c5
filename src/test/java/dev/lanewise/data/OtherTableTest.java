package dev.lanewise.data;

import static dev.lanewise.data.TableFiles.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fitted preprocessor given other tables than that of its training, and row weights. */
class OtherTableTest {

    @TempDir
    Path folder;

    private Table table = Table.of(List.of());
    private Preprocessor fitted = new Preprocessor(
            List.of(), List.of("y"), Task.REGRESSION, List.of(), new float[1], new float[1], null, List.of());

    @BeforeEach
    void fit() throws IOException {
        table = TableFiles.read(folder, "x,k,w,y\n2,u,1,a\n4,v,0,b\n2,u,0.5,a\n4,v,3,b\n");
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y"), null);
        fitted = Preprocessor.fit(table, encoding, encoding.rows(), "w", true, Scaling.STANDARD);
    }

    private Table other(String text) throws IOException {
        return Table.read(Files.writeString(folder.resolve("other.csv"), text));
    }

    @Test
    void columnsMayStandInAnyOrderWithOthersAmongThem() throws IOException {
        Dataset made = fitted.transform(other("z,y,k,x\n9,b,v,4\n9,a,new,3\n"));
        assertArrayEquals(new float[] {1, 0, 1, 0, 0, 0, 0, 1}, made.features());
        assertArrayEquals(new float[] {1, 0}, made.targets());
        assertNull(made.weights());
    }

    @Test
    void targetsAreNotAskedForInPredictions() throws IOException {
        Dataset made = fitted.transformFeatures(other("x,k\n4,v\n"));
        assertEquals(0, made.targetColumns());
        assertArrayEquals(new float[] {1, 0, 1, 0}, made.features());
    }

    @Test
    void missingColumnsAreNamed() throws IOException {
        Table lacking = other("x,y\n1,a\n");
        assertRefused(() -> fitted.transform(lacking), "other.csv", "1 of the model's 2 columns", "'k'");
        Table none = other("X,K\n1,a\n");
        assertRefused(() -> fitted.transformFeatures(none), "2 of the model's 2 columns", "'x', 'k'");
    }

    @Test
    void textInAColumnOfNumbersIsRefusedWithItsPlace() throws IOException {
        Table text = other("x,k,y\n1,u,a\n\"two\nlines\",u,b\n");
        assertRefused(() -> fitted.transform(text), "other.csv, line 3", "'x'", "'two lines'", "no number");
        // No number column any more, so that the cell was not refused when the file was read.
        Table infinite = other("x,k,y\n1,u,a\n1e999,u,b\nbad,u,\n");
        assertRefused(() -> fitted.transform(infinite), "other.csv, line 3", "'x'", "'1e999'", "no number");
    }

    /** The cells that are numbers are read even where others made a text column of them, here in rows that are not asked for. */
    @Test
    void numbersInAColumnOfTextAreRead() throws IOException {
        Table text = other("x,k,y\n4.0,u,a\n,u,b\nbad,u,\n");
        assertArrayEquals(
                new float[] {1, 1, 0, 0, 0, 1, 0, 0}, fitted.transform(text).features());
    }

    @Test
    void numbersInAColumnOfCategoriesAreUnknownOnes() throws IOException {
        assertArrayEquals(
                new float[] {1, 0, 0, 1},
                fitted.transformFeatures(other("x,k\n4,17\n")).features());
    }

    @Test
    void unknownOrMissingTargetsAreRefused() throws IOException {
        Table unknown = other("x,k,y\n1,u,a\n2,u,c\n");
        assertRefused(() -> fitted.transform(unknown), "other.csv, line 3", "'y'", "'c'", "(a, b)");
        Table missing = other("x,k,y\n1,u,\n2,u,\n");
        assertRefused(() -> fitted.transform(missing), "other.csv", "no row has a target", "'y'");
        Table without = other("x,k\n1,u\n");
        assertRefused(() -> fitted.transform(without), "other.csv", "'y'", "target");
    }

    @Test
    void weightsAreReadAndTheirColumnIsNoInput() {
        assertEquals(List.of("x", "k=u", "k=v", "k=other"), fitted.inputNames());
        assertArrayEquals(new float[] {1, 0, 0.5f, 3}, fitted.transform(table).weights());
    }

    @Test
    void weightsThatAreNoneAreRefusedWithTheirPlace() throws IOException {
        for (String weight : List.of("-1", "", "heavy")) {
            Table bad = other("x,k,w,y\n1,u,1,a\n2,u," + weight + ",b\n");
            assertRefused(() -> fitted.transform(bad), "other.csv, line 3", "'w'", "'" + weight + "'");
        }
        for (float weight : new float[] {2e30f, 1e-31f, Float.MIN_VALUE, -1e-30f, Float.NaN}) {
            Table extreme = weighted(weight);
            assertRefused(() -> fitted.transform(extreme), "table, row 1, column 'w'", "1e-30 to 1e30");
        }
        assertArrayEquals(
                new float[] {1, 1e30f}, fitted.transform(weighted(1e30f)).weights());
        assertRefused(() -> weighted(Float.POSITIVE_INFINITY), "table, row 1, column 'w'", "Infinity");
    }

    private static Table weighted(float second) {
        return Table.of(List.of(
                new Column.Numbers("x", new float[] {1, 2}),
                new Column.Categories("k", new int[] {0, 0}, List.of("u")),
                new Column.Numbers("w", new float[] {1, second}),
                new Column.Categories("y", new int[] {0, 0}, List.of("a"))));
    }

    @Test
    void theWeightColumnMustBeThereAndNotTheTarget() {
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y"), null);
        int[] rows = encoding.rows();
        assertRefused(
                () -> Preprocessor.fit(table, encoding, rows, "y", true, Scaling.STANDARD), "'y'", "target and weight");
        assertRefused(() -> Preprocessor.fit(table, encoding, rows, "v", true, Scaling.STANDARD), "'v'", "weights");
    }

    @Test
    void plainArraysMustFit() {
        float[][] x = {{1, 2}, {3, 4}};
        assertArrayEquals(
                new float[] {1, 2, 3, 4}, Dataset.of(x, new int[] {0, 1}).features());
        assertArrayEquals(new float[] {0, 1}, Dataset.of(x, new int[] {0, 1}).targets());
        assertRefused(() -> Dataset.of(x, new int[] {0}), "2 rows", "1 of targets");
        assertRefused(() -> Dataset.of(new float[][] {{1, 2}, {3}}, new int[] {0, 1}), "Row 1", "1 columns");
        assertRefused(() -> Dataset.of(new float[0][0], new int[0]), "no rows");
    }

    private static Preprocessor made(Task task, List<String> targets, List<String> classes, int width) {
        return new Preprocessor(List.of(), targets, task, classes, new float[width], new float[width], null, List.of());
    }

    /** As a made-up model file may have them. */
    @Test
    void targetsAndClassesMustFitTheTask() {
        List<String> y = List.of("y");
        assertRefused(() -> made(Task.BINARY, y, List.of(), 0), "binary", "2 classes, not 0");
        assertRefused(() -> made(Task.BINARY, y, List.of("a", "b", "c"), 0), "2 classes, not 3");
        assertRefused(() -> made(Task.MULTICLASS, y, List.of("a"), 0), "2 or more classes, not 1");
        assertRefused(() -> made(Task.REGRESSION, y, List.of("a"), 1), "0 classes, not 1");
        assertRefused(() -> made(Task.REGRESSION, List.of(), List.of(), 0), "at least one target, not 0");
        assertRefused(() -> made(Task.BINARY, List.of("y", "z"), List.of("a", "b"), 0), "exactly one target, not 2");
        assertRefused(() -> made(Task.REGRESSION, y, List.of(), 2), "2 means", "1 targets");
        assertRefused(() -> made(Task.MULTICLASS, y, List.of("a", "b", "a"), 0), "classes", "'a'");
        assertRefused(() -> made(Task.REGRESSION, List.of("y", "y"), List.of(), 2), "targets", "'y'");
        assertEquals(2, made(Task.MULTICLASS, y, List.of("a", "b"), 0).classes().size());
    }

    /** In a table that was read as a whole and in a stream, which takes words as they are. */
    @Test
    void digitsForTrueAndFalseMayBeSpelledInAnyWay() throws IOException {
        Preprocessor truths = TableFiles.fit(TableFiles.read(folder, "x,y\nyes,1\nno,2\nyes,3\nno,4\n"), 4);
        float[] expected = {1, 0, 1, 0};
        for (String cells : List.of("1\n0\n1.0\n0.00\n", "1\nno\n1.0\n0.00\n")) {
            Table read = other("x\n" + cells);
            assertArrayEquals(expected, TableFiles.features(truths, read));
            try (TableStream stream = TableStream.open(folder.resolve("other.csv"), truths)) {
                assertArrayEquals(expected, TableFiles.features(truths, Objects.requireNonNull(stream.next())));
            }
        }
    }
}
