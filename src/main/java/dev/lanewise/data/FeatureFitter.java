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

    /** Of columns that are embedded. */
    private static final int MOST_EMBEDDED = 10_000;

    /** Text with more different values than this share of its rows is left out. */
    private static final double UNIQUE_SHARE = 0.5;

    private static final int UNIQUE_COUNT = 20;

    private final Table table;
    private final int[] rows;
    private final ColumnPlan plan;
    private final List<Feature> features = new ArrayList<>();
    private final FitNotes notes = new FitNotes();
    private final NumberFitter numberFitter;

    FeatureFitter(Table table, int[] rows, ColumnPlan plan) {
        this.table = table;
        this.plan = plan;
        this.rows = rows.clone();
        // In the table's order a column is read from start to end, and its sums do not depend on the order of a split.
        Arrays.sort(this.rows);
        numberFitter = new NumberFitter(table, this.rows, notes);
    }

    List<Feature> features() {
        return features;
    }

    List<String> notes() {
        return notes.all();
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
            if (isEmpty(column)) {
                notes.add("Column '" + column.name() + "' is missing in every row and is left out.");
                continue;
            }
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
            throw new UserException(
                    table.source() + ": no column is left to learn from. " + String.join(" ", notes.all()));
        }
        if (scaling == Scaling.COMMON) {
            numberFitter.commonScale(features);
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
                add(numberFitter.fit(column, scaling));
            } else {
                notes.add("Column '" + column.name() + "' looks like an identifier and is left out; --keep '"
                        + column.name() + "' takes it as numbers.");
            }
        }
    }

    /** Fits what the cells of a column say that it is. */
    private @Nullable Feature told(Column column, Scaling scaling, @Nullable ColumnKind kind) {
        if (column instanceof Column.Numbers numbers) {
            return numbers.digits() > 0 && scaling != Scaling.COMMON
                    ? codes(numbers, kind == null)
                    : numberFitter.fit(numbers, scaling);
        }
        Column.Categories words = (Column.Categories) column;
        if (words.categories().stream().allMatch(NumberText::isBooleanWord)) {
            return truth(words);
        }
        DateOrder order = DateFitter.order(table, words);
        if (order != null) {
            return date(Converted.unmarked(words), order);
        }
        if (kind == null) {
            NearlyAll.check(table, words, notes);
        }
        return category(words, kind == null);
    }

    /** Numbers with leading zeros name something. */
    private @Nullable Feature codes(Column.Numbers column, boolean sift) {
        Feature feature = category(Converted.categories(column), sift);
        notes.add("Column '" + column.name()
                + "' has numbers with leading zeros, which are taken for categories; --kind '" + column.name()
                + "=number' takes them as numbers.");
        return feature;
    }

    /** Fits what a column was asked to be. */
    private @Nullable Feature asked(Column column, Scaling scaling, ColumnKind kind) {
        if (kind == ColumnKind.NUMBER) {
            return numberFitter.fit(Converted.numbers(table, column), scaling);
        }
        if (kind == ColumnKind.CATEGORY) {
            return category(Converted.categories(column), false);
        }
        DateOrder order = DateFitter.order(table, column, kind);
        return date(Converted.unmarked((Column.Categories) column), order);
    }

    private @Nullable Feature date(Column.Categories column, DateOrder order) {
        Feature.Date date = DateFitter.fit(table, column, order, rows);
        return date != null ? date : allMissing(column) ? notes.missing(column) : notes.constant(column);
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
            return notes.missing(column);
        }
        return (trues == 0 || trues == present) && !indicator
                ? notes.constant(column)
                : new Feature.Truth(column.name(), (float) ((double) trues / present), indicator);
    }

    private static boolean isEmpty(Column column) {
        for (int r = 0; r < column.rows(); r++) {
            if (!column.missing(r)) {
                return false;
            }
        }
        return true;
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
            return notes.missing(column);
        }
        if (seen.size() <= 1 && present == rows.length) {
            return notes.constant(column);
        }
        // The rare ones first: a column may have many of them, and the natural order reads each text for a number.
        List<Integer> frequent = new ArrayList<>(seen);
        frequent.removeIf(c -> seen.size() > FEW_CATEGORIES && counts[c] < RARE);
        if (frequent.isEmpty()) {
            notes.add("Column '" + column.name() + "' has rare categories only and is left out.");
            return null;
        }
        boolean embeds = plan.embed() > 0 && frequent.size() > plan.embedAbove();
        int most = embeds ? MOST_EMBEDDED : ColumnPlan.MOST_INPUTS;
        List<String> kept = keep(column, counts, frequent, most);
        notes.others(column, seen.size() - frequent.size(), frequent.size(), kept.size(), embeds);
        return embeds ? new Feature.Embedded(column.name(), kept) : new Feature.Category(column.name(), kept);
    }

    /** The most frequent categories, in natural order. */
    private static List<String> keep(Column.Categories column, int[] counts, List<Integer> frequent, int most) {
        Comparator<Integer> byCount = Comparator.comparingInt((Integer c) -> -counts[c]);
        frequent.sort(byCount.thenComparing(c -> column.categories().get(c), NumberText.NATURAL));
        List<String> kept = new ArrayList<>();
        for (int c : frequent.subList(0, Math.min(most, frequent.size()))) {
            kept.add(column.categories().get(c));
        }
        String[] sorted = kept.toArray(String[]::new);
        Arrays.sort(sorted, NumberText.NATURAL);
        return List.of(sorted);
    }
}
