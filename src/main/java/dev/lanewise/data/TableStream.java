package dev.lanewise.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.lanewise.core.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a delimited file part after part, with the columns that a model takes as the model knows them: in memory bounded whatever the length of
 * the file, and a row means the same whatever else the file holds. Other columns are not looked at. For one thread at a time.
 */
public final class TableStream implements AutoCloseable {

    private static final int MOST_ROWS = 1 << 10;

    /** Inputs of the network in all rows of a part. */
    private static final int MOST_INPUTS = 1 << 18;

    /** Bytes that the words of a part may take before it ends. */
    private static final long MOST_WORDS = 1 << 21;

    private final DelimitedFile file;
    private final CountedBytes bytes;
    private final long size;
    private final BufferedReader reader;
    private final TableRows rows = new TableRows(new TableMemory(TableMemory.most()));
    private final Iterator<TableRows> records;
    private final List<String> names;
    /** For each column of the file what the model makes of it, or null. */
    private final List<@Nullable Feature> features = new ArrayList<>();

    private final int most;
    private long lastLine;
    /** Whether there was a part already. */
    private boolean any;

    private boolean ended;
    private @Nullable UserException refused;

    private TableStream(DelimitedFile file, CountedBytes bytes, long size, Preprocessor preprocessor) {
        this.file = file;
        this.bytes = bytes;
        this.size = size;
        most = Math.clamp(MOST_INPUTS / Math.max(1, preprocessor.inputs()), 1, MOST_ROWS);
        try {
            reader = file.open();
        } catch (IOException e) {
            throw file.failure(e);
        }
        try {
            CsvReader<TableRows> parser = file.records(reader, rows);
            records = parser.iterator();
            names = header();
            Map<String, Feature> byName = new LinkedHashMap<>();
            preprocessor.features().forEach(feature -> byName.put(feature.column(), feature));
            names.forEach(name -> features.add(byName.get(name)));
            preprocessor.checkSchema(part(cells(new TableMemory(TableMemory.most())), new int[0], 0, 0));
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            close();
            throw file.failure(e);
        } catch (OutOfMemoryError e) {
            close();
            throw file.outOfMemory(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens a CSV or TSV file as {@link Table#read} takes it.
     *
     * @param preprocessor what the parts are for
     * @throws UserException where the file cannot be read as a table, or lacks columns
     */
    public static TableStream open(Path path, Preprocessor preprocessor) {
        DataFiles.checkFile(path);
        CountedBytes bytes = new CountedBytes();
        boolean regular = Files.isRegularFile(path);
        long size = regular ? path.toFile().length() : 0;
        DelimitedFile.Source again = () -> DataFiles.open(Files.newInputStream(path));
        DelimitedFile file =
                new DelimitedFile(path, () -> bytes.first(() -> Files.newInputStream(path), regular ? again : null));
        return new TableStream(file, bytes, size, preprocessor);
    }

    /**
     * Reads such a file from a stream.
     *
     * @param name what messages call it
     * @throws UserException where the stream cannot be read as a table, or lacks columns
     */
    public static TableStream open(String name, InputStream in, Preprocessor preprocessor) {
        CountedBytes bytes = new CountedBytes();
        DelimitedFile file = new DelimitedFile(Path.of(name), () -> bytes.first(() -> in, null));
        return new TableStream(file, bytes, 0, preprocessor);
    }

    private List<String> header() {
        if (!records.hasNext()) {
            throw file.noHeader();
        }
        TableRows row = records.next();
        file.check(row, 0);
        lastLine = row.line();
        return file.columnNames(row.header());
    }

    /** Returns the share of the file that was read so far, from 0 to 1; NaN where its length is not known. */
    public double done() {
        return size == 0 ? Double.NaN : Math.min(1, (double) bytes.count() / size);
    }

    /**
     * Reads the next rows: thousands, or fewer where they are wide.
     *
     * @return the columns of the model, or null at the end of the file
     * @throws UserException at the first row that cannot be read, or whose cells do not fit; the rows before it were returned, unless
     *     it is in the first part
     */
    public @Nullable Table next() {
        try {
            return read();
        } catch (OutOfMemoryError e) {
            throw file.outOfMemory(e);
        }
    }

    private @Nullable Table read() {
        TableMemory memory = new TableMemory(TableMemory.most());
        List<@Nullable PartCells> cells = cells(memory);
        long before = lastLine - 1;
        rows.fill(cells, before);
        int good = 0;
        try {
            while (!ended && good < most && memory.taken() < MOST_WORDS) {
                if (!records.hasNext()) {
                    ended = true;
                    break;
                }
                file.check(records.next(), names.size());
                lastLine = rows.line();
                good++;
            }
        } catch (UncheckedIOException | CsvParseException e) {
            refuse(file.failure(e));
        } catch (UserException e) {
            refuse(e);
        }
        // A bad row in the first part is told before anything is done.
        if (good > 0 && (any || refused == null)) {
            any = true;
            return part(cells, rows.lines(), before, good);
        }
        if (ended && refused == null && !any) {
            refused = file.noRow();
        }
        if (refused != null) {
            throw refused;
        }
        return null;
    }

    /** The rows before come first. */
    private void refuse(UserException failure) {
        refused = failure;
        ended = true;
    }

    private List<@Nullable PartCells> cells(TableMemory memory) {
        List<@Nullable PartCells> cells = new ArrayList<>();
        for (Feature feature : features) {
            cells.add(
                    feature == null
                            ? null
                            : feature instanceof Feature.Numeric
                                    ? new PartCells.Numbers(feature.column(), file, most)
                                    : new PartCells.Words(feature, memory, most));
        }
        return cells;
    }

    private Table part(List<@Nullable PartCells> cells, int[] lines, long before, int count) {
        List<Column> columns = new ArrayList<>();
        for (PartCells column : cells) {
            if (column != null) {
                columns.add(column.build(count));
            }
        }
        return new Table(file.name(), columns, lines, before);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            // All that was asked for has been read.
            ended = true;
        }
    }
}
