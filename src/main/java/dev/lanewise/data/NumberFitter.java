package dev.lanewise.data;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fits columns of numbers on training rows. */
final class NumberFitter {

    private final Table table;
    private final int[] rows;
    private final FitNotes notes;

    /** {@code rows} are in the table's order. */
    NumberFitter(Table table, int[] rows, FitNotes notes) {
        this.table = table;
        this.rows = rows;
        this.notes = notes;
    }

    /** Returns the column, or null where it is left out, which is noted. */
    @Nullable
    Feature fit(Column.Numbers column, Scaling scaling) {
        if (scaling == Scaling.STANDARD) {
            return standard(column);
        }
        return scaling == Scaling.COMMON ? unscaled(column) : robust(column);
    }

    /** Without what {@link #commonScale} finds: the mean and scale, and of a column of the table whether it misses any. */
    private Feature unscaled(Column.Numbers column) {
        boolean missing = false;
        if (column != table.find(column.name())) {
            for (int row : rows) {
                missing |= Float.isNaN(column.value(row));
            }
        }
        return new Feature.Numeric(column.name(), 0, 0, missing);
    }

    private @Nullable Feature standard(Column.Numbers column) {
        double sum = 0;
        int count = 0;
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int row : rows) {
            float value = column.value(row);
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
            float value = column.value(row);
            if (!Float.isNaN(value)) {
                squares += (value - mean) * (value - mean);
            }
        }
        float scale = scale(mean, count == 0 ? 0 : Math.sqrt(squares / count));
        boolean indicator = count < rows.length;
        if (scale == 0 && count == 0) {
            return notes.missing(column);
        }
        if (scale == 0 && !indicator) {
            return least == most ? notes.constant(column) : notes.close(column);
        }
        notes.coarse("Column '" + column.name() + "'", least, most);
        return new Feature.Numeric(column.name(), (float) mean, scale, indicator);
    }

    private @Nullable Feature robust(Column.Numbers column) {
        float[] sorted = new float[rows.length];
        int count = 0;
        for (int row : rows) {
            float value = column.value(row);
            if (!Float.isNaN(value)) {
                sorted[count++] = value;
            }
        }
        if (count == 0) {
            return notes.missing(column);
        }
        Arrays.sort(sorted, 0, count);
        double median = quantile(sorted, count, 0.5);
        float scale = scale(median, quantile(sorted, count, 0.75) - quantile(sorted, count, 0.25));
        double range = (double) sorted[count - 1] - sorted[0];
        scale = scale == 0 ? scale(median, range / 2) : scale;
        boolean indicator = count < rows.length;
        if (scale == 0 && !indicator) {
            return range == 0 ? notes.constant(column) : notes.close(column);
        }
        notes.coarse("Column '" + column.name() + "'", sorted[0], sorted[count - 1]);
        return new Feature.Numeric(column.name(), (float) median, scale, indicator, true);
    }

    /** A quantile of the first {@code count} values, which are sorted; linear between the two nearest. */
    static double quantile(float[] sorted, int count, double share) {
        double place = share * (count - 1);
        int below = (int) place;
        double low = sorted[below];
        return low + (place - below) * (sorted[Math.min(count - 1, below + 1)] - low);
    }

    /** What rounding alone makes of equal numbers counts as no deviation, and so does what no float can scale up. */
    private static float scale(double mean, double deviation) {
        return deviation > Math.abs(mean) * 1e-7 && 1 / deviation <= Float.MAX_VALUE ? (float) (1 / deviation) : 0;
    }

    /** Gives all numbers the mean and the deviation of all cells together, as befits pixels. */
    void commonScale(List<Feature> features) {
        double[] sums = new double[2]; // of the numbers, and of their squares
        long count = 0;
        boolean whole = true;
        boolean[] missing = new boolean[features.size()];
        for (int f = 0; f < missing.length; f++) {
            if (features.get(f) instanceof Feature.Numeric number
                    && table.find(number.column()) instanceof Column.Numbers column) {
                long before = count;
                whole &= column.keepsBytes();
                if (whole) {
                    // Sums of nothing but whole numbers are exact, in whatever order.
                    column.addSums(rows, sums);
                    count += rows.length;
                    continue;
                }
                for (int row : rows) {
                    double value = column.value(row);
                    if (!Double.isNaN(value)) {
                        sums[0] += value;
                        sums[1] += value * value;
                        count++;
                    }
                }
                missing[f] = count - before < rows.length;
            }
        }
        double mean = sums[0] / Math.max(1, count);
        double variance = sums[1] / Math.max(1, count) - mean * mean;
        float scale = scale(mean, Math.sqrt(Math.max(0, variance)));
        for (int f = 0; f < missing.length; f++) {
            if (features.get(f) instanceof Feature.Numeric number) {
                features.set(
                        f, new Feature.Numeric(number.column(), (float) mean, scale, number.indicator() || missing[f]));
            }
        }
    }
}
