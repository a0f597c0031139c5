package dev.lanewise.data;

import static dev.lanewise.data.TableFiles.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words among numbers and dates: those for what is missing, and those that do not belong there. */
class OddCellsTest {

    private static final float NONE = Float.NaN;

    @TempDir
    Path folder;

    private Table read(String... cells) throws IOException {
        String rows = IntStream.range(0, cells.length)
                .mapToObj(r -> cells[r] + (r % 2 == 0 ? ",a\n" : ",b\n"))
                .collect(Collectors.joining());
        return TableFiles.read(folder, "x,y\n" + rows);
    }

    /** 200 rows, whose cells are those of {@code word} or, where that gives none, of {@code cell}. */
    private Table mostly(IntFunction<String> cell, IntFunction<String> word) throws IOException {
        return read(IntStream.range(0, 200)
                .mapToObj(r -> word.apply(r).isEmpty() ? cell.apply(r) : word.apply(r))
                .toArray(String[]::new));
    }

    private static Preprocessor fit(Table table, ColumnPlan plan) {
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y"), null);
        return Preprocessor.fit(table, encoding, encoding.rows(), null, true, Scaling.STANDARD, plan);
    }

    private static String date(int row) {
        return String.format("2024-%02d-%02d", 1 + row / 28, 1 + row % 28);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NA", "n/a", "NaN", "?", "NULL", "#N/A", "<NA>", "-", ".", "None", "none"})
    void wordsForAMissingNumber(String word) throws IOException {
        Column.Numbers first = assertInstanceOf(
                Column.Numbers.class, read(word, "1", "2.5").columns().getFirst());
        assertArrayEquals(new float[] {NONE, 1, 2.5f}, first.values());
        Column.Numbers last = assertInstanceOf(
                Column.Numbers.class, read("1", "-2.5", word).columns().getFirst());
        assertArrayEquals(new float[] {1, -2.5f, NONE}, last.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", ".", "None"})
    void whichAreCategoriesAmongWords(String word) throws IOException {
        for (List<String> cells : List.of(List.of(word, "+", "+"), List.of("+", word, "+"), List.of(word, "1", "b"))) {
            Column.Categories column = assertInstanceOf(
                    Column.Categories.class,
                    read(cells.toArray(String[]::new)).columns().getFirst());
            assertTrue(column.categories().contains(word), cells.toString());
            assertEquals(cells, List.of(column.text(0), column.text(1), column.text(2)));
        }
        assertEquals(word, read(word, word, "").columns().getFirst().text(0), "no number, no missing one");
    }

    @Test
    void aMissingDateMayBeADash() throws IOException {
        Table table = read("2024-01-31", "-", "2024-03-01", "none");
        Preprocessor fitted = fit(table, ColumnPlan.DEFAULT);
        Feature.Date date =
                assertInstanceOf(Feature.Date.class, fitted.features().getFirst());
        assertTrue(date.indicator());
        float[] features = fitted.transformFeatures(table).features();
        int width = fitted.inputs();
        for (int r = 0; r < 4; r++) {
            assertEquals(r % 2, features[r * width + width - 1], "row " + r);
        }
        assertEquals(
                fitted.features(),
                fit(table, ColumnPlan.DEFAULT.with("x", ColumnKind.DATE)).features());
        assertRefused(() -> fitted.transformFeatures(read("2024-01-31", "soon")), "line 3", "'soon'", "no date");
        Table numbers = read("-", "-");
        assertEquals(1, fitted.transformFeatures(numbers).features()[width - 1]);
    }

    @Test
    void aColumnOfNumbersTakesThemInOtherTablesToo() throws IOException {
        Preprocessor fitted = fit(read("1", "2", "-", "4"), ColumnPlan.DEFAULT);
        float[] features = fitted.transformFeatures(read("-", ".", "none")).features();
        assertArrayEquals(new float[] {0, 1, 0, 1, 0, 1}, features);
        assertRefused(() -> fitted.transformFeatures(read("-", "x")), "line 3", "'x'", "no number");
        Preprocessor asked = fit(read("-", "2", "-", "4"), ColumnPlan.DEFAULT.with("x", ColumnKind.NUMBER));
        assertEquals(2, asked.inputs());
    }

    @Test
    void aSlipAmongNumbersIsRefusedWithItsLine() throws IOException {
        Table table = mostly(r -> r + ".5", r -> r == 17 ? "abc" : "");
        String[] told = {
            "t.csv, line 19, column 'x'",
            "'abc' is no number",
            "199 of the column's 200 cells",
            "--kind 'x=category'",
            "--drop 'x'"
        };
        assertRefused(() -> fit(table, ColumnPlan.DEFAULT), told);
        assertRefused(
                () -> fit(table, ColumnPlan.DEFAULT.with("x", ColumnKind.NUMBER)), "line 19", "'abc' is no number");
        ColumnPlan category = ColumnPlan.DEFAULT.with("x", ColumnKind.CATEGORY);
        assertEquals(
                List.of("Column 'x' has rare categories only and is left out."), assertNothingLeft(table, category));
        Table unknown = mostly(r -> r + ".5", r -> r % 10 == 3 ? "unknown" : "");
        assertRefused(() -> fit(unknown, ColumnPlan.DEFAULT), "line 5", "'unknown'", "180 of the column's 200");
    }

    private static List<String> assertNothingLeft(Table table, ColumnPlan plan) {
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y"), null);
        FeatureFitter fitter = new FeatureFitter(table, encoding.rows(), plan);
        assertRefused(() -> fitter.fit(Set.of("y"), Scaling.STANDARD), "no column is left");
        return fitter.notes();
    }

    @Test
    void aSlipAmongDatesIsRefusedWithItsLine() throws IOException {
        Table table = mostly(OddCellsTest::date, r -> r == 3 ? "2024-13-01" : r == 5 ? "-" : "");
        assertRefused(
                () -> fit(table, ColumnPlan.DEFAULT), "line 5", "'2024-13-01' is no date such as 2024-01-31", "198 of");
        Table days = mostly(r -> (1 + r % 28) + "/" + (1 + r / 28) + "/2024", r -> r == 3 ? "31/02/2024" : "");
        assertRefused(() -> fit(days, ColumnPlan.DEFAULT), "line 5", "'31/02/2024' is no date", "31/01/2024", "199 of");
    }

    @Test
    void codesThatLookLikeNumbersAreTextWithANote() throws IOException {
        Table table = mostly(r -> String.valueOf(r % 50), r -> r < 12 ? "V" + r % 4 : "");
        Preprocessor fitted = fit(table, ColumnPlan.DEFAULT);
        assertInstanceOf(Feature.Category.class, fitted.features().getFirst());
        assertEquals(
                "t.csv, line 2, column 'x': 'V0' is no number, but 188 of the column's 200 cells are. So it is text; for"
                        + " numbers mend the others, of 4 different words.",
                fitted.notes().getFirst());
        assertEquals(1, fitted.notes().size());
    }

    @Test
    void fewOrManyWordsAreCategoriesWithoutANote() throws IOException {
        // A scale of 1 to 20 with an answer of its own, and words in more than a tenth of the rows.
        Table scale = mostly(r -> String.valueOf(1 + r % 20), r -> r % 40 == 0 ? "other" : "");
        assertEquals(List.of(), fit(scale, ColumnPlan.DEFAULT).notes());
        Table mixed = mostly(r -> String.valueOf(r % 50), r -> r % 9 == 0 ? "other" : "");
        assertEquals(List.of(), fit(mixed, ColumnPlan.DEFAULT).notes());
    }

    @Test
    void aSlipInTheTargetIsRefusedWithItsLine() throws IOException {
        Table table = mostly(r -> r + ".5", r -> r == 17 ? "abc" : "");
        assertRefused(
                () -> TargetEncoding.of(table, List.of("x"), null),
                "line 19",
                "'abc' is no number",
                "199 of",
                "--task");
    }
}
