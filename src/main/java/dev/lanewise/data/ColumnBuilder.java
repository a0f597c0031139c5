package dev.lanewise.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the cells of a column. A column is numeric until a cell is no number. */
final class ColumnBuilder {

    private final String name;
    private boolean text;
    private float[] numbers = new float[1024];
    private int[] codes = new int[0];
    private final Map<String, Integer> index = new LinkedHashMap<>();
    private int rows;
    private int present;

    ColumnBuilder(String name, boolean text) {
        this.name = name;
        this.text = text;
        if (text) {
            startText();
        }
    }

    String name() {
        return name;
    }

    int present() {
        return present;
    }

    /** What became of a cell. */
    enum Added {
        DONE,
        /** The column turned out to be text after numbers were read whose spelling is gone: read the file again. */
        RETYPE,
        /** The cell is a number that no float can hold. */
        INFINITE
    }

    Added add(String raw) {
        String cell = raw.strip();
        boolean missing = NumberText.isMissing(cell);
        present += missing ? 0 : 1;
        if (text) {
            addText(missing, cell);
            return Added.DONE;
        }
        float value = Float.NaN;
        if (!missing) {
            if (!NumberText.plain(cell)) {
                return notNumeric(cell);
            }
            try {
                value = NumberText.parse(cell);
            } catch (NumberFormatException e) {
                return notNumeric(cell);
            }
            if (Float.isInfinite(value)) {
                return Added.INFINITE;
            }
        }
        if (rows == numbers.length) {
            numbers = Arrays.copyOf(numbers, grown());
        }
        numbers[rows++] = value;
        return Added.DONE;
    }

    private Added notNumeric(String cell) {
        if (NumberText.isInfinity(cell)) {
            return Added.INFINITE;
        }
        if (present > 1) {
            return Added.RETYPE;
        }
        startText();
        text = true;
        addText(false, cell);
        return Added.DONE;
    }

    private void startText() {
        numbers = new float[0];
        codes = new int[Math.max(1024, rows)];
        Arrays.fill(codes, 0, rows, -1);
    }

    private void addText(boolean missing, String cell) {
        if (rows == codes.length) {
            codes = Arrays.copyOf(codes, grown());
        }
        int code = -1;
        if (!missing) {
            Integer known = index.get(cell);
            code = known == null ? index.size() : known;
            if (known == null) {
                index.put(cell, code);
            }
        }
        codes[rows++] = code;
    }

    /** Half as much again, so that growing costs little and wastes little. */
    private int grown() {
        return (int) Math.min(Integer.MAX_VALUE - 8L, rows + (rows >> 1) + 1024L);
    }

    Column build() {
        if (text) {
            List<String> categories = new ArrayList<>(index.keySet());
            return new Column.Categories(name, Arrays.copyOf(codes, rows), List.copyOf(categories));
        }
        return new Column.Numbers(name, rows == numbers.length ? numbers : Arrays.copyOf(numbers, rows));
    }
}
