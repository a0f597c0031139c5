package dev.lanewise.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.lanewise.core.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a delimited file into a {@link Table} in one pass. Columns are taken for numbers until a cell is none; then the file is read once
 * more, with those columns as text, since the spelling of the numbers is gone.
 */
final class TableReader {

    private static final Pattern TOLD_LINE =
            Pattern.compile(" \\(record starting at line (\\d+)\\)", Pattern.UNICODE_CHARACTER_CLASS);

    /** Characters; a quote that nobody closes would otherwise take memory without end. */
    private static final int LONGEST_CELL = 1 << 22;

    /** Opens the bytes of a table anew for each pass. */
    interface Source {
        /** Returns the bytes, unpacked. */
        InputStream open() throws IOException;
    }

    private final Path file;
    private final Source source;
    private final String name;
    private final long mostMemory;
    private final Set<Integer> textColumns = new LinkedHashSet<>();
    private long line = 1;

    private TableReader(Path file, Source source, long mostMemory) {
        this.file = file;
        this.source = source;
        this.mostMemory = mostMemory;
        this.name = String.valueOf(file.getFileName());
    }

    static Table read(Path file) {
        DataFiles.checkFile(file);
        return read(file, () -> DataFiles.open(file));
    }

    /** Reads from elsewhere; messages call it {@code file}. */
    static Table read(Path file, Source source) {
        return read(file, source, TableMemory.most());
    }

    /** Reads a table that takes at most so many bytes. */
    static Table read(Path file, Source source, long mostMemory) {
        TableReader reader = new TableReader(file, source, mostMemory);
        while (true) {
            Table table = reader.attempt();
            if (table != null) {
                return table;
            }
        }
    }

    /** One pass; null where it must be done again. */
    private @Nullable Table attempt() {
        line = 1;
        try (BufferedReader reader = reader()) {
            skipByteOrderMark(reader);
            return parse(reader);
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            Throwable cause = e.getCause();
            if (cause instanceof TableMemory.Exceeded) {
                throw TableMemory.refusal(file + ", near line " + line, cause);
            }
            if (cause instanceof RuntimeException bug
                    && !(bug instanceof CsvParseException || bug instanceof UncheckedIOException)) {
                // The parser wraps what is thrown where its fields are taken, too.
                throw bug;
            }
            if (e instanceof CsvParseException && !(cause instanceof IOException)) {
                throw malformed(e);
            }
            if (e instanceof CharacterCodingException || cause instanceof CharacterCodingException) {
                throw notUtf8(e);
            }
            throw DataFiles.failure(file, e, ", near line " + line);
        } catch (OutOfMemoryError e) {
            throw TableMemory.refusal(file + ", near line " + line, e);
        }
    }

    /** Looks for the line, since the parser reads ahead of it. */
    private UserException notUtf8(Exception failure) {
        String where = ", near line " + line;
        try {
            where = ", line " + DataFiles.lineOfMalformedText(source.open());
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return DataFiles.failure(file, failure, where);
    }

    /** The parser tells the line of the record in words only, with the digits of the locale. */
    private UserException malformed(Exception failure) {
        String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        Matcher told = TOLD_LINE.matcher(reason);
        long where = told.find() ? Long.parseLong(told.group(1)) : line;
        if (reason.contains("buffer size")) {
            return new UserException(
                    file + ", line " + where
                            + ": a cell has more than 16 million characters. Either a quote before it is not closed, or this is no table.",
                    failure);
        }
        return new UserException(
                file + ", line " + where + ": not a well-formed table (" + told.replaceFirst("")
                        + "). Check the quotes from there on.",
                failure);
    }

    private BufferedReader reader() throws IOException {
        // A decoder of its own refuses what is not UTF-8; one that InputStreamReader makes would replace it.
        return new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8.newDecoder()), 1 << 16);
    }

    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
    }

    private @Nullable Table parse(BufferedReader reader) throws IOException {
        TableMemory memory = new TableMemory(mostMemory);
        TableRows rows = new TableRows(memory);
        CsvReader<TableRows> records = CsvReader.builder()
                .fieldSeparator(Separator.of(reader, name))
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_CELL)
                .build(rows, reader);
        List<ColumnBuilder> builders = List.of();
        for (TableRows row : records) {
            line = row.line();
            if (builders.isEmpty()) {
                builders = header(row.header(), memory);
                row.fill(builders);
            } else if (row.fields() != builders.size()) {
                throw ragged(row.fields(), builders.size());
            }
        }
        if (builders.isEmpty()) {
            throw new UserException(file + ": the file is empty. A table starts with a header line of column names.");
        }
        if (rows.count() == 0) {
            throw new UserException(file + ": there is a header line but no row below it.");
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
        return new Table(name, columns, lines);
    }

    private List<ColumnBuilder> header(List<String> names, TableMemory memory) {
        Set<String> seen = new LinkedHashSet<>();
        List<ColumnBuilder> builders = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            String columnName = names.get(c).strip();
            if (columnName.isEmpty()) {
                columnName = "column_" + (c + 1);
            }
            if (!seen.add(columnName)) {
                throw new UserException(file + ", line " + line + ": two columns are named '" + columnName
                        + "'. Names must differ; rename one of them.");
            }
            builders.add(new ColumnBuilder(columnName, textColumns.contains(c), memory));
        }
        return builders;
    }

    private UserException ragged(int fields, int columns) {
        return new UserException(file + ", line " + line + ": " + fields + (fields == 1 ? " field" : " fields")
                + ", but the header has " + columns + ". Check separators and quotes in that line.");
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
            throw new UserException(
                    file + ", line " + first.line() + ", column '" + column.name() + "': '" + first.text()
                            + "' is infinite, or too large for a float. Leave the cell empty or scale the column.");
        }
    }
}
