package dev.lanewise.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.lanewise.core.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a delimited file into a {@link Table} in one pass. Columns are taken for numbers until a cell is none; then the file is read once
 * more, with that column as text, since the spelling of the numbers is gone.
 */
final class TableReader {

    private static final int HEADER_LIMIT = 1 << 20;

    private final Path file;
    private final String name;
    private final Set<Integer> textColumns = new LinkedHashSet<>();
    private long line = 1;

    private TableReader(Path file) {
        this.file = file;
        this.name = String.valueOf(file.getFileName());
    }

    static Table read(Path file) {
        DataFiles.checkFile(file);
        TableReader reader = new TableReader(file);
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
        try (Reader reader = reader()) {
            return parse(reader);
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            Throwable cause = e.getCause();
            if (e instanceof CsvParseException && !(cause instanceof IOException)) {
                throw new UserException(
                        file + ", line " + line + ": not a well-formed table (" + firstLine(e)
                                + "). Check the quotes from there on.",
                        e);
            }
            throw DataFiles.failure(file, e, ", near line " + line);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private BufferedReader reader() throws IOException {
        BufferedReader reader = new BufferedReader(
                new InputStreamReader(
                        DataFiles.open(file),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private char separator(BufferedReader reader) throws IOException {
        reader.mark(HEADER_LIMIT);
        String header = "";
        char[] buffer = new char[8192];
        int read = reader.read(buffer);
        if (read > 0) {
            header = new String(buffer, 0, read).lines().findFirst().orElse("");
        }
        reader.reset();
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".tsv") || lower.endsWith(".tsv.gz")) {
            return '\t';
        }
        char best = ',';
        for (char candidate : new char[] {'\t', ';'}) {
            best = count(header, candidate) > count(header, best) ? candidate : best;
        }
        return best;
    }

    private static long count(String text, char c) {
        return text.chars().filter(x -> x == c).count();
    }

    private @Nullable Table parse(Reader plain) throws IOException {
        BufferedReader reader = (BufferedReader) plain;
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(separator(reader))
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false);
        List<ColumnBuilder> builders = new ArrayList<>();
        Lines lines = new Lines();
        for (CsvRecord csvRecord : builder.ofCsvRecord(reader)) {
            line = csvRecord.getStartingLineNumber();
            if (builders.isEmpty()) {
                header(csvRecord, builders);
                continue;
            }
            lines.add((int) line);
            if (!row(csvRecord, builders)) {
                return null;
            }
        }
        if (builders.isEmpty()) {
            throw new UserException(file + ": the file is empty. A table starts with a header line of column names.");
        }
        if (lines.count == 0) {
            throw new UserException(file + ": there is a header line but no row below it.");
        }
        List<Column> columns = new ArrayList<>();
        for (ColumnBuilder column : builders) {
            columns.add(column.build());
        }
        return new Table(name, columns, lines.result());
    }

    private void header(CsvRecord csvRecord, List<ColumnBuilder> builders) {
        Set<String> seen = new LinkedHashSet<>();
        for (int c = 0; c < csvRecord.getFieldCount(); c++) {
            String columnName = csvRecord.getField(c).strip();
            if (columnName.isEmpty()) {
                columnName = "column_" + (c + 1);
            }
            if (!seen.add(columnName)) {
                throw new UserException(file + ", line 1: two columns are named '" + columnName
                        + "'. Names must differ; rename one of them.");
            }
            builders.add(new ColumnBuilder(columnName, textColumns.contains(c)));
        }
    }

    private boolean row(CsvRecord csvRecord, List<ColumnBuilder> builders) {
        int fields = csvRecord.getFieldCount();
        if (fields != builders.size()) {
            throw new UserException(file + ", line " + line + ": " + fields + (fields == 1 ? " field" : " fields")
                    + ", but the header has " + builders.size() + ". Check separators and quotes in that line.");
        }
        for (int c = 0; c < fields; c++) {
            ColumnBuilder column = builders.get(c);
            switch (column.add(csvRecord.getField(c))) {
                case DONE -> {}
                case RETYPE -> {
                    textColumns.add(c);
                    return false;
                }
                case INFINITE ->
                    throw new UserException(file + ", line " + line + ", column '" + column.name() + "': '"
                            + csvRecord.getField(c).strip()
                            + "' is infinite, or too large for a float. Leave the cell empty or scale the column.");
            }
        }
        return true;
    }

    /** Lines of the rows, kept only where they do not simply follow each other. */
    private static final class Lines {
        private int[] lines = new int[0];
        private int count;

        void add(int rowLine) {
            boolean regular = lines.length == 0 && rowLine == count + 2;
            if (!regular) {
                if (lines.length == 0) {
                    lines = new int[count + 1024];
                    for (int r = 0; r < count; r++) {
                        lines[r] = r + 2;
                    }
                }
                if (count == lines.length) {
                    lines = Arrays.copyOf(lines, count + (count >> 1));
                }
                lines[count] = rowLine;
            }
            count++;
        }

        int[] result() {
            return lines.length == 0 ? lines : Arrays.copyOf(lines, count);
        }
    }
}
