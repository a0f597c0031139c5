package dev.lanewise.data;

import java.util.List;

/** How a column of a table becomes inputs of a network; fitted on training rows, saved in the model. */
public sealed interface Feature {

    /** Returns the name of the column. */
    String column();

    /** Returns how many inputs the column becomes. */
    int width();

    /**
     * A number {@code x} becomes {@code (x - mean) * scale}, and 0 where it is missing.
     *
     * @param column name of the column
     * @param mean what is taken off
     * @param scale what it is multiplied by
     * @param indicator whether a second input is 1 where the number is missing and 0 elsewhere
     */
    record Numeric(String column, float mean, float scale, boolean indicator) implements Feature {
        @Override
        public int width() {
            return indicator ? 2 : 1;
        }

        /** Returns the input that a number becomes that is not missing. */
        public float input(float x) {
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
