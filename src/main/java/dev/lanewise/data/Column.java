package dev.lanewise.data;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A named column of a {@link Table}. */
public sealed interface Column {

    /** Returns the name. */
    String name();

    /** Returns the number of rows. */
    int rows();

    /** Returns whether the cell of a row is missing. */
    boolean missing(int row);

    /** Returns the cell as text; empty where it is missing. */
    String text(int row);

    /** Numbers; NaN where one is missing. */
    final class Numbers implements Column {

        private final String name;
        private final int digits;
        /** The numbers, or null where they are {@code bytes} from {@code offset} on, whole ones from 0 to 255. */
        private final float @Nullable [] floats;

        private final byte[] bytes;
        private final int offset;
        private final int rows;

        /** Ordinary numbers, one for each row, in the array itself. */
        public Numbers(String name, float[] values) {
            this(name, values, 0);
        }

        /**
         * Makes a column that keeps the array itself.
         *
         * @param name name
         * @param values a value for each row, NaN where it is missing
         * @param digits with how many digits codes are written of which some begin with 0, such as 5 for zip codes; 0 for ordinary numbers
         */
        public Numbers(String name, float[] values, int digits) {
            this.name = name;
            this.digits = digits;
            floats = values;
            bytes = new byte[0];
            offset = 0;
            rows = values.length;
        }

        private Numbers(String name, byte[] bytes, int offset, int rows) {
            this.name = name;
            digits = 0;
            floats = null;
            this.bytes = bytes;
            this.offset = offset;
            this.rows = rows;
        }

        /**
         * Makes a column of whole numbers from 0 to 255, such as the brightness of pixels, that keeps the array itself.
         *
         * @param name name
         * @param bytes unsigned bytes
         * @param offset where the byte of the first row is; those of the others follow
         * @param rows number of rows
         */
        public static Numbers ofBytes(String name, byte[] bytes, int offset, int rows) {
            Objects.checkFromIndexSize(offset, rows, bytes.length);
            return new Numbers(name, bytes, offset, rows);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int rows() {
            return rows;
        }

        /** Returns the number of a row, NaN where it is missing. */
        public float value(int row) {
            return floats == null ? bytes[offset + row] & 0xFF : floats[row];
        }

        /** Returns whether the column keeps bytes: whole numbers from 0 to 255, of which none is missing. */
        boolean keepsBytes() {
            return floats == null;
        }

        /** Adds the sum of some rows of a column that keeps bytes to the first element, and that of their squares to the second. */
        void addSums(int[] from, double[] sums) {
            long sum = 0;
            long squares = 0;
            for (int row : from) {
                long value = bytes[offset + row] & 0xFF;
                sum += value;
                squares += value * value;
            }
            sums[0] += sum;
            sums[1] += squares;
        }

        /** Writes the bits of some floats in order; missing ones have the same bits, whatever they had. */
        void copyBits(int from, int count, int[] to) {
            if (floats == null) {
                for (int i = 0; i < count; i++) {
                    to[i] = Float.floatToRawIntBits(bytes[offset + from + i] & 0xFF);
                }
            } else {
                for (int i = 0; i < count; i++) {
                    to[i] = Float.floatToIntBits(floats[from + i]);
                }
            }
        }

        /** Writes the bytes of some rows of a column that keeps bytes, each to an array and a place of its own. */
        void copyBytes(int[] from, byte[][] to, int[] offsets, int at, int count) {
            for (int i = 0; i < count; i++) {
                to[i][offsets[i] + at] = bytes[offset + from[i]];
            }
        }

        /** Returns the numbers of all rows: the column's own array, or a copy where it keeps bytes. */
        public float[] values() {
            if (floats != null) {
                return floats;
            }
            float[] values = new float[rows];
            for (int row = 0; row < rows; row++) {
                values[row] = value(row);
            }
            return values;
        }

        /** Returns with how many digits codes are written of which some begin with 0; 0 for ordinary numbers. */
        public int digits() {
            return digits;
        }

        @Override
        public boolean missing(int row) {
            return Float.isNaN(value(row));
        }

        @Override
        public String text(int row) {
            String text = missing(row) ? "" : NumberText.of(value(row));
            return missing(row) || text.length() >= digits ? text : "0".repeat(digits - text.length()) + text;
        }

        /** Returns the first number, NaN where there is none. */
        float first() {
            for (int row = 0; row < rows(); row++) {
                if (!missing(row)) {
                    return value(row);
                }
            }
            return Float.NaN;
        }
    }

    /**
     * Categories, or text.
     *
     * @param name name
     * @param codes index of each row's category, -1 where it is missing
     * @param categories the categories in the order in which they first occur
     */
    record Categories(String name, int[] codes, List<String> categories) implements Column {
        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public boolean missing(int row) {
            return codes[row] < 0;
        }

        @Override
        public String text(int row) {
            return missing(row) ? "" : categories.get(codes[row]);
        }

        /** Whether the categories are words for true and false. */
        public boolean isBoolean() {
            return categories.size() <= 2 && categories.stream().allMatch(NumberText::isBooleanWord);
        }
    }
}
