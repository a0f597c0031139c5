package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.UserException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    @TempDir
    static Path folder;

    private static Table read(String name, String text) {
        return Table.read(write(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static float[] numbers(Table table, String column) {
        return ((Column.Numbers) table.column(column, "test")).values();
    }

    private static List<String> texts(Table table, String column) {
        Column found = table.column(column, "test");
        List<String> texts = new ArrayList<>();
        for (int r = 0; r < table.rows(); r++) {
            texts.add(found.missing(r) ? "-" : found.text(r));
        }
        return texts;
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void tellsNumbersCategoriesAndBooleansApart() {
        Table table = read("kinds.csv", "n,c,b,m\n1.5,red,true,1\n-2e3,blue,false,x\n.25,red,true,2\n");
        assertArrayEquals(new float[] {1.5f, -2000, 0.25f}, numbers(table, "n"));
        assertEquals(List.of("red", "blue", "red"), texts(table, "c"));
        assertTrue(((Column.Categories) table.column("b", "test")).isBoolean());
        assertFalse(((Column.Categories) table.column("c", "test")).isBoolean());
        assertEquals(List.of("1", "x", "2"), texts(table, "m"));
    }

    @Test
    void knowsTheWordsForMissing() {
        Table table = read("missing.csv", "n,c\n1,a\n,\nNA,NA\nNaN,NaN\n?,?\nnull,null\n2,b\n");
        assertArrayEquals(
                new float[] {1, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, 2}, numbers(table, "n"));
        assertEquals(List.of("a", "-", "-", "-", "-", "-", "b"), texts(table, "c"));
    }

    @Test
    void readsQuotesLineEndsAndByteOrderMarks() {
        Table table = read("quotes.csv", "\uFEFF\"a, b\",c\r\n\"x \"\"y\"\"\",\"two\nlines\"\r\n\"p,q\",r\r\n");
        assertEquals(List.of("a, b", "c"), table.names());
        assertEquals(List.of("x \"y\"", "p,q"), texts(table, "a, b"));
        assertEquals(List.of("two\nlines", "r"), texts(table, "c"));
        assertEquals(2, table.line(0));
        assertEquals(4, table.line(1));
    }

    @Test
    void readsTabsAndGzip() throws IOException {
        byte[] text = "a\tb\n1\tx,y\n2\tz\n".getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("table.tsv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text);
        }
        for (Path path : List.of(file, write("table.tsv", text))) {
            Table table = Table.read(path);
            assertArrayEquals(new float[] {1, 2}, numbers(table, "a"));
            assertEquals(List.of("x,y", "z"), texts(table, "b"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr", "de", "ar"})
    void theLocaleDoesNotMatter(String language) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of(language));
            Table table = read("locale.csv", "n,b,c\n1.5,TRUE,I\n2.25,FALSE,i\n1e3,TRUE,NULL\n");
            assertArrayEquals(new float[] {1.5f, 2.25f, 1000}, numbers(table, "n"));
            assertTrue(((Column.Categories) table.column("b", "test")).isBoolean());
            assertEquals(List.of("I", "i", "-"), texts(table, "c"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void badFilesGetOneLineWithThePlace() {
        assertMessage("empty.csv", "", "empty");
        assertMessage("header.csv", "a,b\n", "no row below");
        assertMessage("ragged.csv", "a,b\n1,2\n\"x\ny\",2\n3\n", "line 5");
        assertMessage("double.csv", "a,b,a\n1,2,3\n", "'a'");
        assertMessage("infinite.csv", "a,b\n1,2\n1e999,3\n", "line 3");
    }

    private static void assertMessage(String name, String text, String part) {
        String message =
                assertThrows(UserException.class, () -> read(name, text)).getMessage();
        assertTrue(message.contains(name) && message.contains(part), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void badBytesGetOneLine() throws IOException {
        Path latin = write("latin.csv", "a,b\n1,M\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));
        String message =
                assertThrows(UserException.class, () -> Table.read(latin)).getMessage();
        assertTrue(message.contains("UTF-8"), message);
        byte[] rows = new byte[100_000];
        new java.util.Random(1).nextBytes(rows);
        StringBuilder text = new StringBuilder("a\n");
        for (byte b : rows) {
            text.append(b).append('\n');
        }
        Path whole = folder.resolve("whole.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        byte[] half = Files.readAllBytes(whole);
        Path cut = write("cut.csv.gz", Arrays.copyOf(half, half.length / 2));
        message = assertThrows(UserException.class, () -> Table.read(cut)).getMessage();
        assertTrue(message.contains("cut.csv.gz") && !message.contains("\n"), message);
    }

    /** By seeds rather than as a property of jqwik, which knows nothing of temporary folders. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenIsRead(long seed) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        int rows = 1 + random.nextInt(20);
        String letters = "abc\u00e9\u6f22 ,;\"'\t\n-.0";
        StringBuilder csv = new StringBuilder("number,\"te,xt\"\n");
        float[] values = new float[rows];
        List<String> words = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            values[r] = Float.intBitsToFloat(random.nextInt());
            values[r] = Float.isFinite(values[r]) ? values[r] : r;
            StringBuilder word = new StringBuilder("w");
            for (int i = random.nextInt(6); i > 0; i--) {
                word.append(letters.charAt(random.nextInt(letters.length())));
            }
            word.append('w');
            words.add(word.toString());
            csv.append(values[r])
                    .append(",\"")
                    .append(word.toString().replace("\"", "\"\""))
                    .append("\"\n");
        }
        Table table = Table.read(write("round.csv", csv.toString().getBytes(StandardCharsets.UTF_8)));
        assertArrayEquals(values, numbers(table, "number"));
        assertEquals(words, texts(table, "te,xt"));
    }

    @Test
    void plainArraysBecomeATable() {
        Table table = Table.of(List.of("a", "b"), new float[][] {{1, 2}, {3, Float.NaN}});
        assertArrayEquals(new float[] {1, 3}, numbers(table, "a"));
        assertTrue(table.column("b", "test").missing(1));
        assertThrows(UserException.class, () -> table.column("c", "target"));
    }

    @Test
    void theFingerprintTellsDataApart() {
        String one = read("one.csv", "a,b\n1,x\n2,y\n").fingerprint();
        assertEquals(one, read("same.csv", "a,b\n1,x\n2,y\n").fingerprint());
        assertFalse(one.equals(read("other.csv", "a,b\n1,x\n3,y\n").fingerprint()));
    }
}
