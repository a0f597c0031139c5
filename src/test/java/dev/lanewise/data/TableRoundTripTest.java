package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Any table of numbers and words, written in any of the spellings, reads back the same. */
class TableRoundTripTest {

    private static final String[] ENDINGS = {".csv", ".tsv", ".csv.gz", ".tsv.gz"};

    /** Parts of words; none is a blank at an end, since those are not kept. */
    private static final String[] PARTS = {
        "a",
        "Z",
        "\"",
        "\"\"",
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "1",
        "-",
        ".",
        "e",
        " ",
        "\u00e4",
        "\u4e2d",
        "\ud83d\ude00",
        "\u0130",
        "'",
        "\\",
        "#",
        "=",
        "NA",
        "\uFEFF"
    };

    @Property(tries = 400)
    void readsWhatWasWritten(@ForAll long seed) throws IOException {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        int rows = 1 + random.nextInt(20);
        int columns = 1 + random.nextInt(5);
        List<Column> written = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            String name = "c" + c + word(random);
            written.add(random.nextInt(2) == 0 ? numbers(random, name, rows) : words(random, name, rows));
        }
        Path file = Files.createTempFile("round", ENDINGS[random.nextInt(ENDINGS.length)]);
        try {
            byte[] bytes = TableFiles.utf8(text(random, file.toString().contains(".tsv") ? '\t' : ',', written, rows));
            Files.write(file, file.toString().endsWith(".gz") ? TableFiles.gzip(bytes) : bytes);
            check(written, Table.read(file));
        } finally {
            Files.delete(file);
        }
    }

    private static void check(List<Column> written, Table table) {
        assertEquals(written.stream().map(Column::name).toList(), table.names());
        for (Column column : written) {
            Column found = table.column(column.name(), "test");
            assertEquals(column.getClass(), found.getClass());
            assertEquals(column.rows(), found.rows());
            for (int r = 0; r < column.rows(); r++) {
                assertEquals(column.missing(r), found.missing(r));
                assertEquals(column.text(r), found.text(r));
                if (column instanceof Column.Numbers a && found instanceof Column.Numbers b) {
                    assertEquals(Float.floatToIntBits(a.values()[r]), Float.floatToIntBits(b.values()[r]));
                }
            }
        }
    }

    /** Floats of all magnitudes, a few of them missing. */
    private static Column numbers(SeededRandom random, String name, int rows) {
        float[] values = new float[rows];
        for (int r = 0; r < rows; r++) {
            float any = Float.intBitsToFloat(random.nextInt(1 << 30) * 4 + random.nextInt(4));
            float small = random.nextInt(41) - 20;
            values[r] = random.nextInt(8) == 0 ? Float.NaN : random.nextInt(2) == 0 ? small : finite(any);
        }
        return new Column.Numbers(name, values);
    }

    private static float finite(float value) {
        return Float.isInfinite(value) ? Float.MAX_VALUE : value;
    }

    /** At least one word is none that is taken for a number, so that the column is not one of numbers. */
    private static Column words(SeededRandom random, String name, int rows) {
        List<String> known = new ArrayList<>();
        int[] codes = new int[rows];
        int certain = random.nextInt(rows);
        for (int r = 0; r < rows; r++) {
            String word = r == certain ? "w" + word(random) : random.nextInt(3) == 0 ? digits(random) : word(random);
            codes[r] = isMissing(word) ? -1 : known.indexOf(word);
            if (codes[r] < 0 && !isMissing(word)) {
                codes[r] = known.size();
                known.add(word);
            }
        }
        return new Column.Categories(name, codes, List.copyOf(known));
    }

    /** Spelled in ways that are not the shortest. */
    private static String digits(SeededRandom random) {
        return new String[] {"007", "1.50", "+3", "1e999", "-0", "inf", "0.10"}[random.nextInt(7)];
    }

    private static String word(SeededRandom random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            word.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return word.toString().strip();
    }

    private static String text(SeededRandom random, char separator, List<Column> columns, int rows) {
        String end = new String[] {"\n", "\r\n", "\r"}[random.nextInt(3)];
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
        for (int r = -1; r < rows; r++) {
            for (int c = 0; c < columns.size(); c++) {
                String cell = r < 0 ? columns.get(c).name() : spelled(columns.get(c), r);
                boolean quoted = columns.size() == 1 || random.nextInt(3) == 0 || needsQuotes(cell);
                text.append(c == 0 ? "" : separator).append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
            }
            text.append(r == rows - 1 && random.nextInt(2) == 0 ? "" : end);
        }
        return text.toString();
    }

    private static String spelled(Column column, int row) {
        return column instanceof Column.Numbers numbers && !column.missing(row)
                ? Float.toString(numbers.values()[row])
                : column.text(row);
    }

    private static boolean needsQuotes(String cell) {
        return cell.chars().anyMatch(c -> ",;\t\n\r\"\uFEFF".indexOf(c) >= 0);
    }

    private static boolean isMissing(String word) {
        return NumberText.isMissing(word.toCharArray(), 0, word.length());
    }
}
