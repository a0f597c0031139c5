package dev.lanewise.data;

import dev.lanewise.core.Room;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Writes the features of some rows, block after block of rows, so that what is written row by row and read column by column stays in the cache. Rows
 * are taken in the table's order, in which neighbours share cache lines, and written to the places they were asked for.
 */
final class FeatureWriter {

    private static final int BLOCK = 32;

    /** Rows of a block of bytes: those of a column fill a cache line. */
    private static final int BYTES_BLOCK = 64;

    private static final int BYTE_VALUES = 256;
    private static final String REMEDY = "fewer rows or columns";
    private static final Column.Numbers NONE = new Column.Numbers("", new float[0]);

    private final Table table;
    private final List<Feature> features;
    private final int[] rows;
    private final int stride;
    /** For each feature of numbers, the number of each row of the table; otherwise {@link #NONE}. */
    private final Column.Numbers[] numbers;
    /** For each feature of categories, the code of each row of the table; otherwise empty. */
    private final int[][] codes;
    /** For each feature of categories, the input of each code, the last one of those that are missing; otherwise empty. */
    private final int[][] inputs;
    /** For each feature of dates, the seconds since 1970 of each code; otherwise empty. */
    private final long[][] seconds;

    /** Takes some rows of a table in which the columns of the features are all there. */
    FeatureWriter(Table table, List<Feature> features, int[] rows) {
        this.table = table;
        this.features = features;
        this.rows = rows;
        numbers = new Column.Numbers[features.size()];
        Arrays.fill(numbers, NONE);
        codes = new int[features.size()][];
        inputs = new int[features.size()][];
        seconds = new long[features.size()][];
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
            switch (features.get(f)) {
                case Feature.Numeric number ->
                    numbers[f] = column instanceof Column.Numbers already ? already : parsed(column);
                case Feature.Truth truth -> numbers[f] = truths(column);
                case Feature.Date date -> dates(f, column, date);
                case Feature.Category category -> {
                    KnownWords known = KnownWords.of(category.categories());
                    categories(f, column, known, 0, known.size());
                }
                case Feature.Embedded embedded -> categories(f, column, KnownWords.of(embedded.categories()), 1, 0);
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

    /** Returns whether all features are one function of columns that keep bytes, so that a byte is all they need. */
    static boolean keepsBytes(Table table, List<Feature> features) {
        if (features.isEmpty()) {
            return false;
        }
        for (Feature feature : features) {
            if (!(feature instanceof Feature.Numeric number)
                    || number.indicator()
                    || !(table.find(number.column()) instanceof Column.Numbers column)
                    || !column.keepsBytes()
                    || !number.isLike((Feature.Numeric) features.getFirst())) {
                return false;
            }
        }
        float[] numbers = inputsOfBytes(features.getFirst());
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    private static float[] inputsOfBytes(Feature feature) {
        float[] inputs = new float[BYTE_VALUES];
        for (int value = 0; value < BYTE_VALUES; value++) {
            inputs[value] = ((Feature.Numeric) feature).input(value);
        }
        return inputs;
    }

    /** Returns the features, as bytes where that is possible. */
    FeatureRows rows() {
        return keepsBytes(table, features) ? bytes() : new FeatureRows.Floats(write(), stride);
    }

    private ByteRows bytes() {
        int size = size();
        Room.check(size / Float.BYTES, what(), REMEDY);
        prepare();
        int[] places = byRow(rows);
        ByteRows out = new ByteRows(rows.length, stride, inputsOfBytes(features.getFirst()));
        byte[][] arrays = new byte[BYTES_BLOCK][];
        int[] offsets = new int[BYTES_BLOCK];
        int[] from = new int[BYTES_BLOCK];
        for (int start = 0; start < rows.length; start += BYTES_BLOCK) {
            int count = Math.min(BYTES_BLOCK, rows.length - start);
            for (int i = 0; i < count; i++) {
                int place = places[start + i];
                from[i] = rows[place];
                arrays[i] = out.array(place);
                offsets[i] = out.offset(place);
            }
            for (int f = 0; f < numbers.length; f++) {
                numbers[f].copyBytes(from, arrays, offsets, f, count);
            }
        }
        return out;
    }

    private String what() {
        return table.source() + ": prepared for the network, it";
    }

    private int size() {
        return Room.elements(rows.length, stride, what(), REMEDY);
    }

    /** Returns the features as floats, {@code [rows][inputs]}. */
    float[] write() {
        int size = size();
        Room.check(size, what(), REMEDY);
        prepare();
        int[] places = byRow(rows);
        float[] out = new float[size];
        for (int from = 0; from < rows.length; from += BLOCK) {
            int to = Math.min(rows.length, from + BLOCK);
            int at = 0;
            for (int f = 0; f < numbers.length; f++) {
                Feature feature = features.get(f);
                switch (feature) {
                    case Feature.Numeric number -> {
                        numbers(number, numbers[f], places, from, to, out, at);
                        if (number.indicator()) {
                            indicator(numbers[f], places, from, to, out, at + 1);
                        }
                    }
                    case Feature.Truth truth -> {
                        truths(truth, numbers[f], places, from, to, out, at);
                        if (truth.indicator()) {
                            indicator(numbers[f], places, from, to, out, at + 1);
                        }
                    }
                    case Feature.Date date -> dates(date, codes[f], seconds[f], places, from, to, out, at);
                    case Feature.Category category -> categories(codes[f], inputs[f], places, from, to, out, at);
                    case Feature.Embedded embedded -> embedded(codes[f], inputs[f], places, from, to, out, at);
                }
                at += feature.width();
            }
        }
        return out;
    }

    private void numbers(
            Feature.Numeric feature, Column.Numbers column, int[] places, int from, int to, float[] out, int at) {
        for (int i = from; i < to; i++) {
            float value = column.value(rows[places[i]]);
            out[places[i] * stride + at] = Float.isNaN(value) ? 0 : feature.input(value);
        }
    }

    private void truths(
            Feature.Truth feature, Column.Numbers column, int[] places, int from, int to, float[] out, int at) {
        for (int i = from; i < to; i++) {
            float value = column.value(rows[places[i]]);
            out[places[i] * stride + at] = Float.isNaN(value) ? feature.share() : value;
        }
    }

    private void indicator(Column.Numbers column, int[] places, int from, int to, float[] out, int at) {
        for (int i = from; i < to; i++) {
            out[places[i] * stride + at] = Float.isNaN(column.value(rows[places[i]])) ? 1 : 0;
        }
    }

    private void dates(
            Feature.Date feature, int[] code, long[] times, int[] places, int from, int to, float[] out, int at) {
        for (int i = from; i < to; i++) {
            int c = code[rows[places[i]]];
            int place = places[i] * stride + at;
            if (c >= 0) {
                DateFitter.write(feature, times[c], out, place);
            } else if (feature.indicator()) {
                out[place + feature.width() - 1] = 1;
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
    private Column.Numbers parsed(Column column) {
        float[] values = new float[table.rows()];
        for (int row : rows) {
            values[row] = NumberText.value(column, row);
            if (Float.isNaN(values[row]) && !column.missing(row) && !NumberText.isMissingNumber(column.text(row))) {
                throw PartCells.noNumber(table.place(row), column.name(), column.text(row));
            }
        }
        return new Column.Numbers(column.name(), values);
    }

    private void embedded(int[] code, int[] input, int[] places, int from, int to, float[] out, int at) {
        for (int i = from; i < to; i++) {
            int c = code[rows[places[i]]];
            out[places[i] * stride + at] = input[c < 0 ? input.length - 1 : c];
        }
    }

    /** 1 and 0 for the words, NaN for what is neither. */
    private Column.Numbers truths(Column column) {
        float[] values = new float[table.rows()];
        for (int row : rows) {
            float value = NumberText.truth(column.text(row));
            values[row] = Float.isNaN(value) ? bit(column.text(row)) : value;
        }
        return new Column.Numbers(column.name(), values);
    }

    /** Another table may have digits for words. */
    private static float bit(String cell) {
        String digits = NumberText.canonical(cell);
        return digits.equals("1") ? 1 : digits.equals("0") ? 0 : Float.NaN;
    }

    private void dates(int f, Column column, Feature.Date feature) {
        if (column instanceof Column.Categories text) {
            Column.Categories words = Converted.unmarked(text);
            codes[f] = words.codes();
            seconds[f] = new long[words.categories().size()];
            Arrays.setAll(seconds[f], c -> DateText.seconds(words.categories().get(c), feature.order()));
        } else {
            // Numbers are no dates; where the column is empty, all are missing.
            codes[f] = new int[table.rows()];
            Arrays.fill(codes[f], -1);
        }
        for (int row : rows) {
            int code = codes[f][row];
            boolean date = code < 0 ? column instanceof Column.Categories : seconds[f][code] != DateText.NONE;
            if (!date && !column.missing(row)) {
                throw DateFitter.refusal(table, column, row, feature.order());
            }
        }
    }

    /** Known categories are numbered from {@code first} on; all others are {@code other}. */
    private void categories(int f, Column column, KnownWords known, int first, int other) {
        if (column instanceof Column.Categories words) {
            codes[f] = words.codes();
            inputs[f] = words.categories().stream()
                    .mapToInt(word -> input(known, word, first, other))
                    .toArray();
            inputs[f] = Arrays.copyOf(inputs[f], inputs[f].length + 1);
        } else {
            // Numbers where the training rows had categories: each row has a code of its own.
            codes[f] = new int[table.rows()];
            inputs[f] = new int[table.rows() + 1];
            for (int row : rows) {
                codes[f][row] = column.missing(row) ? -1 : row;
                inputs[f][row] = input(known, column.text(row), first, other);
            }
        }
        inputs[f][inputs[f].length - 1] = other;
    }

    private static int input(KnownWords known, String word, int first, int other) {
        int place = known.find(word);
        return place < 0 ? other : first + place;
    }
}
