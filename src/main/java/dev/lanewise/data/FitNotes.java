package dev.lanewise.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is told about columns: what is left out and why, and what floats lose of it. */
final class FitNotes {

    /** Up to here whole numbers are floats without rounding. */
    static final float LARGEST_EXACT = 1 << 24;

    /** Numbers whose range has fewer floats than this have lost most of what they tell. */
    private static final double FEW_STEPS = 4096;

    /** Interquartile ranges beyond which a target is no measurement of the same kind. */
    private static final int FAR = 10_000;

    private final List<String> notes = new ArrayList<>();

    List<String> all() {
        return notes;
    }

    void add(String note) {
        notes.add(note);
    }

    @Nullable
    Feature missing(Column column) {
        notes.add("Column '" + column.name() + "' is missing in all training rows and is left out.");
        return null;
    }

    @Nullable
    Feature close(Column column) {
        notes.add("Column '" + column.name() + "' differs in the training rows by less than floats can tell and is left"
                + " out; subtract its mean in the file, or multiply it.");
        return null;
    }

    @Nullable
    Feature constant(Column column) {
        boolean rounded = column instanceof Column.Numbers numbers && Math.abs(numbers.first()) > LARGEST_EXACT;
        notes.add("Column '" + column.name() + "' has one value in all training rows"
                + (rounded ? ", as floats of 7 digits," : "") + " and is left out.");
        return null;
    }

    /**
     * Notes how many categories count as other, if any do.
     *
     * @param rare categories of very few rows
     * @param frequent the others
     * @param kept how many of these are told apart
     */
    void others(Column column, int rare, int frequent, int kept, boolean embedded) {
        if (rare > 0) {
            notes.add("Column '" + column.name() + "': " + rare
                    + (rare == 1 ? " rare category counts" : " rare categories count") + " as 'other'.");
        }
        if (frequent > kept) {
            notes.add("Column '" + column.name() + "': of " + frequent + " categories the " + kept
                    + " most frequent are told apart, the others count as 'other'"
                    + (embedded ? "." : "; --embed 8 tells them apart."));
        }
    }

    /**
     * Notes a target that lies beyond all measure, if one does: among the training rows it alone decides what is learnt, among others what the figures are.
     *
     * @param rows rows whose targets are all there
     * @param values {@code [all rows][width]}
     */
    void outlier(Table table, String name, int[] rows, float[] values, int width, int column) {
        if (rows.length == 0) {
            return;
        }
        float[] sorted = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            sorted[i] = values[rows[i] * width + column];
        }
        Arrays.sort(sorted);
        double median = NumberFitter.quantile(sorted, sorted.length, 0.5);
        double spread =
                NumberFitter.quantile(sorted, sorted.length, 0.75) - NumberFitter.quantile(sorted, sorted.length, 0.25);
        int far = 0;
        int farthest = rows[0];
        for (int row : rows) {
            double distance = Math.abs(values[row * width + column] - median);
            far += distance > FAR * spread ? 1 : 0;
            farthest = distance > Math.abs(values[farthest * width + column] - median) ? row : farthest;
        }
        if (spread > 0 && far > 0) {
            notes.add("Target '" + name + "': " + NumberText.of(values[farthest * width + column]) + " ("
                    + table.place(farthest)
                    + String.format(Locale.ROOT, ") lies more than %,d interquartile ranges from the median", FAR)
                    + (far == 1 ? "" : far == 2 ? ", and so does another" : ", and so do " + (far - 1) + " others")
                    + "; next to it nothing else counts. Mend the cell, or leave the row out.");
        }
    }

    /** Notes that floats tell few of the numbers between two apart, if they do. */
    void coarse(String what, float least, float most) {
        float large = Math.max(Math.abs(least), Math.abs(most));
        double steps = ((double) most - least) / Math.ulp(large);
        // Whole numbers up to there lose nothing; larger ones may have had decimals.
        if (steps > 0 && steps < FEW_STEPS && large > LARGEST_EXACT) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%s: floats of 7 digits keep %.0f steps between its least and largest number; subtract its mean in the file.",
                    what,
                    steps));
        }
    }
}
