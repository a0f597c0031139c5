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

    /** Of columns that are embedded. */
    private static final int MOST_EMBEDDED = 10_000;

    /** Text with more different values than this share of its rows is left out. */
    private static final double UNIQUE_SHARE = 0.5;

    private static final int UNIQUE_COUNT = 20;

    private final Table table;
    private final int[] rows;
    private final ColumnPlan plan;
    private final List<Feature> features = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    FeatureFitter(Table table, int[] rows, ColumnPlan plan) {
        this.table = table;
        this.plan = plan;
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
        plan.check(table, leftOut);
        List<Column.Numbers> identifiers = new ArrayList<>();
        for (Column column : table.columns()) {
            ColumnKind kind = plan.kind(column);
            if (leftOut.contains(column.name())) {
                continue;
            }
            if (kind == ColumnKind.DROP) {
                notes.add("Column '" + column.name() + "' is left out as asked.");
                continue;
            }
            checkNotEmpty(column);
            boolean told = kind == null && scaling != Scaling.COMMON;
            if (told && column instanceof Column.Numbers numbers && Identifiers.is(numbers, rows)) {
                identifiers.add(numbers);
            } else {
                add(
                        kind == null || kind == ColumnKind.KEEP
                                ? told(column, scaling, kind)
                                : asked(column, scaling, kind));
            }
        }
        leaveOut(identifiers, scaling);
        // Codes are the last inputs.
        features.sort(Comparator.comparing(Feature.Embedded.class::isInstance));
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

    private void add(@Nullable Feature feature) {
        if (feature != null) {
            features.add(feature);
        }
    }

    /** Leaves identifiers out, unless there is nothing else. */
    private void leaveOut(List<Column.Numbers> identifiers, Scaling scaling) {
        boolean all = features.isEmpty();
        for (Column.Numbers column : identifiers) {
            if (all) {
                add(number(column, scaling));
            } else {
                notes.add("Column '" + column.name() + "' looks like an identifier and is left out; --keep '"
                        + column.name() + "' takes it as numbers.");
            }
        }
    }

    /** Fits what the cells of a column say that it is. */
    private @Nullable Feature told(Column column, Scaling scaling, @Nullable ColumnKind kind) {
        if (column instanceof Column.Numbers numbers) {
            return number(numbers, scaling);
        }
        Column.Categories words = (Column.Categories) column;
        if (words.categories().stream().allMatch(NumberText::isBooleanWord)) {
            return truth(words);
        }
        DateOrder order = DateFitter.order(table, words);
        return order == null ? category(words, kind == null) : date(words, order);
    }

    /** Fits what a column was asked to be. */
    private @Nullable Feature asked(Column column, Scaling scaling, ColumnKind kind) {
        return switch (kind) {
            case NUMBER -> number(Converted.numbers(table, column), scaling);
            case CATEGORY -> category(Converted.categories(column), false);
            default -> {
                DateOrder order = DateFitter.order(table, column, kind);
                yield date((Column.Categories) column, order);
            }
        };
    }

    private @Nullable Feature number(Column.Numbers column, Scaling scaling) {
        return switch (scaling) {
            case STANDARD -> standard(column);
            case COMMON -> unscaled(column);
            case ROBUST -> robust(column);
        };
    }

    private @Nullable Feature date(Column.Categories column, DateOrder order) {
        Feature.Date date = DateFitter.fit(table, column, order, rows);
        return date != null ? date : allMissing(column) ? missing(column) : constant(column);
    }

    private boolean allMissing(Column column) {
        return Arrays.stream(rows).allMatch(column::missing);
    }

    private @Nullable Feature truth(Column.Categories column) {
        int present = 0;
        int trues = 0;
        for (int row : rows) {
            if (!column.missing(row)) {
                present++;
                trues += NumberText.truth(column.text(row)) == 1 ? 1 : 0;
            }
        }
        boolean indicator = present < rows.length;
        if (present == 0) {
            return missing(column);
        }
        return (trues == 0 || trues == present) && !indicator
                ? constant(column)
                : new Feature.Truth(column.name(), (float) ((double) trues / present), indicator);
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

    private @Nullable Feature standard(Column.Numbers column) {
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

    /** With {@code sift}, text that differs in most rows is left out. */
    private @Nullable Feature category(Column.Categories column, boolean sift) {
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
        if (sift && seen.size() > UNIQUE_COUNT && seen.size() > present * UNIQUE_SHARE) {
            notes.add("Column '" + column.name() + "' is text that differs in most rows and is left out; --keep '"
                    + column.name() + "' takes it as categories.");
            return null;
        }
        if (present == 0) {
            return missing(column);
        }
        if (seen.size() <= 1 && present == rows.length) {
            return constant(column);
        }
        boolean embeds = plan.embed() > 0 && seen.size() > ColumnPlan.FEW_CATEGORIES;
        List<String> kept = keep(column, counts, seen, embeds ? MOST_EMBEDDED : MOST_CATEGORIES);
        int rare = seen.size() - kept.size();
        if (kept.isEmpty()) {
            notes.add("Column '" + column.name() + "' has rare categories only and is left out.");
            return null;
        }
        if (rare > 0) {
            notes.add("Column '" + column.name() + "': " + rare
                    + (rare == 1 ? " rare category counts" : " rare categories count") + " as 'other'.");
        }
        return embeds && kept.size() > ColumnPlan.FEW_CATEGORIES
                ? new Feature.Embedded(column.name(), kept)
                : new Feature.Category(column.name(), kept);
    }

    private static List<String> keep(Column.Categories column, int[] counts, List<Integer> seen, int most) {
        Comparator<Integer> byCount = Comparator.comparingInt((Integer c) -> -counts[c]);
        // The rare ones first: a column may have many of them, and the natural order reads each text for a number.
        List<Integer> ordered = new ArrayList<>(seen);
        ordered.removeIf(c -> seen.size() > FEW_CATEGORIES && counts[c] < RARE);
        ordered.sort(byCount.thenComparing(c -> column.categories().get(c), NumberText.NATURAL));
        List<String> kept = new ArrayList<>();
        for (int c : ordered.subList(0, Math.min(most, ordered.size()))) {
            kept.add(column.categories().get(c));
        }
        String[] sorted = kept.toArray(String[]::new);
        Arrays.sort(sorted, NumberText.NATURAL);
        return List.of(sorted);
    }
}
