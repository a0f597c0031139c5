package dev.lanewise.data;

import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Named, typed columns of equal length. Immutable as long as nobody writes into the arrays of its columns. */
public final class Table {

    private final String source;
    private final List<Column> columns;
    private final Map<String, Column> byName = new LinkedHashMap<>();
    private final int[] lines;
    /** Lines of the file before the one that {@code lines} count from. */
    private final long before;
    /** Whether rows have lines. */
    private final boolean file;

    /**
     * Makes a table.
     *
     * @param source what messages call it, for example the name of its file
     * @param lines line of each row in the file; empty where they simply follow a header line
     */
    Table(String source, List<Column> columns, int[] lines) {
        this(source, columns, lines, 0);
    }

    /**
     * Makes a part of a table.
     *
     * @param before what lines are to be added to
     */
    Table(String source, List<Column> columns, int[] lines, long before) {
        this(source, columns, lines, before, true);
    }

    private Table(String source, List<Column> columns, int[] lines, long before, boolean file) {
        this.before = before;
        this.source = source;
        this.file = file;
        this.columns = List.copyOf(columns);
        this.lines = lines;
        for (Column column : columns) {
            if (byName.put(column.name(), column) != null) {
                throw new UserException(source + ": two columns are named '" + column.name()
                        + "'. Names must differ; rename one of them.");
            }
            if (column.rows() != columns.getFirst().rows()) {
                throw new UserException(source + ": column '" + column.name() + "' has " + column.rows()
                        + " rows, the others " + columns.getFirst().rows() + ".");
            }
        }
    }

    /**
     * Reads a CSV or TSV file with a header line, plain or gzipped, in UTF-8.
     *
     * @throws UserException in one line, where the file cannot be read as a table
     */
    public static Table read(Path file) {
        return read(file, Set.of());
    }

    /**
     * Reads such a file, with columns that are to be categories: where numbers beyond 2^24 are among their cells, which floats would round, they are text.
     *
     * @param categories names of columns; those that the file has not are passed over
     * @throws UserException in one line, where the file cannot be read as a table
     */
    public static Table read(Path file, Set<String> categories) {
        return TableReader.read(file, categories);
    }

    /**
     * Makes a table of columns.
     *
     * @throws UserException if their names are not different, or their lengths not equal, or a number is infinite
     */
    public static Table of(List<Column> columns) {
        Table table = new Table("table", columns, new int[0], 0, false);
        for (Column column : columns) {
            if (column instanceof Column.Numbers numbers) {
                checkFinite(table, numbers);
            }
        }
        return table;
    }

    private static void checkFinite(Table table, Column.Numbers column) {
        for (int r = 0; r < column.rows(); r++) {
            if (Float.isInfinite(column.value(r))) {
                throw new UserException(table.place(r) + ", column '" + column.name() + "': " + column.value(r)
                        + " is no finite number. Make it NaN for a missing one, or scale the column.");
            }
        }
    }

    /**
     * Makes a table of numbers.
     *
     * @param names names of the columns
     * @param rows values, row by row; NaN where one is missing
     * @throws UserException if rows differ in length, or a number is infinite
     */
    public static Table of(List<String> names, float[][] rows) {
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            float[] values = new float[rows.length];
            for (int r = 0; r < rows.length; r++) {
                if (rows[r].length != names.size()) {
                    throw new UserException(
                            "Row " + r + " has " + rows[r].length + " values for " + names.size() + " columns.");
                }
                values[r] = rows[r][c];
            }
            columns.add(new Column.Numbers(names.get(c), values));
        }
        return of(columns);
    }

    /** Returns what messages call the table. */
    public String source() {
        return source;
    }

    /** Returns the number of rows. */
    public int rows() {
        return columns.isEmpty() ? 0 : columns.getFirst().rows();
    }

    /** Returns the columns. */
    public List<Column> columns() {
        return columns;
    }

    /** Returns the names of the columns. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Returns a column, or null where there is none of that name. */
    public @Nullable Column find(String name) {
        return byName.get(name);
    }

    /**
     * Returns a column.
     *
     * @param role what it is wanted for, for the message
     * @throws UserException if there is none, with the near miss
     */
    public Column column(String name, String role) {
        Column column = byName.get(name);
        if (column == null) {
            throw new UserException(source + ": there is no column '" + name + "' for the " + role + "."
                    + Suggest.hint(name, byName.keySet()));
        }
        return column;
    }

    /** Returns the line of a row in its file. */
    public long line(int row) {
        return before + (lines.length == 0 ? row + 2 : lines[row]);
    }

    /** Returns a text for messages: source and line of a row, or its index in a table that was made from arrays. */
    public String place(int row) {
        return source + (file ? ", line " + line(row) : ", row " + row);
    }

    /** Returns a checksum of all names and cells, in hexadecimal. */
    public String fingerprint() {
        CRC32C crc = new CRC32C();
        for (Column column : columns) {
            crc.update(column.name().getBytes(StandardCharsets.UTF_8));
            switch (column) {
                case Column.Numbers numbers -> update(crc, numbers);
                case Column.Categories categories -> update(crc, categories);
            }
        }
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    /** In pieces, since a checksum is fast on many bytes only. */
    private static void update(CRC32C crc, Column.Numbers column) {
        int most = 1 << 12;
        int[] bits = new int[most];
        ByteBuffer piece = ByteBuffer.allocate(Float.BYTES * most).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < column.rows(); from += most) {
            int count = Math.min(most, column.rows() - from);
            column.copyBits(from, count, bits);
            piece.asIntBuffer().put(bits, 0, count);
            crc.update(piece.array(), 0, Float.BYTES * count);
        }
    }

    /** Each cell with a zero behind it. */
    private static void update(CRC32C crc, Column.Categories column) {
        byte[] missing = new byte[1];
        byte[][] words = new byte[column.categories().size()][];
        for (int c = 0; c < words.length; c++) {
            words[c] = (column.categories().get(c) + '\0').getBytes(StandardCharsets.UTF_8);
        }
        for (int code : column.codes()) {
            crc.update(code < 0 ? missing : words[code]);
        }
    }
}
