package dev.lanewise.data;

import dev.lanewise.core.Room;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes the features of some rows, block after block of rows, so that what is written row by row and read column by column stays in the cache. Rows
 * are taken in the table's order, in which neighbours share cache lines, and written to the places they were asked for.
 */
final class FeatureWriter {

    private static final int BLOCK = 32;

    private final Table table;
    private final List<Feature> features;
    private final int[] rows;
    private final int stride;
    /** For each feature of numbers, the number of each row of the table; otherwise empty. */
    private final float[][] numbers;
    /** For each feature of categories, the code of each row of the table; otherwise empty. */
    private final int[][] codes;
    /** For each feature of categories, the input of each code, the last one of those that are missing; otherwise empty. */
    private final int[][] inputs;

    /** Takes some rows of a table in which the columns of the features are all there. */
    FeatureWriter(Table table, List<Feature> features, int[] rows) {
        this.table = table;
        this.features = features;
        this.rows = rows;
        numbers = new float[features.size()][];
        codes = new int[features.size()][];
        inputs = new int[features.size()][];
        stride = features.stream().mapToInt(Feature::width).sum();
    }

    /**
     * Prepares the columns.
     *
     * @throws dev.lanewise.core.UserException where cells do not fit
     */
    void prepare() {
        for (int f = 0; f < numbers.length; f++) {
            Column column = Objects.requireNonNull(table.find(features.get(f).column()));
            if (features.get(f) instanceof Feature.Category category) {
                categories(f, column, category);
            } else {
                numbers[f] = column instanceof Column.Numbers already ? already.values() : parsed(column);
            }
        }
    }

    /** Places in the rows asked for, by growing rows of the table. */
    private static int[] byRow(int[] rows) {
        long[] keys = new long[rows.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) rows[i] << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        int[] places = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            places[i] = (int) keys[i];
        }
        return places;
    }

    /** Returns the features, {@code [rows][inputs]}. */
    float[] write() {
        String what = table.source() + ": prepared for the network, it";
        int size = Room.elements(rows.length, stride, what, "fewer rows or columns");
        Room.check(size, what, "fewer rows or columns");
        prepare();
        int[] places = byRow(rows);
        float[] out = new float[size];
        for (int from = 0; from < rows.length; from += BLOCK) {
            int to = Math.min(rows.length, from + BLOCK);
            int at = 0;
            for (int f = 0; f < numbers.length; f++) {
                Feature feature = features.get(f);
                if (feature instanceof Feature.Numeric number) {
                    numbers(number, numbers[f], places, from, to, out, at);
                } else {
                    categories(codes[f], inputs[f], places, from, to, out, at);
                }
                at += feature.width();
            }
        }
        return out;
    }

    private void numbers(Feature.Numeric feature, float[] values, int[] places, int from, int to, float[] out, int at) {
        for (int i = from; i < to; i++) {
            float value = values[rows[places[i]]];
            out[places[i] * stride + at] = Float.isNaN(value) ? 0 : feature.input(value);
        }
        if (feature.indicator()) {
            for (int i = from; i < to; i++) {
                out[places[i] * stride + at + 1] = Float.isNaN(values[rows[places[i]]]) ? 1 : 0;
            }
        }
    }

    private void categories(int[] code, int[] input, int[] places, int from, int to, float[] out, int at) {
        for (int i = from; i < to; i++) {
            int c = code[rows[places[i]]];
            out[places[i] * stride + at + input[c < 0 ? input.length - 1 : c]] = 1;
        }
    }

    /** The numbers of a column of text. */
    private float[] parsed(Column column) {
        float[] values = new float[table.rows()];
        for (int row : rows) {
            values[row] = NumberText.value(column, row);
            if (Float.isNaN(values[row]) && !column.missing(row)) {
                throw PartCells.noNumber(table.place(row), column.name(), column.text(row));
            }
        }
        return values;
    }

    private void categories(int f, Column column, Feature.Category feature) {
        Map<String, Integer> index = new LinkedHashMap<>();
        for (int c = 0; c < feature.categories().size(); c++) {
            index.put(feature.categories().get(c), c);
        }
        int other = index.size();
        if (column instanceof Column.Categories words) {
            codes[f] = words.codes();
            inputs[f] = words.categories().stream()
                    .mapToInt(word -> index.getOrDefault(word, other))
                    .toArray();
            inputs[f] = Arrays.copyOf(inputs[f], inputs[f].length + 1);
        } else {
            // Numbers where the training rows had categories: each row has a code of its own.
            codes[f] = new int[table.rows()];
            inputs[f] = new int[table.rows() + 1];
            for (int row : rows) {
                codes[f][row] = column.missing(row) ? -1 : row;
                inputs[f][row] = index.getOrDefault(column.text(row), other);
            }
        }
        inputs[f][inputs[f].length - 1] = other;
    }
}
