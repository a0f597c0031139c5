package dev.lanewise.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the cells of a column. A column is numeric until a cell is no number. */
final class ColumnBuilder {

    /**
     * A cell that is a number, but one that no float can hold.
     *
     * @param text the cell
     * @param line its line in the file
     */
    record Infinite(String text, long line) {}

    /** Cells are kept in pieces of this many, so that growing neither copies nor wastes. */
    private static final int PIECE = 1 << 13;

    private static final int MISSING = -1;

    private final String name;
    private boolean text;
    private boolean retype;
    private @Nullable Infinite infinite;
    /** Codes of the categories, or the bits of the numbers. */
    private final List<int[]> pieces = new ArrayList<>();

    private int[] last = new int[0];
    private final Map<String, Integer> index = new LinkedHashMap<>();
    private int rows;
    private boolean present;

    ColumnBuilder(String name, boolean text) {
        this.name = name;
        this.text = text;
    }

    String name() {
        return name;
    }

    /** Whether the column turned out to be text after numbers were read whose spelling is gone: the file must be read again. */
    boolean retype() {
        return retype;
    }

    /** The first cell that makes a column of numbers impossible, or null; text may look like that. */
    @Nullable
    Infinite infinite() {
        return text || retype ? null : infinite;
    }

    void add(String raw, long line) {
        if (retype) {
            return;
        }
        String cell = raw.strip();
        boolean missing = NumberText.isMissing(cell);
        if (!text && !missing) {
            number(cell, line);
        } else {
            put(missing ? missingBits() : code(cell));
        }
        present |= !missing;
    }

    private void number(String cell, long line) {
        float value;
        try {
            value = NumberText.plain(cell) ? NumberText.parse(cell) : NumberText.infinityOrNan(cell);
        } catch (NumberFormatException e) {
            value = Float.NaN;
        }
        if (Float.isNaN(value)) {
            notNumeric(cell);
            return;
        }
        if (Float.isInfinite(value) && infinite == null) {
            infinite = new Infinite(cell, line);
        }
        put(Float.floatToRawIntBits(value));
    }

    private void notNumeric(String cell) {
        if (present) {
            retype = true;
            pieces.clear();
            return;
        }
        text = true;
        int before = rows;
        rows = 0;
        pieces.clear();
        for (int r = 0; r < before; r++) {
            put(MISSING);
        }
        put(code(cell));
    }

    private int missingBits() {
        return text ? MISSING : Float.floatToRawIntBits(Float.NaN);
    }

    private int code(String cell) {
        Integer known = index.putIfAbsent(cell, index.size());
        return known == null ? index.size() - 1 : known;
    }

    private void put(int bits) {
        int at = rows % PIECE;
        if (at == 0) {
            last = new int[PIECE];
            pieces.add(last);
        }
        last[at] = bits;
        rows++;
    }

    /** Makes the column, and lets go of the cells. */
    Column build() {
        Column column;
        if (text) {
            int[] codes = new int[rows];
            for (int r = 0; r < rows; r++) {
                codes[r] = pieces.get(r / PIECE)[r % PIECE];
            }
            column = new Column.Categories(name, codes, List.copyOf(index.keySet()));
        } else {
            float[] numbers = new float[rows];
            for (int r = 0; r < rows; r++) {
                numbers[r] = Float.intBitsToFloat(pieces.get(r / PIECE)[r % PIECE]);
            }
            column = new Column.Numbers(name, numbers);
        }
        pieces.clear();
        return column;
    }
}
