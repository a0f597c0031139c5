package dev.lanewise.data;

import dev.lanewise.testing.Contract;
import dev.lanewise.testing.Input;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tables of delimited text, plain and packed. The first byte chooses the name and the packing: packed bytes as they are, or text that is packed
 * first. A table is read twice to the same cells, packing changes nothing, and part after part it has the same rows.
 */
public final class TableFuzz {

    private static final List<String> NAMES = List.of("table.csv", "table.tsv", "table.csv.gz");
    private static final long MOST_MEMORY = 64 << 20;

    private TableFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        Input input = new Input(bytes);
        Path file = Path.of(NAMES.get(input.choice(NAMES.size())));
        byte[] text = input.rest();
        Table table = read(file, text);
        if (table == null) {
            return;
        }
        check(table);
        same(table, read(file, text), "is read another time");
        inParts(file, text, table);
        boolean packed = text.length > 1 && text[0] == 0x1f && text[1] == (byte) 0x8b;
        if (!packed) {
            same(table, read(file, TableFiles.gzip(text)), "is packed");
        }
    }

    private static Table read(Path file, byte[] text) {
        Table[] read = new Table[1];
        Contract.holds(() ->
                read[0] = TableReader.read(file, () -> DataFiles.open(new ByteArrayInputStream(text)), MOST_MEMORY));
        return read[0];
    }

    private static void check(Table table) {
        Contract.require(table.rows() > 0 && !table.columns().isEmpty(), "is empty");
        long before = 1;
        for (int r = 0; r < table.rows(); r++) {
            Contract.require(table.line(r) > before, "has rows out of order");
            before = table.line(r);
        }
        for (Column column : table.columns()) {
            Contract.require(column.rows() == table.rows(), "has columns of different lengths");
            if (column instanceof Column.Numbers numbers) {
                for (float value : numbers.values()) {
                    Contract.require(!Float.isInfinite(value), "holds an infinite number");
                }
            } else if (column instanceof Column.Categories words) {
                Contract.require(
                        words.categories().stream().distinct().count()
                                == words.categories().size(),
                        "has a category twice");
                Contract.require(
                        Arrays.stream(words.codes())
                                .allMatch(c -> c >= -1 && c < words.categories().size()),
                        "has a code without a category");
            }
        }
    }

    /** As rows to predict, of which each column is wanted. */
    private static void inParts(Path file, byte[] text, Table table) {
        List<Feature> features = new ArrayList<>();
        for (Column column : table.columns()) {
            features.add(
                    column instanceof Column.Numbers
                            ? new Feature.Numeric(column.name(), 0, 1, true)
                            : new Feature.Category(column.name(), List.of("x")));
        }
        String target = "t"
                .repeat(1
                        + table.names().stream().mapToInt(String::length).max().orElse(0));
        Preprocessor all = new Preprocessor(
                features, List.of(target), Task.REGRESSION, List.of(), new float[1], new float[] {1}, null, List.of());
        Contract.holds(() -> {
            try (TableStream rows = TableStream.open(file.toString(), new ByteArrayInputStream(text), all)) {
                int row = 0;
                for (Table part = rows.next(); part != null; part = rows.next()) {
                    for (int r = 0; r < part.rows(); r++, row++) {
                        samePlaceAndNumbers(table, row, part, r);
                    }
                }
                Contract.require(row == table.rows(), "has " + row + " rows in parts");
            }
        });
    }

    private static void samePlaceAndNumbers(Table table, int row, Table part, int r) {
        Contract.require(row < table.rows() && table.line(row) == part.line(r), "has other lines in parts");
        for (Column column : table.columns()) {
            if (column instanceof Column.Numbers numbers) {
                float cell = ((Column.Numbers) part.column(column.name(), "part")).values()[r];
                Contract.require(Float.compare(cell, numbers.values()[row]) == 0, "has other numbers in parts");
            }
        }
    }

    private static void same(Table a, Table b, String how) {
        Contract.require(
                b != null && a.names().equals(b.names()) && a.fingerprint().equals(b.fingerprint()),
                "is another table where it " + how);
    }
}
