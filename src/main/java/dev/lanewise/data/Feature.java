package dev.lanewise.data;

import dev.lanewise.core.UserException;
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

        /** Returns whether the same numbers become the same inputs. */
        boolean isLike(Numeric other) {
            return mean == other.mean && scale == other.scale && clipped == other.clipped;
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
            categories = KnownWords.of(categories);
        }

        @Override
        public int width() {
            return categories.size() + 1;
        }
    }

    /**
     * A category becomes one input, its code: its place among the known categories from 1, and 0 for all others: rare ones, unknown ones and missing ones. The network turns
     * the codes, which are its last inputs, into embeddings.
     *
     * @param column name of the column
     * @param categories known categories
     */
    record Embedded(String column, List<String> categories) implements Feature {
        /** Copies the list. */
        public Embedded {
            categories = KnownWords.of(categories);
        }

        @Override
        public int width() {
            return 1;
        }
    }

    /**
     * A word for true becomes 1, one for false 0, and a cell that is missing or any other word the share of true ones.
     *
     * @param column name of the column
     * @param share share of true ones in the training rows
     * @param indicator whether a second input is 1 where the cell is missing or another word, and 0 elsewhere
     */
    record Truth(String column, float share, boolean indicator) implements Feature {
        @Override
        public int width() {
            return indicator ? 2 : 1;
        }
    }

    /**
     * A date becomes the inputs of some of its parts, which are 0 where it is missing. With {@code d} days since the origin, the elapsed time becomes {@code (d -
     * mean) * scale}.
     *
     * @param column name of the column
     * @param order how dates are written that end in the year
     * @param parts parts that differ in the training rows
     * @param origin seconds from 1970 to the earliest training row
     * @param mean what is taken off, in days
     * @param scale what it is multiplied by, for a day
     * @param indicator whether a last input is 1 where the date is missing and 0 elsewhere
     */
    record Date(
            String column,
            DateOrder order,
            List<DatePart> parts,
            long origin,
            float mean,
            float scale,
            boolean indicator)
            implements Feature {
        /** Copies the list, and checks that it names no part twice: a file may hold any. */
        public Date {
            parts = List.copyOf(parts);
            if (parts.stream().distinct().count() < parts.size()) {
                throw new UserException("Column '" + column + "' has a part of its dates twice.");
            }
        }

        @Override
        public int width() {
            return parts.stream().mapToInt(DatePart::width).sum() + (indicator ? 1 : 0);
        }

        /** Returns the standardised time of some seconds since 1970. */
        float time(long seconds) {
            return (float) (((seconds - origin) / (double) DateText.DAY - mean) * scale);
        }
    }
}
