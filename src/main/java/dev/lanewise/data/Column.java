package dev.lanewise.data;

import java.util.List;

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

    /**
     * Numbers.
     *
     * @param name name
     * @param values a value for each row, NaN where it is missing
     * @param digits with how many digits codes are written of which some begin with 0, such as 5 for zip codes; 0 for ordinary numbers
     */
    record Numbers(String name, float[] values, int digits) implements Column {

        /** Ordinary numbers. */
        public Numbers(String name, float[] values) {
            this(name, values, 0);
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean missing(int row) {
            return Float.isNaN(values[row]);
        }

        @Override
        public String text(int row) {
            String text = missing(row) ? "" : NumberText.of(values[row]);
            return missing(row) || text.length() >= digits ? text : "0".repeat(digits - text.length()) + text;
        }

        /** Returns the first number, NaN where there is none. */
        float first() {
            for (float value : values) {
                if (!Float.isNaN(value)) {
                    return value;
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
