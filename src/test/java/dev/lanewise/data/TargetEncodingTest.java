package dev.lanewise.data;

import static dev.lanewise.data.TableFiles.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classification or regression, told from the target. */
class TargetEncodingTest {

    @TempDir
    Path folder;

    private TargetEncoding of(@Nullable Task task, String... cells) throws IOException {
        String rows = List.of(cells).stream().map(cell -> "1," + cell + "\n").collect(Collectors.joining());
        return TargetEncoding.of(TableFiles.read(folder, "x,y\n" + rows), List.of("y"), task);
    }

    private static String[] integers(int different, int rows) {
        return IntStream.range(0, rows * different)
                .mapToObj(i -> String.valueOf(i % different - 5))
                .toArray(String[]::new);
    }

    @Test
    void textIsClasses() throws IOException {
        TargetEncoding found = of(null, "b", "a", "c", "a");
        assertEquals(Task.MULTICLASS, found.task());
        assertEquals(List.of("a", "b", "c"), found.classes());
        assertArrayEquals(new float[] {1, 0, 2, 0}, found.values());
        assertEquals("'y' has 3 different words", found.reason());
        assertArrayEquals(new int[] {0, 2}, found.classesOf(new int[] {1, 2}));
    }

    @Test
    void booleansAreTwoClasses() throws IOException {
        TargetEncoding found = of(null, "true", "false", "", "true");
        assertEquals(Task.BINARY, found.task());
        assertEquals(List.of("false", "true"), found.classes());
        assertArrayEquals(new float[] {1, 0, Float.NaN, 1}, found.values());
        assertArrayEquals(new int[] {0, 1, 3}, found.rows());
    }

    /** So many rows of each of some integers. */
    private Task told(int rows, int... values) throws IOException {
        return of(
                        null,
                        IntStream.range(0, rows * values.length)
                                .mapToObj(i -> String.valueOf(values[i % values.length]))
                                .toArray(String[]::new))
                .task();
    }

    private static int[] from(int first, int different) {
        return IntStream.range(first, first + different).toArray();
    }

    @Test
    void twoIntegersAreClasses() throws IOException {
        assertEquals(Task.BINARY, told(1, 3, 700));
        assertEquals(Task.BINARY, told(50, 0, 1));
    }

    @Test
    void upToTenIntegersAreClassesWhereEachHasSomeRows() throws IOException {
        assertEquals(Task.REGRESSION, told(1, 2, 4, 6));
        assertEquals(Task.REGRESSION, told(4, 2, 4, 6));
        assertEquals(Task.MULTICLASS, told(5, 2, 4, 6));
        assertEquals(Task.MULTICLASS, told(5, from(-3, 10)));
        assertEquals(Task.REGRESSION, told(1, from(1, 3)));
        assertEquals(Task.MULTICLASS, told(2, from(1, 3)));
        assertEquals(Task.MULTICLASS, told(2, from(0, 10)));
        assertEquals(Task.REGRESSION, told(2, from(2, 10)));
    }

    @Test
    void upToTwentyAreClassesWhereTheyCountAndEachIsFrequent() throws IOException {
        assertEquals(Task.MULTICLASS, told(10, from(0, 20)));
        assertEquals(Task.MULTICLASS, told(10, from(1, 11)));
        assertEquals(Task.REGRESSION, told(9, from(0, 11)));
        assertEquals(Task.REGRESSION, told(100, from(2, 11)));
        assertEquals(Task.REGRESSION, told(100, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11));
        assertEquals(Task.REGRESSION, told(100, from(0, 21)));
    }

    /** Counts have rare large ones. */
    @Test
    void countsAreNumbers() throws IOException {
        String[] cells = IntStream.range(0, 400)
                .mapToObj(i -> String.valueOf((int) Math.sqrt(i * 0.8) % 18))
                .toArray(String[]::new);
        TargetEncoding found = of(null, cells);
        assertEquals(Task.REGRESSION, found.task());
        assertEquals("'y' has 18 different integers; --task classification takes them as classes", found.reason());
    }

    @Test
    void theReasonNamesTheWayOut() throws IOException {
        TargetEncoding classes = of(null, integers(5, 10));
        assertEquals("'y' has 5 different integers; --task regression takes them as numbers", classes.reason());
        TargetEncoding more = of(null, integers(21, 10));
        assertEquals("'y' is a column of numbers", more.reason());
        assertEquals(List.of(), more.classes());
    }

