package dev.lanewise.data;

import java.util.List;

/** How a column of a table becomes inputs of a network; fitted on training rows, saved in the model. */
public sealed interface Feature {

    /** Returns the name of the column. */
    String column();

    /** Returns how many inputs the column becomes. */
    int width();

    /**
     * A number {@code x} becomes {@code z = (x - mean) * scale}, or, smoothly clipped, {@code z / sqrt(1 + (z/3)^2)}; and 0 where it is missing.
     *
     * @param column name of the column
     * @param mean what is taken off: the mean, or the median
     * @param scale what it is multiplied by
     * @param indicator whether a second input is 1 where the number is missing and 0 elsewhere
     * @param clipped whether it is clipped, to between -3 and 3
     */
    record Numeric(String column, float mean, float scale, boolean indicator, boolean clipped) implements Feature {

        /** A number that is not clipped. */
        public Numeric(String column, float mean, float scale, boolean indicator) {
            this(column, mean, scale, indicator, false);
        }

        @Override
        public int width() {
            return indicator ? 2 : 1;
        }

        /** Returns the input that a number becomes that is not missing. */
        public float input(float x) {
            if (clipped) {
                double z = (x - (double) mean) * scale;
                return (float) (z / Math.sqrt(1 + z * z / 9));
            }
            float input = (x - mean) * scale;
            // Two floats may lie further apart than a float can say.
            return Float.isFinite(input) ? input : (float) ((x - (double) mean) * scale);
        }
    }

    /**
     * A category becomes one input for each known category, 1 where it is that one, and a last input for all others: rare ones, unknown ones
     * and missing ones.
     *
     * @param column name of the column
     * @param categories known categories
     */
    record Category(String column, List<String> categories) implements Feature {
        /** Copies the list. */
        public Category {
            categories = List.copyOf(categories);
        }

        @Override
        public int width() {
            return categories.size() + 1;
        }
    }
}
