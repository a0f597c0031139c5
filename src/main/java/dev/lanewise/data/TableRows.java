package dev.lanewise.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of a file as the parser finds them: those of the first record as names, all others straight from the parser's buffer into
 * the columns. Handed out by the parser once for each record.
 */
final class TableRows extends AbstractBaseCsvCallbackHandler<TableRows> {

    /** Takes the cells of a column. */
    interface Cells {
        /** Adds the cell that stands in a buffer, without the blanks around it. */
        void add(char[] buffer, int offset, int length, long line);
    }

    private final TableMemory memory;
    private final List<String> header = new ArrayList<>();
    private @Nullable Cells[] columns = new Cells[0];
    private boolean named;
    /** Lines before that of the header, from which lines are counted. */
    private long before;

    private int count;
    /** Lines of the rows, kept only where they do not simply follow the header and each other. */
    private int[] lines = new int[0];

    TableRows(TableMemory memory) {
        this.memory = memory;
    }

    /** Returns the fields of the first record. */
    List<String> header() {
        return header;
    }

    /**
     * Fills columns with all records to come, as the first ones.
     *
     * @param cells columns, null where nobody wants the cells
     * @param linesBefore what is taken off the lines
     */
    void fill(List<? extends @Nullable Cells> cells, long linesBefore) {
        columns = cells.toArray(Cells[]::new);
        before = linesBefore;
        named = true;
        count = 0;
        lines = new int[0];
    }

    /** Returns the line where the last record started. */
    long line() {
        return getStartingLineNumber();
    }

    /** Returns the number of fields of the last record. */
    int fields() {
        return getFieldCount();
    }

    /** Returns the number of rows below the header. */
    int count() {
        return count;
    }

    /** Returns the line of each row; empty where they simply follow each other. */
    int[] lines() {
        return lines.length == 0 ? lines : Arrays.copyOf(lines, count);
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (!named) {
            memory.take(TableMemory.TEXT + 2L * length);
            header.add(new String(buffer, offset, length));
        } else if (index < columns.length) {
            Cells column = columns[index];
            if (column != null) {
                column.add(buffer, offset, length, getStartingLineNumber());
            }
        }
    }

    @Override
    protected TableRows buildRecord() {
        // The parser drops records of blank lines only after they were built.
        if (named && getRecordType() == RecordType.DATA) {
            addLine((int) (getStartingLineNumber() - before));
        }
        return this;
    }

    private void addLine(int line) {
        boolean regular = lines.length == 0 && line == count + 2;
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
            lines[count] = line;
        }
        count++;
    }
}
