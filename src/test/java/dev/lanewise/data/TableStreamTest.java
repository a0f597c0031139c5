package dev.lanewise.data;

import static dev.lanewise.data.TableFiles.assertRefused;
import static dev.lanewise.data.TableFiles.features;
import static dev.lanewise.data.TableFiles.gzip;
import static dev.lanewise.data.TableFiles.numbers;
import static dev.lanewise.data.TableFiles.utf8;
import static dev.lanewise.data.TableFiles.words;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are read part after part hold what they hold as a whole. */
class TableStreamTest {

    @TempDir
    Path folder;

    private Preprocessor preprocessor;

    /** Of a model with a column of numbers, one of words among which are numbers, and one of numbers of which some were missing. */
    @BeforeEach
    void fit() throws IOException {
        StringBuilder text = new StringBuilder("x,word,gap,y\n");
        for (int i = 0; i < 40; i++) {
            text.append(i).append(',').append(List.of("a", "01", "2", "b").get(i % 4));
            text.append(',')
                    .append(i % 5 == 0 ? "" : i % 3)
                    .append(',')
                    .append(i % 7)
                    .append(".5\n");
        }
        Table table = TableFiles.read(folder, text.toString());
        TargetEncoding targets = TargetEncoding.of(table, List.of("y"), null);
        int[] rows = IntStream.range(0, table.rows()).toArray();
        preprocessor = Preprocessor.fit(table, targets, rows, null, true, Scaling.STANDARD);
    }

    private TableStream open(byte[] bytes) throws IOException {
        return TableStream.open(Files.write(folder.resolve("rows.csv"), bytes), preprocessor);
    }

    private static List<Table> parts(TableStream stream) {
        List<Table> parts = new ArrayList<>();
        try (stream) {
            for (Table part = stream.next(); part != null; part = stream.next()) {
                parts.add(part);
            }
        }
        return parts;
    }

    private void refuse(String text, String... parts) throws IOException {
        byte[] bytes = utf8(text);
        assertRefused(() -> parts(open(bytes)), parts);
    }

    /** Rows of many kinds: blank lines, quotes with line ends in them, missing cells, columns that the model does not know. */
    private static String many(int rows) {
        StringBuilder text = new StringBuilder("gap,note,word,more,x\r\n");
        for (int i = 0; i < rows; i++) {
            text.append(i % 11 == 0 ? "NA" : String.valueOf(i % 13 * 0.25)).append(',');
            text.append(i % 500 == 3 ? "\"two\nlines\"" : "infinity").append(',');
            text.append(i % 17 == 0 ? "" : "w" + i % 6)
                    .append(",,")
                    .append(i * 0.125)
                    .append("\r\n");
            text.append(i % 700 == 5 ? "\r\n\r\n" : "");
        }
        return text.toString();
    }

    @Test
    void partsHoldTheCellsAndLinesOfTheWhole() throws IOException {
        String text = many(5000);
        Table whole = TableFiles.read(folder, text.replace("infinity", "far"));
        for (byte[] bytes : new byte[][] {utf8(text), gzip(utf8(text)), utf8("\uFEFF" + text)}) {
            List<Table> parts = parts(open(bytes));
            assertTrue(parts.size() > 4, "parts: " + parts.size());
            int row = 0;
            for (Table part : parts) {
                assertEquals(List.of("gap", "word", "x"), part.names());
                int end = row + part.rows();
                for (String name : List.of("gap", "x")) {
                    float[] wanted = Arrays.copyOfRange(numbers(whole, name), row, end);
                    assertArrayEquals(wanted, numbers(part, name), name);
                }
                assertEquals(words(whole, "word").subList(row, end), words(part, "word"));
                for (int r = 0; r < part.rows(); r++) {
                    assertEquals(whole.line(row + r), part.line(r));
                    assertEquals("rows.csv, line " + whole.line(row + r), part.place(r));
                }
                row = end;
            }
            assertEquals(5000, row);
        }
    }

    @Test
    void streamsAreReadAsFilesAre() throws IOException {
        byte[] text = utf8(many(3000));
        List<Table> file = parts(open(text));
        for (byte[] bytes : new byte[][] {text, gzip(text)}) {
            TableStream stream = TableStream.open("standard input", new ByteArrayInputStream(bytes), preprocessor);
            assertTrue(Double.isNaN(stream.done()));
            List<Table> parts = parts(stream);
            assertEquals(
                    file.stream().map(Table::fingerprint).toList(),
                    parts.stream().map(Table::fingerprint).toList());
            assertEquals("standard input, line 2", parts.getFirst().place(0));
        }
    }

    @Test
    void theShareOfTheFileGrowsToOne() throws IOException {
        for (byte[] bytes : new byte[][] {utf8(many(60_000)), gzip(utf8(many(600_000)))}) {
            double before = 0;
            try (TableStream stream = open(bytes)) {
                while (stream.next() != null) {
                    assertTrue(stream.done() >= before && stream.done() <= 1, "after " + before + ": " + stream.done());
                    before = stream.done();
                    assertTrue(before > 0);
                }
                assertEquals(1, stream.done());
            }
        }
    }

