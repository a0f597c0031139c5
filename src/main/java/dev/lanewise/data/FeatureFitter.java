package dev.lanewise.data;

import dev.lanewise.core.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fits {@link Feature}s on training rows, and notes what is left out and why. */
final class FeatureFitter {

    /** A category of fewer training rows than this is rare, where a column has more than {@link #FEW_CATEGORIES}. */
    private static final int RARE = 3;

    private static final int FEW_CATEGORIES = 8;
    private static final int MOST_CATEGORIES = 128;

    /** Text with more different values than this share of its rows is left out. */
    private static final double UNIQUE_SHARE = 0.5;

    private static final int UNIQUE_COUNT = 20;

    private final Table table;
    private final int[] rows;
    private final List<Feature> features = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    FeatureFitter(Table table, int[] rows) {
        this.table = table;
        this.rows = rows.clone();
        // In the table's order a column is read from start to end, and its sums do not depend on the order of a split.
        Arrays.sort(this.rows);
    }

    List<Feature> features() {
        return features;
    }

    List<String> notes() {
        return notes;
    }

    /** Fits all columns but those left out. */
    void fit(Set<String> leftOut, Scaling scaling) {
        for (Column column : table.columns()) {
            if (leftOut.contains(column.name())) {
                continue;
            }
            checkNotEmpty(column);
            Feature feature = switch (column) {
                case Column.Categories categories -> category(categories);
                case Column.Numbers numbers ->
                    switch (scaling) {
                        case STANDARD -> number(numbers);
                        case COMMON -> unscaled(numbers);
                        case ROBUST -> robust(numbers);
                    };
            };
            if (feature != null) {
                features.add(feature);
            }
        }
        if (features.isEmpty() && rows.length == 1) {
            throw new UserException(table.source() + ": there is one row to train on, which says nothing about the"
                    + " others. Training takes two or more that differ.");
        }
        if (features.isEmpty()) {
            throw new UserException(table.source() + ": no column is left to learn from. " + String.join(" ", notes));
        }
        if (scaling == Scaling.COMMON) {
            commonScale();
        }
    }

    private void checkNotEmpty(Column column) {
        for (int r = 0; r < column.rows(); r++) {
            if (!column.missing(r)) {
                return;
            }
        }
        throw new UserException(table.source() + ": column '" + column.name()
                + "' is missing in every row. Remove the column, or fill it.");
    }

    /** Without the mean and scale, which {@link #commonScale} finds. */
    private Feature unscaled(Column.Numbers column) {
        boolean missing = false;
        for (int row : rows) {
            missing |= Float.isNaN(column.values()[row]);
        }
        return new Feature.Numeric(column.name(), 0, 0, missing);
    }

