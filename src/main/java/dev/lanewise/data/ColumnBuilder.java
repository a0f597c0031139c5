package dev.lanewise.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the cells of a column. A column is numeric until a cell is no number. */
final class ColumnBuilder implements TableRows.Cells {

    /**
     * A cell that is a number, but one that no float can hold.
     *
     * @param text the cell
     * @param line its line in the file
     */
    record Infinite(String text, long line) {}

    /** Cells are kept in pieces that grow up to this many, so that neither long nor wide tables copy or waste. */
    private static final int PIECE = 1 << 13;

    private static final int FIRST_PIECE = 1 << 6;
    private static final int MISSING = -1;

    private final String name;
    private boolean text;
    private boolean retype;
    /** Whether a cell counts as missing only if the others are numbers. */
    private boolean marked;
    /** Whether each number must stay what it is, and whether floats have lost one. */
    private final boolean exact;

    private boolean lost;

    private @Nullable Infinite infinite;
    /** Codes of the categories, or the bits of the numbers; all but the last piece are full. */
    private final List<int[]> pieces = new ArrayList<>();

    private int[] last = new int[0];
    /** Cells in the last piece. */
    private int used;

    private int rows;
    private final TableMemory memory;
    private final CategoryIndex index;
    private final DigitCodes codes = new DigitCodes();
    private boolean present;

    ColumnBuilder(String name, boolean text, boolean exact, TableMemory memory) {
        memory.take(TableMemory.COLUMN);
        this.name = name;
        this.text = text;
        this.exact = exact;
        this.memory = memory;
        index = new CategoryIndex(memory);
    }

    String name() {
        return name;
    }

    /** Whether the column turned out to be text after numbers were read whose spelling is gone: the file must be read again. */
    boolean retype() {
        return retype || (!text && (lost || codes.areText() || (marked && !present)));
    }

    /** The first cell that makes a column of numbers impossible, or null; text may look like that. */
    @Nullable
    Infinite infinite() {
        return text || retype() ? null : infinite;
    }

    @Override
    public void add(char[] buffer, int offset, int length, long line) {
        if (retype) {
            return;
        }
        int from = offset;
        int to = offset + length;
        while (from < to && Character.isWhitespace(buffer[from])) {
            from++;
        }
        while (from < to && Character.isWhitespace(buffer[to - 1])) {
            to--;
        }
        if (!text) {
            float value = NumberText.number(buffer, from, to);
            if (Math.abs(value) <= Float.MAX_VALUE) {
                present = true;
                lost |= exact && Math.abs(value) > FitNotes.LARGEST_EXACT;
                codes.add(buffer, from, to);
                put(Float.floatToRawIntBits(value));
            } else {
                unusual(buffer, from, to, value, line);
            }
        } else if (NumberText.isMissing(buffer, from, to)) {
            put(MISSING);
        } else {
            present = true;
            put(index.code(buffer, from, to));
        }
    }

    /** A cell of a column of numbers that is missing, infinite or text. */
    private void unusual(char[] buffer, int from, int to, float value, long line) {
        boolean marker = NumberText.isMissingNumber(buffer, from, to);
        if (marker || NumberText.isMissing(buffer, from, to)) {
            marked |= marker;
            put(Float.floatToRawIntBits(Float.NaN));
            return;
        }
        String cell = new String(buffer, from, to - from);
        if (Float.isInfinite(value) || NumberText.isInfinite(cell)) {
            if (infinite == null) {
                infinite = new Infinite(cell, line);
            }
            put(Float.floatToRawIntBits(Float.POSITIVE_INFINITY));
        } else if (present || marked) {
            retype = true;
            clear();
        } else {
            becomeText();
            put(index.code(buffer, from, to));
        }
        present = true;
    }

    /** All cells so far were missing. */
    private void becomeText() {
        text = true;
        int before = rows;
        clear();
        for (int r = 0; r < before; r++) {
            put(MISSING);
        }
    }

    private void clear() {
        pieces.forEach(piece -> memory.take(-4L * piece.length));
        pieces.clear();
        last = new int[0];
        used = 0;
        rows = 0;
    }

    private void put(int bits) {
        if (used == last.length) {
            int length = Math.clamp(rows, FIRST_PIECE, PIECE);
            memory.take(4L * length);
            last = new int[length];
            pieces.add(last);
            used = 0;
        }
        last[used++] = bits;
        rows++;
    }

    /** Makes the column, and lets go of the cells. */
    Column build() {
        Column column = text
                ? new Column.Categories(name, codes(), index.categories())
                : new Column.Numbers(name, numbers(), codes.padded());
        clear();
        return column;
    }

    private int[] codes() {
        int[] codes = new int[rows];
        int at = 0;
        for (int[] piece : pieces) {
            int length = Math.min(piece.length, rows - at);
            System.arraycopy(piece, 0, codes, at, length);
            at += length;
        }
        return codes;
    }

    private float[] numbers() {
        float[] numbers = new float[rows];
        int at = 0;
        for (int[] piece : pieces) {
            int length = Math.min(piece.length, rows - at);
            for (int i = 0; i < length; i++) {
                numbers[at + i] = Float.intBitsToFloat(piece[i]);
            }
            at += length;
        }
        return numbers;
    }
}
