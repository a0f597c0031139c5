package dev.lanewise.data;

import static dev.lanewise.data.TableFiles.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no table: one line names the file, the line in it where there is one, and the remedy. */
class TableRefusalTest {

    @TempDir
    Path folder;

    private void refuse(String text, String... parts) throws IOException {
        refuse(TableFiles.utf8(text), parts);
    }

    private void refuse(byte[] bytes, String... parts) throws IOException {
        Path file = folder.resolve("bad.csv");
        Files.write(file, bytes);
        assertRefused(() -> Table.read(file), "bad.csv");
        assertRefused(() -> Table.read(file), parts);
    }

    @Test
    void noFileOrAFolder() {
        assertRefused(() -> Table.read(folder.resolve("none.csv")), "none.csv", "no such file");
        assertRefused(() -> Table.read(folder), folder.toString(), "folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n", "\uFEFF", "\uFEFF\n"})
    void emptyFile(String text) throws IOException {
        refuse(text, "the file is empty", "header");
    }

    @Test
    void emptyGzip() throws IOException {
        refuse(TableFiles.gzip(new byte[0]), "the file is empty", "header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a,b\n", "a,b\n\n\n", "a"})
    void headerOnly(String text) throws IOException {
        refuse(text, "no row");
    }

    @Test
    void raggedRows() throws IOException {
        refuse("a,b,c\n1,2,3\n4,5\n", "line 3:", "2 fields", "has 3");
        refuse("a,b\n1,2\n3,4\n5,6,7\n8,9\n", "line 4:", "3 fields", "has 2");
        refuse("a,b\n1,2\nend\n", "line 3:", "1 field,");
        refuse("a,b\r\n1,2\r\n\r\n3\r\n", "line 4:");
        refuse("a,b\r1,2\r3\r", "line 3:");
    }

    @Test
    void raggedRowsBelowQuotedLineBreaks() throws IOException {
        refuse("a,b\n\"x\ny\n\nz\",1\n2\n", "line 6:", "1 field,");
        refuse("a,\"b\nc\"\n1,2\n3\n", "line 4:", "1 field,");
    }

    @Test
    void duplicateNames() throws IOException {
        refuse("a,b,a\n1,2,3\n", "line 1:", "'a'", "rename");
        refuse("\n\na, a\n1,2\n", "line 3:", "'a'");
        refuse("column_2,\n1,2\n", "line 1:", "'column_2'");
        refuse("\"x\ny\",\"x\ny\"\n1,2\n", "line 1:", "'x y'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e999", "3.5e38", "inf", "-Infinity", "INFINITY", "+inf"})
    void infiniteNumbers(String cell) throws IOException {
        refuse("a,b\n1,2\n3,%s\n4,1e60\n".replace("%s", cell), "line 3,", "'b'", "'" + cell + "'");
    }

    @Test
    void theFirstInfiniteNumberOfTheFileIsNamed() throws IOException {
        refuse("a,b\n1,2\n3,1e50\n1e60,4\n", "line 3,", "'b'", "'1e50'");
        refuse("a,b\n\"x\ny\",2\nz,1e50\n", "line 4,", "'b'");
    }

    @Test
    void theLargestFloatsAreRead() throws IOException {
        Table table = TableFiles.read(folder, "a,b\n3.4028235e38,x\n-3.4028235e38,y\n");
        assertEquals(Float.MAX_VALUE, TableFiles.numbers(table, "a")[0]);
        assertEquals(-Float.MAX_VALUE, TableFiles.numbers(table, "a")[1]);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "300", "100000"})
    void notUtf8(int line) throws IOException {
        byte[] bytes = ("nam,b\n" + "n\u00e4me,1\n".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        // The row of a two-byte letter: its second byte becomes a letter that cannot stand there.
        // The header is as long as it takes to have a letter on both sides of a buffer's end.
        bytes[line == 1 ? 1 : 6 + 8 * (line - 2) + 2] = (byte) (line == 1 ? 0xE4 : 'x');
        refuse(bytes, ", line " + line + ":", "not UTF-8", "Save");
        refuse(TableFiles.gzip(bytes), ", line " + line + ":", "not UTF-8");
    }

    @Test
    void notUtf8WithOtherLineEnds() throws IOException {
        refuse("a,b\r\n1,2\r\n3,\u00e4\r\n".getBytes(StandardCharsets.ISO_8859_1), ", line 3:", "not UTF-8");
        refuse("a,b\r1,2\r3,\u00e4\r".getBytes(StandardCharsets.ISO_8859_1), ", line 3:", "not UTF-8");
        refuse("a,b\n1,2\n3,\u00e4".getBytes(StandardCharsets.ISO_8859_1), ", line 3:", "not UTF-8");
        refuse("a,b\n1,2\n".getBytes(StandardCharsets.UTF_16), ", line 1:", "not UTF-8");
    }

    @Test
    void truncatedGzip() throws IOException {
        StringBuilder text = new StringBuilder("a,b\n");
        Random random = new Random(1);
        for (int r = 0; r < 20_000; r++) {
            text.append(random.nextInt()).append(",1\n");
        }
        byte[] packed = TableFiles.gzip(TableFiles.utf8(text.toString()));
        for (int length : new int[] {3, 12, packed.length / 2, packed.length - 9, packed.length - 1}) {
            refuse(Arrays.copyOf(packed, length), "gzip", "truncated");
        }
    }

    @Test
    void damagedGzip() throws IOException {
        byte[] packed = TableFiles.gzip(TableFiles.utf8("a,b\n" + "1,2\n".repeat(1000)));
        byte[] checksum = packed.clone();
        checksum[packed.length - 7] ^= 1;
        refuse(checksum, "gzip", "damaged");
        byte[] method = packed.clone();
        method[2] = 1;
        refuse(method, "gzip", "damaged");
    }

    @Test
    void aQuoteThatIsNotClosed() throws IOException {
        refuse("a,b\n1,2\n3,\"x\n4,5\n6,7\n", "line 3:", "quotes");
        refuse("\"a,b\n1,2\n", "line 1:", "quotes");
    }

    @Test
    void twoColumnsOfOneNameOrOfOtherLengthsMakeNoTable() {
        Column a = new Column.Numbers("a", new float[2]);
        assertRefused(() -> Table.of(List.of(a, a)), "'a'");
        Column longer = new Column.Numbers("b", new float[3]);
        assertRefused(() -> Table.of(List.of(a, longer)), "'b'", "3 rows");
        assertRefused(() -> Table.of(List.of("a", "b"), new float[][] {{1, 2}, {3}}), "Row 1", "1 values");
        assertRefused(() -> Table.of(List.of(a)).column("A", "target"), "'A'", "target", "'a'");
    }
}