    @Test
    void zerosOfBothSignsAreOneValue() throws IOException {
        String[] cells = integers(10, 5);
        cells[5 + 10] = "-0";
        assertEquals("0", cells[5]);
        TargetEncoding found = of(null, cells);
        assertEquals(10, found.classes().size());
        assertEquals(found.values()[5], found.values()[15]);
    }

    @Test
    void classesOfIntegersComeByValueAndWithoutPoint() throws IOException {
        TargetEncoding found = of(Task.MULTICLASS, "10", "9.0", "-1", "1e1");
        assertEquals(List.of("-1", "9", "10"), found.classes());
        assertArrayEquals(new float[] {2, 1, 0, 2}, found.values());
    }

    @Test
    void fractionsAreNumbers() throws IOException {
        TargetEncoding found = of(null, "1", "2", "1.5", "");
        assertEquals(Task.REGRESSION, found.task());
        assertArrayEquals(new float[] {1, 2, 1.5f, Float.NaN}, found.values());
        assertArrayEquals(new int[] {0, 1, 2}, found.rows());
        assertArrayEquals(new int[2], found.classesOf(new int[] {0, 2}));
    }

    @Test
    void theTaskThatIsAskedForOverrides() throws IOException {
        TargetEncoding numbers = of(Task.REGRESSION, "1", "2", "1");
        assertEquals(Task.REGRESSION, numbers.task());
        assertEquals("", numbers.reason());
        TargetEncoding classes = of(Task.MULTICLASS, "0.5", "1.5", "0.5");
        assertEquals(Task.BINARY, classes.task());
        assertEquals(List.of("0.5", "1.5"), classes.classes());
    }

    @Test
    void severalTargetsAreNumbers() throws IOException {
        Table table = TableFiles.read(folder, "y,z,k\n1,2,a\n3,,b\n5,6,a\n");
        TargetEncoding found = TargetEncoding.of(table, List.of("z", "y"), null);
        assertEquals(Task.REGRESSION, found.task());
        assertArrayEquals(new float[] {2, 1, Float.NaN, 3, 6, 5}, found.values());
        assertArrayEquals(new int[] {0, 2}, found.rows());
        assertRefused(() -> TargetEncoding.of(table, List.of("y", "k"), null), "line 2", "'k'", "'a'", "no number");
        assertRefused(() -> TargetEncoding.of(table, List.of("y", "z"), Task.BINARY), "one target, not 2");
    }

    @Test
    void whatCannotBeATargetIsRefused() throws IOException {
        assertRefused(() -> of(null, "a", "a", ""), "t.csv", "'y'", "only one class", "'a'");
        assertRefused(() -> of(null, "7", "7"), "only one class", "'7'");
        assertRefused(() -> of(null, "", "NA"), "'y'", "missing in every row", "--target");
        assertRefused(() -> of(Task.REGRESSION, "", ""), "'y'", "missing in every row", "--target");
        assertRefused(() -> of(Task.REGRESSION, "1", "x\"\""), "line 3", "'y'", "no number", "--task");
        assertRefused(() -> of(Task.REGRESSION, "1", "-", "None", ".", "abc"), "line 6", "'abc' is no number");
        assertRefused(() -> of(Task.BINARY, "a", "b", "c"), "3 classes", "--task multiclass");
        String[] names = IntStream.range(0, 30).mapToObj(i -> "n" + i).toArray(String[]::new);
        assertRefused(() -> of(null, names), "30 different values in 30 rows", "--task regression");
        Table table = TableFiles.read(folder, "x,kind\n1,a\n2,b\n");
        assertRefused(
                () -> TargetEncoding.of(table, List.of("knid"), null), "'knid'", "target", "Did you mean 'kind'?");
    }

    @Test
    void otherTablesAreReadWithTheKnownClasses() throws IOException {
        Table table = TableFiles.read(folder, "x,y\n1,b\n2,\n3,b\n");
        TargetEncoding found = TargetEncoding.like(table, List.of("y"), Task.BINARY, List.of("a", "b"));
        assertArrayEquals(new float[] {1, Float.NaN, 1}, found.values());
        assertEquals(List.of("a", "b"), found.classes());
        assertFalse(found.rows().length == 3);
    }
}
