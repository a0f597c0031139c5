package dev.lanewise.data;

import dev.lanewise.core.UserException;
import java.util.Arrays;

/** The cells of a column in a part of a file, of a kind that is known before. */
abstract sealed class PartCells implements TableRows.Cells {

    /** Rows so far, that of a record that turns out to be refused among them. */
    int rows;

    @Override
    public final void add(char[] buffer, int offset, int length, long line) {
        int from = offset;
        int to = offset + length;
        while (from < to && Character.isWhitespace(buffer[from])) {
            from++;
        }
        while (from < to && Character.isWhitespace(buffer[to - 1])) {
            to--;
        }
        put(buffer, from, to, line);
        rows++;
    }

    abstract void put(char[] buffer, int from, int to, long line);

    /** Makes the column of the first {@code count} rows. */
    abstract Column build(int count);

    /** Numbers; another cell is refused at once. */
    static final class Numbers extends PartCells {
        private final String name;
        private final DelimitedFile file;
        private final float[] values;

        Numbers(String name, DelimitedFile file, int most) {
            this.name = name;
            this.file = file;
            values = new float[most];
        }

        @Override
        void put(char[] buffer, int from, int to, long line) {
            float value = NumberText.number(buffer, from, to);
            values[rows] = Math.abs(value) <= Float.MAX_VALUE ? value : unusual(buffer, from, to, value, line);
        }

        private float unusual(char[] buffer, int from, int to, float value, long line) {
            if (NumberText.isMissing(buffer, from, to) || NumberText.isMissingNumber(buffer, from, to)) {
                return Float.NaN;
            }
            String cell = new String(buffer, from, to - from);
            if (Float.isInfinite(value) || NumberText.isInfinite(cell)) {
                throw file.infinite(cell, line, name);
            }
            throw noNumber(file.name() + ", line " + line, name, cell);
        }

        @Override
        Column build(int count) {
            return new Column.Numbers(name, count == values.length ? values : Arrays.copyOf(values, count));
        }
    }

    /** Refuses a word in a column of numbers. */
    static UserException noNumber(String place, String column, String cell) {
        return new UserException(place + ", column '" + column + "': '" + cell
                + "' is no number, but the model was trained on numbers in this column. Mend or empty the cell.");
    }

    /** Words. */
    static final class Words extends PartCells {
        private final String name;
        private final CategoryIndex index;
        private final int[] codes;

        Words(Feature feature, TableMemory memory, int most) {
            name = feature.column();
            index = new CategoryIndex(memory);
            codes = new int[most];
        }

        @Override
        void put(char[] buffer, int from, int to, long line) {
            codes[rows] = NumberText.isMissing(buffer, from, to) ? -1 : index.code(buffer, from, to);
        }

        @Override
        Column build(int count) {
            int[] some = count == codes.length ? codes : Arrays.copyOf(codes, count);
            return new Column.Categories(name, some, index.categories());
        }
    }
}
