package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Round trips, locales and tables of arrays; {@code TableReaderTest} and {@code TableRefusalTest} have the details of the format. */
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
}
