package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.function.Executable;

/** Writing small tables, and looking at what was read. */
final class TableFiles {

    private TableFiles() {}

    static Table read(Path folder, String text) throws IOException {
        return Table.read(Files.writeString(folder.resolve("t.csv"), text));
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static float[] numbers(Table table, String name) {
        return assertInstanceOf(Column.Numbers.class, table.column(name, "test"))
                .values();
    }

    /** The cells of a column of categories, empty where they are missing. */
    static List<String> words(Table table, String name) {
        Column.Categories column = assertInstanceOf(Column.Categories.class, table.column(name, "test"));
        return IntStream.range(0, column.rows()).mapToObj(column::text).toList();
    }

    /** Fits on the first rows, with the last column as target. */
    static Preprocessor fit(Table table, int rows) {
        TargetEncoding encoding = TargetEncoding.of(table, List.of(table.names().getLast()), null);
        return Preprocessor.fit(table, encoding, IntStream.range(0, rows).toArray(), null, true, Scaling.STANDARD);
    }

    static float[] features(Preprocessor fitted, Table table) {
        return fitted.transformFeatures(table).features();
    }

    /** Checks that there is one line for the user, and that it holds some parts. */
    static void assertRefused(Executable reading, String... parts) {
        String message =
                String.valueOf(assertThrows(UserException.class, reading).getMessage());
        assertEquals(1, message.lines().count(), message);
        for (String part : parts) {
            assertTrue(message.contains(part), message + " lacks " + part);
        }
    }
}
