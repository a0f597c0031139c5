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

/** A delimited file: how its records are parsed, and what is said where that fails. */
final class DelimitedFile {

    private static final Pattern TOLD_LINE =
            Pattern.compile(" \\(record starting at line (\\d+)\\)", Pattern.UNICODE_CHARACTER_CLASS);

    /** Characters; a quote that nobody closes would otherwise take memory without end. */
    private static final int LONGEST_CELL = 1 << 22;

    /** Opens the bytes of a table, anew for each pass. */
    interface Source {
        /** Returns the bytes, unpacked. */
        InputStream open() throws IOException;
    }

    private final Path file;
    private final Source source;
    private final String name;
    private long line = 1;

    /** Reads from {@code source}; messages call it {@code file}. */
    DelimitedFile(Path file, Source source) {
        this.file = file;
        this.source = source;
        this.name = String.valueOf(file.getFileName());
    }

    /** Returns the name without its folder. */
    String name() {
        return name;
    }

    /** Opens the text, behind a byte order mark. */
    BufferedReader open() throws IOException {
        line = 1;
        // A decoder of its own refuses what is not UTF-8; one that InputStreamReader makes would replace it.
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8.newDecoder()), 1 << 16);
        try {
            reader.mark(1);
            if (reader.read() != '\uFEFF') {
                reader.reset();
            }
            return reader;
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Parses records; the fields go to {@code rows}, which is also handed out for each record. */
    CsvReader<TableRows> records(BufferedReader reader, TableRows rows) throws IOException {
        return CsvReader.builder()
                .fieldSeparator(Separator.of(reader, name))
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_CELL)
                .build(rows, reader);
    }

    /** Notes the line of a record for messages; refuses one that has not a field for each column, where those are known. */
    void check(TableRows row, int columns) {
        line = row.line();
        int fields = row.fields();
        if (columns > 0 && fields != columns) {
            throw new UserException(file + ", line " + line + ": " + fields + (fields == 1 ? " field" : " fields")
                    + ", but the header has " + columns + ". Check separators and quotes in that line.");
        }
    }

    /** Returns the names of the columns, which a header gives. */
    List<String> columnNames(List<String> header) {
        Set<String> seen = new LinkedHashSet<>();
        for (int c = 0; c < header.size(); c++) {
            String columnName = header.get(c).strip();
            if (columnName.isEmpty()) {
                columnName = "column_" + (c + 1);
            }
            if (!seen.add(columnName)) {
                throw new UserException(file + ", line " + line + ": two columns are named '" + columnName
                        + "'. Names must differ; rename one of them.");
            }
        }
        return new ArrayList<>(seen);
    }

    UserException noHeader() {
        return new UserException(file + ": the file is empty. A table starts with a header line of column names.");
    }

    UserException noRow() {
        return new UserException(file + ": there is a header line but no row below it.");
    }

    /** Refuses a number that no float can hold. */
    UserException infinite(String cell, long where, String column) {
        return new UserException(file + ", line " + where + ", column '" + column + "': '" + cell
                + "' is infinite, or too large for a float. Leave the cell empty or scale the column.");
    }

    UserException outOfMemory(Throwable cause) {
        return TableMemory.refusal(file + ", near line " + line, cause);
    }

    /** Turns what the parser throws into the line for the user; bugs are thrown as they are. */
    UserException failure(Exception e) {
        Throwable cause = e.getCause();
        if (cause instanceof TableMemory.Exceeded || cause instanceof OutOfMemoryError) {
            return outOfMemory(cause);
        }
        if (cause instanceof Error bug) {
            throw bug;
        }
        if (cause instanceof UserException refused) {
            return refused;
        }
        if (cause instanceof RuntimeException bug
                && !(bug instanceof CsvParseException || bug instanceof UncheckedIOException)) {
            // The parser wraps what is thrown where its fields are taken, too.
            throw bug;
        }
        if (e instanceof CsvParseException && !(cause instanceof IOException)) {
            return malformed(e);
        }
        if (e instanceof CharacterCodingException || cause instanceof CharacterCodingException) {
            return notUtf8(e);
        }
        return DataFiles.failure(file, e, ", near line " + line);
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
}
