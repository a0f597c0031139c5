package dev.lanewise.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a delimited file into a {@link Table} in one pass. Columns are taken for numbers until a cell is none; then the file is read once
 * more, with those columns as text, since the spelling of the numbers is gone.
 */
final class TableReader {

    private final DelimitedFile file;
    private final Set<String> categories;
    private final long mostMemory;
    private final Set<Integer> textColumns = new LinkedHashSet<>();

    private TableReader(DelimitedFile file, Set<String> categories, long mostMemory) {
        this.file = file;
        this.categories = categories;
        this.mostMemory = mostMemory;
    }

    /** Reads with some columns whose numbers are names. */
    static Table read(Path file, Set<String> categories) {
        DataFiles.checkFile(file);
        DelimitedFile text = new DelimitedFile(file, () -> DataFiles.open(file));
        return read(new TableReader(text, categories, TableMemory.most()));
    }

    /** Reads from elsewhere; messages call it {@code file}. */
    static Table read(Path file, DelimitedFile.Source source) {
        return read(file, source, TableMemory.most());
    }

    /** Reads a table that takes at most so many bytes. */
    static Table read(Path file, DelimitedFile.Source source, long mostMemory) {
        return read(new TableReader(new DelimitedFile(file, source), Set.of(), mostMemory));
    }

    private static Table read(TableReader reader) {
        while (true) {
            Table table = reader.attempt();
            if (table != null) {
                return table;
            }
        }
    }

    /** One pass; null where it must be done again. */
    private @Nullable Table attempt() {
        try (BufferedReader reader = file.open()) {
            return parse(reader);
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw file.failure(e);
        } catch (OutOfMemoryError e) {
            throw file.outOfMemory(e);
        }
    }

    private @Nullable Table parse(BufferedReader reader) throws IOException {
        TableMemory memory = new TableMemory(mostMemory);
        TableRows rows = new TableRows(memory);
        List<ColumnBuilder> builders = List.of();
        for (TableRows row : file.records(reader, rows)) {
            file.check(row, builders.size());
            if (builders.isEmpty()) {
                builders = header(row.header(), memory);
                row.fill(builders, 0);
            }
        }
        if (builders.isEmpty()) {
            throw file.noHeader();
        }
        if (rows.count() == 0) {
            throw file.noRow();
        }
        return table(builders, rows.lines());
    }

    /** Makes the table; null where columns turned out to be text too late. */
    private @Nullable Table table(List<ColumnBuilder> builders, int[] lines) {
        boolean again = false;
        for (int c = 0; c < builders.size(); c++) {
            if (builders.get(c).retype()) {
                textColumns.add(c);
                again = true;
            }
        }
        if (again) {
            return null;
        }
        refuseInfinite(builders);
        List<Column> columns = new ArrayList<>();
        for (ColumnBuilder column : builders) {
            columns.add(column.build());
        }
        return new Table(file.name(), columns, lines);
    }

    private List<ColumnBuilder> header(List<String> header, TableMemory memory) {
        List<ColumnBuilder> builders = new ArrayList<>();
        for (String name : file.columnNames(header)) {
            boolean text = textColumns.contains(builders.size());
            builders.add(new ColumnBuilder(name, text, categories.contains(name), memory));
        }
        return builders;
    }

    /** Refuses the first number in the file that no float can hold. */
    private void refuseInfinite(List<ColumnBuilder> builders) {
        ColumnBuilder column = null;
        ColumnBuilder.Infinite first = null;
        for (ColumnBuilder builder : builders) {
            ColumnBuilder.Infinite found = builder.infinite();
            if (found != null && (first == null || found.line() < first.line())) {
                first = found;
                column = builder;
            }
        }
        if (first != null && column != null) {
            throw file.infinite(first.text(), first.line(), column.name());
        }
    }
}
