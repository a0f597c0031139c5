package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Good tables in all spellings; what is refused is in {@link TableRefusalTest}. */
class TableReaderTest {

    private static final float NAN = Float.NaN;

    @TempDir
    Path folder;

    private Table read(String text) throws IOException {
        return TableFiles.read(folder, text);
    }

    @Test
    void readsNumbersCategoriesAndBooleans() throws IOException {
        Table table = read("size,kind,ready\n1,cat,true\n-2.5,dog,false\n+3e2,cat,TRUE\n");
        assertEquals(List.of("size", "kind", "ready"), table.names());
        assertEquals(3, table.rows());
        assertEquals("t.csv", table.source());
        assertArrayEquals(new float[] {1, -2.5f, 300}, TableFiles.numbers(table, "size"));
        assertEquals(List.of("cat", "dog", "cat"), TableFiles.words(table, "kind"));
        assertFalse(
                assertInstanceOf(Column.Categories.class, table.find("kind")).isBoolean());
        assertEquals(List.of("true", "false", "TRUE"), TableFiles.words(table, "ready"));
    }

    @ParameterizedTest
    @CsvSource({"true,false", "TRUE,FALSE", "Yes,No", "t,f", "Y,N", "no,no"})
    void wordsForTrueAndFalseAreBoolean(String one, String other) throws IOException {
        Table table = read("flag\n" + one + "\n\"\"\n" + other + "\n");
        assertTrue(assertInstanceOf(Column.Categories.class, table.find("flag")).isBoolean());
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes\nno\nmaybe", "true\nfalse\nyes", "on\noff"})
    void otherWordsAreNotBoolean(String words) throws IOException {
        Table table = read("flag\n" + words + "\n");
        assertFalse(
                assertInstanceOf(Column.Categories.class, table.find("flag")).isBoolean());
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.tsv", "t.csv", "t.txt", "T.TSV"})
    void tabsSeparateWhateverTheName(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "a\tb, c\td\n1\tx, y\t2\n");
        Table table = Table.read(file);
        assertEquals(List.of("a", "b, c", "d"), table.names());
        assertEquals(List.of("x, y"), TableFiles.words(table, "b, c"));
    }

    @Test
    void semicolonsSeparateWhereTheHeaderHasMoreOfThem() throws IOException {
        Table table = read("a;b;c\n1;2,5;3\n");
        assertEquals(List.of("2,5"), TableFiles.words(table, "b"));
        assertArrayEquals(new float[] {3}, TableFiles.numbers(table, "c"));
    }

    @Test
    void separatorsInQuotesOrAfterBlankLinesAreNotMistaken() throws IOException {
        assertEquals(List.of("a;b;c", "d"), read("\"a;b;c\",d\n1,2\n").names());
        assertEquals(List.of("a\n;b", "d"), read("\"a\n;b\",d\n1,2\n").names());
        assertEquals(List.of("a", "d"), read("\n\na;d\n1;2\n").names());
        assertEquals(List.of("a \";; b", "d"), read("\"a \"\";; b\",d\n1,2\n").names());
        assertEquals(
                List.of("5\" pipe", "d", "e"), read("5\" pipe;d;e\n1;2;3\n").names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.csv.gz", "t.csv"})
    void gzipIsToldFromTheContent(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, TableFiles.gzip(TableFiles.utf8("a,b\n1,x\n2,y\n")));
        Table table = Table.read(file);
        assertArrayEquals(new float[] {1, 2}, TableFiles.numbers(table, "a"));
        assertEquals(List.of("x", "y"), TableFiles.words(table, "b"));
    }

    @Test
    void gzipInSeveralMembersAndTabs() throws IOException {
        Path file = folder.resolve("t.tsv.gz");
        Files.write(file, TableFiles.gzip(TableFiles.utf8("a\tb\n1\t2\n")));
        Files.write(file, TableFiles.gzip(TableFiles.utf8("3\t4\n")), StandardOpenOption.APPEND);
        assertArrayEquals(new float[] {2, 4}, TableFiles.numbers(Table.read(file), "b"));
    }

    @Test
    void quotesHoldSeparatorsLineBreaksAndQuotes() throws IOException {
        Table table = read("\"na,me\",b\n\"one, two\",1\n\"line 1\nline 2\",2\n\"a \"\"b\"\"\",\"3\"\n");
        assertEquals(List.of("one, two", "line 1\nline 2", "a \"b\""), TableFiles.words(table, "na,me"));
        assertArrayEquals(new float[] {1, 2, 3}, TableFiles.numbers(table, "b"));
    }

    @Test
    void rowsKnowTheirLinesAlsoBelowQuotedLineBreaksAndBlankLines() throws IOException {
        Table table = read("a,b\nx,1\n\"y\nz\n\",2\nv,3\n\n\nw,4\n");
        assertEquals(List.of(2L, 3L, 6L, 9L), List.of(table.line(0), table.line(1), table.line(2), table.line(3)));
        assertEquals("t.csv, line 9", table.place(3));
    }

    @Test
    void rowsOfManyLinesKnowTheirLines() throws IOException {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int r = 0; r < 5000; r++) {
            text.append(r == 100 || r > 2000 ? "\"x\ny\"" : "x").append(",1\n");
        }
        Table table = read(text.toString());
        assertEquals(102, table.line(100));
        assertEquals(104, table.line(101));
        assertEquals(2003, table.line(2000));
        assertEquals(2004 + 2 * 2998, table.line(4999));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void allLineEndsAndAByteOrderMark(String end) throws IOException {
        String text = "\uFEFFa,b" + end + "1,x" + end + "2,y";
        for (String last : List.of("", end)) {
            Table table = read(text + last);
            assertEquals(List.of("a", "b"), table.names());
            assertArrayEquals(new float[] {1, 2}, TableFiles.numbers(table, "a"));
            assertEquals(List.of("x", "y"), TableFiles.words(table, "b"));
            assertEquals(3, table.line(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NA", "NaN", "?", "null", "na", "nan", "NULL", "N/A", "\"\"", " NA "})
    void missingValues(String cell) throws IOException {
        Table table = read("n,w,all\n1,x,%s\n%s,%s,%s\n2,y,%s\n".replace("%s", cell));
        assertArrayEquals(new float[] {1, NAN, 2}, TableFiles.numbers(table, "n"));
        assertEquals(List.of("x", "", "y"), TableFiles.words(table, "w"));
        assertTrue(table.column("w", "test").missing(1));
        assertArrayEquals(new float[] {NAN, NAN, NAN}, TableFiles.numbers(table, "all"));
    }

    @Test
    void missingValuesBeforeTheFirstWord() throws IOException {
        Table table = read("a,b\n,1\nNA,1\nx,1\n,1\n");
        assertEquals(List.of("", "", "x", ""), TableFiles.words(table, "a"));
        assertTrue(table.column("a", "test").missing(0));
    }

    @Test
    void cellsAreReadWithoutBlanksAround() throws IOException {
        Table table = read(" a , b\n 1 , x y \n\t2,\"x y\"\n");
        assertEquals(List.of("a", "b"), table.names());
        assertArrayEquals(new float[] {1, 2}, TableFiles.numbers(table, "a"));
        assertEquals(List.of("x y", "x y"), TableFiles.words(table, "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x1p3", "1f", "2d", "1_000", "1 000", "1e", "--1", "1.2.3", "٣", "e5", ".", "1/2", "3,5"})
    void whatIsNoDecimalNumberIsText(String cell) throws IOException {
        assertEquals(List.of(cell), TableFiles.words(read("a,b\n\"" + cell + "\",1\n"), "a"));
    }

    @ParameterizedTest
    @CsvSource({"1.,1", ".5,0.5", "-0,-0", "1E-3,0.001", "+7,7", "007,7", "1e-60,0", "16777217,16777216", "0.1,0.1"})
    void decimalNumbersAreTheNearestFloat(String cell, float value) throws IOException {
        assertArrayEquals(new float[] {value}, TableFiles.numbers(read("a,b\n" + cell + ",x\n"), "a"));
    }

    @Test
    void numbersBeforeAWordKeepTheirSpelling() throws IOException {
        Table table = read("a,b,c\n01,1.50,1\n1.0,2,2\n1,+3,3\nx,y,4\n01,1.50,5\n");
        assertEquals(List.of("01", "1.0", "1", "x", "01"), TableFiles.words(table, "a"));
        assertEquals(List.of("1.50", "2", "+3", "y", "1.50"), TableFiles.words(table, "b"));
        assertArrayEquals(new float[] {1, 2, 3, 4, 5}, TableFiles.numbers(table, "c"));
        assertEquals(4, table.line(2));
    }

    /** Where a column is text anyway, what looks like an infinite number is a word. */
    @Test
    void aColumnOfTextMayHoldWhatLooksInfinite() throws IOException {
        assertEquals(List.of("inf", "sup"), TableFiles.words(read("a,b\ninf,1\nsup,2\n"), "a"));
        assertEquals(List.of("7e999", "7a999"), TableFiles.words(read("a,b\n7e999,1\n7a999,2\n"), "a"));
        assertEquals(List.of("sup", "inf"), TableFiles.words(read("a,b\nsup,1\ninf,2\n"), "a"));
    }

    @Test
    void columnsWithoutANameAreNumbered() throws IOException {
        assertEquals(
                List.of("column_1", "b", "column_3"), read(",b,\" \"\n1,2,3\n").names());
    }

    @Test
    void categoriesComeInTheOrderOfTheirFirstRows() throws IOException {
        Column.Categories column = assertInstanceOf(
                Column.Categories.class, read("a,b\nz,1\n,1\ny,1\nz,1\nA,1\n").find("a"));
        assertEquals(List.of("z", "y", "A"), column.categories());
        assertArrayEquals(new int[] {0, -1, 1, 0, 2}, column.codes());
    }

    @Test
    void theFingerprintKnowsNamesCellsAndTheirOrder() throws IOException {
        String text = "a,b\n1,x\n2,y\n";
        String print = read(text).fingerprint();
        assertEquals(print, read(text.replace("1,", "1.0,")).fingerprint());
        for (String other : List.of("c,b\n1,x\n2,y\n", "a,b\n1,x\n3,y\n", "a,b\n1,x\n2,z\n", "a,b\n2,y\n1,x\n")) {
            assertFalse(print.equals(read(other).fingerprint()), other);
        }
    }
}