    private @Nullable Feature number(Column.Numbers column) {
        double sum = 0;
        int count = 0;
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int row : rows) {
            float value = column.values()[row];
            if (!Float.isNaN(value)) {
                sum += value;
                count++;
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        double squares = 0;
        for (int row : rows) {
            float value = column.values()[row];
            if (!Float.isNaN(value)) {
                squares += (value - mean) * (value - mean);
            }
        }
        float scale = scale(mean, count == 0 ? 0 : Math.sqrt(squares / count));
        boolean indicator = count < rows.length;
        if (scale == 0 && count == 0) {
            return missing(column);
        }
        if (scale == 0 && !indicator) {
            return least == most ? constant(column) : close(column);
        }
        return new Feature.Numeric(column.name(), (float) mean, scale, indicator);
    }

    private @Nullable Feature robust(Column.Numbers column) {
        float[] sorted = new float[rows.length];
        int count = 0;
        for (int row : rows) {
            float value = column.values()[row];
            if (!Float.isNaN(value)) {
                sorted[count++] = value;
            }
        }
        if (count == 0) {
            return missing(column);
        }
        Arrays.sort(sorted, 0, count);
        double median = quantile(sorted, count, 0.5);
        float scale = scale(median, quantile(sorted, count, 0.75) - quantile(sorted, count, 0.25));
        double range = (double) sorted[count - 1] - sorted[0];
        scale = scale == 0 ? scale(median, range / 2) : scale;
        boolean indicator = count < rows.length;
        if (scale == 0 && !indicator) {
            return range == 0 ? constant(column) : close(column);
        }
        return new Feature.Numeric(column.name(), (float) median, scale, indicator, true);
    }

    /** Linear between the two nearest of the first {@code count} values. */
    private static double quantile(float[] sorted, int count, double share) {
        double place = share * (count - 1);
        int below = (int) place;
        double low = sorted[below];
        return low + (place - below) * (sorted[Math.min(count - 1, below + 1)] - low);
    }

    /** What rounding alone makes of equal numbers counts as no deviation, and so does what no float can scale up. */
    private static float scale(double mean, double deviation) {
        return deviation > Math.abs(mean) * 1e-7 && 1 / deviation <= Float.MAX_VALUE ? (float) (1 / deviation) : 0;
    }

    private @Nullable Feature missing(Column column) {
        notes.add("Column '" + column.name() + "' is missing in all training rows and is left out.");
        return null;
    }

    private @Nullable Feature close(Column column) {
        notes.add("Column '" + column.name() + "' differs in the training rows by less than floats can tell and is left"
                + " out; subtract its mean in the file, or multiply it.");
        return null;
    }

    private @Nullable Feature constant(Column column) {
        notes.add("Column '" + column.name() + "' has one value in all training rows and is left out.");
        return null;
    }

    /** Gives all numbers the mean and the deviation of all cells together, as befits pixels. */
    private void commonScale() {
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (Feature feature : features) {
            if (feature instanceof Feature.Numeric && table.find(feature.column()) instanceof Column.Numbers column) {
                float[] values = column.values();
                for (int row : rows) {
                    double value = values[row];
                    if (!Double.isNaN(value)) {
                        sum += value;
                        squares += value * value;
                        count++;
                    }
                }
            }
        }
        double mean = sum / Math.max(1, count);
        double variance = squares / Math.max(1, count) - mean * mean;
        float scale = scale(mean, Math.sqrt(Math.max(0, variance)));
        features.replaceAll(feature -> feature instanceof Feature.Numeric number
                ? new Feature.Numeric(number.column(), (float) mean, scale, number.indicator())
                : feature);
    }

    private @Nullable Feature category(Column.Categories column) {
        int[] counts = new int[column.categories().size()];
        int present = 0;
        for (int row : rows) {
            if (!column.missing(row)) {
                counts[column.codes()[row]]++;
                present++;
            }
        }
        List<Integer> seen = new ArrayList<>();
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] > 0) {
                seen.add(c);
            }
        }
        if (seen.size() > UNIQUE_COUNT && seen.size() > present * UNIQUE_SHARE) {
            notes.add("Column '" + column.name() + "' is text that differs in most rows and is left out.");
            return null;
        }
        if (present == 0) {
            return missing(column);
        }
        if (seen.size() <= 1 && present == rows.length) {
            return constant(column);
        }
        List<String> kept = keep(column, counts, seen);
        int rare = seen.size() - kept.size();
        if (kept.isEmpty()) {
            notes.add("Column '" + column.name() + "' has rare categories only and is left out.");
            return null;
        }
        if (rare > 0) {
            notes.add("Column '" + column.name() + "': " + rare
                    + (rare == 1 ? " rare category counts" : " rare categories count") + " as 'other'.");
        }
        return new Feature.Category(column.name(), kept);
    }

    private static List<String> keep(Column.Categories column, int[] counts, List<Integer> seen) {
        Comparator<Integer> byCount = Comparator.comparingInt((Integer c) -> -counts[c]);
        List<Integer> ordered = new ArrayList<>(seen);
        ordered.sort(byCount.thenComparing(c -> column.categories().get(c), NumberText.NATURAL));
        List<String> kept = new ArrayList<>();
        for (int c : ordered) {
            boolean rare = seen.size() > FEW_CATEGORIES && counts[c] < RARE;
            if (!rare && kept.size() < MOST_CATEGORIES) {
                kept.add(column.categories().get(c));
            }
        }
        String[] sorted = kept.toArray(String[]::new);
        Arrays.sort(sorted, NumberText.NATURAL);
        return List.of(sorted);
    }
}
