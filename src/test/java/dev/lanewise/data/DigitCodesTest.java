package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of digits that are no numbers: codes with leading zeros, dates without separators. */
class DigitCodesTest {

    @TempDir
    Path folder;

    private Column read(String cells) throws IOException {
        String rows =
                List.of(cells.split(" ", -1)).stream().map(c -> c + ",a\n").collect(Collectors.joining());
        return TableFiles.read(folder, "x,y\n" + rows).columns().getFirst();
    }

    private static String text(Column column) {
        return IntStream.range(0, column.rows()).mapToObj(column::text).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00501 10001 94110", "10001 00501", "0000007 1234567", "  001 ", "00501  10001"})
    void leadingZerosAreKept(String cells) throws IOException {
        assertEquals(cells, text(assertInstanceOf(Column.Numbers.class, read(cells))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"01 12", "0 1", "00501 1001", "1001 00501", "00501 1e003", "00501 -0501", "0.50 0501"})
    void ofNumbersTheyAreNot(String cells) throws IOException {
        assertEquals(0, assertInstanceOf(Column.Numbers.class, read(cells)).digits());
    }

    @Test
    void longCodesAreText() throws IOException {
        assertEquals("00501000 00501001", text(assertInstanceOf(Column.Categories.class, read("00501000 00501001"))));
        assertInstanceOf(Column.Numbers.class, read("12345678 87654321"));
    }

    @Test
    void eightDigitsThatAreDatesAreText() throws IOException {
        assertEquals("20240131 20240229", text(assertInstanceOf(Column.Categories.class, read("20240131 20240229"))));
        assertInstanceOf(Column.Numbers.class, read("20240131 20240230"));
        assertInstanceOf(Column.Numbers.class, read("20240131 2024022"));
    }

    /** 60 rows of a column x. */
    private Table table(IntFunction<String> cell) throws IOException {
        String rows = IntStream.range(0, 60)
                .mapToObj(r -> cell.apply(r) + (r % 2 == 0 ? ",a\n" : ",b\n"))
                .collect(Collectors.joining());
        return TableFiles.read(folder, "x,y\n" + rows);
    }

    private static Preprocessor fit(Table table, ColumnPlan plan) {
        TargetEncoding encoding = TargetEncoding.of(table, List.of("y"), null);
        return Preprocessor.fit(table, encoding, encoding.rows(), null, true, Scaling.STANDARD, plan);
    }

    private static float[] features(Preprocessor fitted, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (TableStream stream = TableStream.open("s.csv", new ByteArrayInputStream(bytes), fitted)) {
            return fitted.transformFeatures(Objects.requireNonNull(stream.next()))
                    .features();
        }
    }

    @Test
    void zipCodesAreCategoriesUnlessAskedFor() throws IOException {
        Table zips = table(r -> "0050" + r % 3);
        Preprocessor fitted = fit(zips, ColumnPlan.DEFAULT);
        assertEquals(List.of(new Feature.Category("x", List.of("00500", "00501", "00502"))), fitted.features());
        assertEquals(
                List.of("Column 'x' has numbers with leading zeros, which are taken for categories; --kind 'x=number'"
                        + " takes them as numbers."),
                fitted.notes());
        assertArrayEquals(new float[] {0, 1, 0, 0, 0, 0, 0, 1}, features(fitted, "x\n00501\n10001\n"));
        assertArrayEquals(
                new float[] {0, 1, 0, 0},
                fitted.transformFeatures(zips, new int[] {1}).features());
        Preprocessor asked = fit(zips, ColumnPlan.DEFAULT.with("x", ColumnKind.NUMBER));
        assertInstanceOf(Feature.Numeric.class, asked.features().getFirst());
        assertEquals(List.of(), asked.notes());
    }

    /** A table that was read as a whole, perhaps as numbers, and a stream, which takes words as they are. */
    @ParameterizedTest
    @ValueSource(strings = {"x\n00501\n00500\n", "x\n00501\n500\n", "x\n501\n500\n", "x\n501.0\nb\n", "x\n00501\n7\n"})
    void zipCodesMeanTheSameWhateverElseTheFileHolds(String text) throws IOException {
        Preprocessor fitted = fit(table(r -> "0050" + r % 3), ColumnPlan.DEFAULT);
        boolean other = !text.contains("500\n");
        float[] expected = {0, 1, 0, 0, other ? 0 : 1, 0, 0, other ? 1 : 0};
        assertArrayEquals(expected, features(fitted, text));
        assertArrayEquals(
                expected,
                fitted.transformFeatures(TableFiles.read(folder, text)).features());
    }

    @Test
    void largeNumbersAreOnlyThemselves() throws IOException {
        Preprocessor fitted = fit(table(r -> r % 2 == 0 ? "123456784" : "b"), ColumnPlan.DEFAULT);
        assertArrayEquals(
                new float[] {1, 0, 0, 0, 0, 1, 1, 0, 0}, features(fitted, "x\n123456784\n123456785\n123456784.0\n"));
    }

    @Test
    void classesKeepTheirZeros() throws IOException {
        Table table = TableFiles.read(folder, "x,y\n1,001\n2,002\n3,001\n");
        assertEquals(
                List.of("001", "002"),
                TargetEncoding.of(table, List.of("y"), null).classes());
        TargetEncoding like = TargetEncoding.like(table, List.of("y"), Task.BINARY, List.of("1", "2"));
        assertArrayEquals(new float[] {0, 1, 0}, like.values());
        Table without = TableFiles.read(folder, "x,y\n1,1\n2,2\n3,1.0\n");
        List<String> codes = List.of("001", "002");
        assertArrayEquals(
                new float[] {0, 1, 0},
                TargetEncoding.like(without, List.of("y"), Task.BINARY, codes).values());
    }

    @Test
    void datesWithoutSeparatorsAreDates() throws IOException {
        Table days = table(r -> String.valueOf(20240101 + r % 28));
        Preprocessor fitted = fit(days, ColumnPlan.DEFAULT);
        Feature.Date date =
                assertInstanceOf(Feature.Date.class, fitted.features().getFirst());
        assertEquals(1_704_067_200L, date.origin());
        assertEquals(
                fitted.features(),
                fit(days, ColumnPlan.DEFAULT.with("x", ColumnKind.DATE)).features());
        assertArrayEquals(features(fitted, "x\n2024-01-09\n"), features(fitted, "x\n20240109\n"));
    }

    @Test
    void datesOfAnotherFormAreNoted() throws IOException {
        String note = fit(table(r -> (1 + r % 2) + "/" + (1 + r % 28) + "/20"), ColumnPlan.DEFAULT)
                .notes()
                .getFirst();
        assertTrue(note.contains("'x' is text with dates such as '1/1/20', which are not read"), note);
        assertTrue(note.contains("2024-01-31") && note.contains("--kind"), note);
        List<String> codes = fit(table(r -> "1/" + r % 20 + "/x"), ColumnPlan.DEFAULT.with("x", ColumnKind.KEEP))
                .notes();
        assertTrue(codes.stream().noneMatch(told -> told.contains("dates")), codes.toString());
    }
}