    /** A number is the model's word, however it is spelled, in a part and in a table that was read as a whole. */
    @Test
    void wordsThatAreNumbers() throws IOException {
        for (String others : List.of("", "1,b,1\n1,7.50,1\n")) {
            byte[] bytes = utf8("x,word,gap\n1,01,1\n1,1,1\n1,2.0,1\n1,2,1\n" + others);
            Table part = parts(open(bytes)).getFirst();
            float[] features = features(preprocessor, part);
            List<Integer> found = new ArrayList<>();
            for (int r = 0; r < part.rows(); r++) {
                int at = r * preprocessor.inputs() + 1;
                found.add(IntStream.range(0, 5)
                        .filter(i -> features[at + i] == 1)
                        .findFirst()
                        .orElseThrow());
            }
            assertEquals(List.of(0, 0, 1, 1, 3, 4).subList(0, part.rows()), found);
            assertArrayEquals(features, features(preprocessor, Table.read(folder.resolve("rows.csv"))));
        }
    }

    @Test
    void manyLongWordsEndAPartBeforeItsRowsDo() throws IOException {
        StringBuilder text = new StringBuilder("x,word,gap\n");
        for (int i = 0; i < 2000; i++) {
            text.append("1,").append("long".repeat(1000)).append(i).append(",1\n");
        }
        List<Table> parts = parts(open(utf8(text.toString())));
        assertTrue(parts.size() >= 8, "parts: " + parts.size());
        assertEquals(2000, parts.stream().mapToInt(Table::rows).sum());
    }

    @Test
    void cellsThatDoNotFitAreRefusedWithTheirPlace() throws IOException {
        String good = many(3001);
        String place = "rows.csv, line " + (good.lines().count() + 1);
        refuse(good + "1,n,a,,seven\n", place + ", column 'x'", "'seven' is no number");
        refuse(good + "inf,n,a,,7\n", place + ", column 'gap'", "'inf' is infinite");
        refuse(good + "1,n,a,,1e99\n", place + ", column 'x'", "'1e99' is infinite");
        refuse(good + "1,n,a,7\n", place + ": ", "4 fields, but the header has 5");
        refuse(good + "1,n,\"a,,7\n", place + ": ", "not a well-formed table");
        byte[] bytes = utf8(good + "1,n,a,,7\n1,\u00e9,a,,7\n");
        bytes[bytes.length - 7] = 'x';
        assertRefused(
                () -> parts(open(bytes)), "rows.csv, line " + (good.lines().count() + 2), "not UTF-8");
    }

    @Test
    void theRowsBeforeABadOneComeFirst() throws IOException {
        String first = "x,word,gap\n" + "7,a,7\n".repeat(1024);
        for (String bad : List.of("5,a", "5,a,one", "inf,a,1", "5,\"a,1")) {
            try (TableStream stream = open(utf8(first + "1,a,2\n3,b,4\n" + bad + "\n1,a,1\n"))) {
                assertEquals(1024, requireNonNull(stream.next()).rows());
                Table part = requireNonNull(stream.next());
                assertArrayEquals(new float[] {1, 3}, numbers(part, "x"));
                assertEquals(List.of("a", "b"), words(part, "word"));
                assertArrayEquals(new float[] {2, 4}, numbers(part, "gap"));
                assertRefused(stream::next, "rows.csv, line 1028");
                assertRefused(stream::next, "rows.csv, line 1028");
            }
            try (TableStream stream = open(utf8("x,word,gap\n1,a,2\n" + bad + "\n"))) {
                assertRefused(stream::next, "rows.csv, line 3");
            }
        }
    }

    @Test
    void filesThatAreNoTable() throws IOException {
        refuse("", "the file is empty");
        refuse("x,word,gap\n", "no row below it");
        refuse("x,word\n1,a\n", "1 of the model's 3 columns are not there: 'gap'");
        refuse("x,word,gap,x\n1,a,1,1\n", "line 1", "two columns are named 'x'");
        byte[] packed = gzip(utf8(many(3000)));
        assertRefused(() -> parts(open(Arrays.copyOf(packed, packed.length / 2))), "rows.csv", "truncated");
        assertRefused(() -> TableStream.open(folder.resolve("none.csv"), preprocessor), "none.csv", "no such file");
    }

    @Test
    void streamsThatAreNotUtf8TellAboutWhere() {
        byte[] bytes = utf8("x,word,gap\n1,a,1\n1,\u00e9,1\n");
        bytes[bytes.length - 5] = 'x';
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        assertRefused(
                () -> parts(TableStream.open("standard input", in, preprocessor)),
                "standard input, near line ",
                "not UTF-8");
    }
}
