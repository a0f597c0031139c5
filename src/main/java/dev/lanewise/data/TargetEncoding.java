package dev.lanewise.data;

import dev.lanewise.core.Room;
import dev.lanewise.core.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The targets of a table as numbers.
 *
 * @param names columns of the targets
 * @param task what the targets ask for
 * @param reason why, in words, where it was told from the column; otherwise empty
 * @param classes names of the classes in natural order; none for regression
 * @param values {@code [rows][names]}: class indices, or numbers; NaN where one is missing
 * @param rows indices of the rows whose targets are all there
 */
public record TargetEncoding(
        List<String> names, Task task, String reason, List<String> classes, float[] values, int[] rows) {

    /** Integers of more different values than this are numbers. */
    public static final int MOST_INTEGER_CLASSES = 20;

    /** More integers than this are counts unless each is as frequent as a class. */
    private static final int FEW_INTEGERS = 10;

    /** Rows of each such class, at least. */
    private static final int FREQUENT = 10;

    /** Rows of a class on average: of labels from 0 or 1 on, and of other integers. */
    private static final int ROWS_OF_LABEL = 2;

    private static final int ROWS_OF_INTEGER = 5;

    /** A network with more classes than this is not trained. */
    private static final int MOST_CLASSES = 10_000;

    /**
     * Reads targets.
     *
     * @param task what they ask for, or null to tell from the column: text and booleans are classes, and so are integers that look like labels: of two values; of up to 10, with 5
     *     rows each on average, or 2 where they count from 0 or 1; or of up to {@value #MOST_INTEGER_CLASSES} that count from 0 or 1, with 10 rows each or more. BINARY and MULTICLASS both mean classes, of which the column has two or more
     * @throws UserException where the columns are not there or cannot be targets
     */
    public static TargetEncoding of(Table table, List<String> names, @Nullable Task task) {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(table.column(name, "target"));
        }
        boolean classes =
                task == null ? columns.size() == 1 && looksLikeClasses(columns.getFirst()) : task.isClassification();
        if (classes && columns.size() > 1) {
            throw new UserException(
                    "Several targets are for regression; a classification has one target, not " + names.size() + ".");
        }
        return classes ? classes(table, columns.getFirst(), task) : numbers(table, columns, task);
    }

    /** Reads the targets of another table with known classes; an unknown class is refused. */
    public static TargetEncoding like(Table table, List<String> names, Task task, List<String> classes) {
        TargetEncoding encoding = task.isClassification()
                ? encode(table, table.column(names.getFirst(), "target"), task, "", classes)
                : of(table, names, task);
        if (encoding.rows.length == 0) {
            throw new UserException(table.source() + ": no row has a target in column '" + names.getFirst() + "'.");
        }
        return encoding;
    }

    private static boolean looksLikeClasses(Column column) {
        if (!(column instanceof Column.Numbers numbers)) {
            return true;
        }
        TreeMap<Float, Integer> counts = integers(numbers);
        int different = counts.size();
        if (different <= 2) {
            return different > 0 || isEmpty(numbers);
        }
        int present = counts.values().stream().mapToInt(Integer::intValue).sum();
        float first = counts.firstKey();
        boolean labels = (first == 0 || first == 1) && counts.lastKey() - first == different - 1;
        if (different > FEW_INTEGERS) {
            return labels && Collections.min(counts.values()) >= FREQUENT;
        }
        return present >= (labels ? ROWS_OF_LABEL : ROWS_OF_INTEGER) * different;
    }

    /** How often each integer occurs; nothing where there are too many different ones, or others than integers. */
    private static TreeMap<Float, Integer> integers(Column.Numbers column) {
        TreeMap<Float, Integer> counts = new TreeMap<>();
        for (int r = 0; r < column.rows(); r++) {
            float value = column.value(r);
            if (Float.isNaN(value)) {
                continue;
            }
            counts.merge(value + 0f, 1, Integer::sum);
            // Beyond, all floats are whole numbers, whatever the file has.
            if (value != Math.rint(value)
                    || Math.abs(value) > FitNotes.LARGEST_EXACT
                    || counts.size() > MOST_INTEGER_CLASSES) {
                return new TreeMap<>();
            }
        }
        return counts;
    }

    private static boolean isEmpty(Column.Numbers column) {
        return Float.isNaN(column.first());
    }

    /** Where numbers of a file that differ are one. */
    private static final String NARROW =
            " If the numbers of the file do differ: they are read as floats, which keep 7 digits and"
                    + " nothing below 1e-45. Move and scale them first.";

    private static TargetEncoding classes(Table table, Column column, @Nullable Task wanted) {
        if (wanted == null && column instanceof Column.Categories words) {
            NearlyAll.checkTarget(table, words);
        }
        // Gathered first and sorted then: the natural order looks for numbers in each text that it compares.
        Set<String> texts = new LinkedHashSet<>();
        int present = 0;
        for (int r = 0; r < table.rows(); r++) {
            if (!column.missing(r)) {
                texts.add(column.text(r));
                present++;
            }
        }
        String place = table.source() + ": target '" + column.name() + "'";
        if (texts.size() > MOST_CLASSES || (texts.size() > 20 && texts.size() > table.rows() / 2)) {
            throw new UserException(
                    place + " has " + texts.size() + " different values in " + table.rows()
                            + " rows, too many for classes. Choose another column with --target, or --task regression for numbers.");
        }
        TreeSet<String> found = new TreeSet<>(NumberText.NATURAL);
        found.addAll(texts);
        if (found.isEmpty()) {
            throw new UserException(place + " is missing in every row. Choose another column with --target.");
        }
        if (found.size() == 1) {
            if (present == 1) {
                throw new UserException(place + " is there in one row only. Training takes two or more that differ.");
            }
            float value = column instanceof Column.Numbers numbers ? numbers.first() : 1;
            throw new UserException(place + " has only one class, '" + found.first()
                    + "'. A classification needs two or more."
                    + (value == 0 || Math.abs(value) > FitNotes.LARGEST_EXACT ? NARROW : ""));
        }
        Task task = found.size() == 2 ? Task.BINARY : Task.MULTICLASS;
        if (wanted == Task.BINARY && task != Task.BINARY) {
            throw new UserException(
                    place + " has " + found.size() + " classes, where a binary task has 2. Use --task multiclass.");
        }
        String reason = wanted != null
                ? ""
                : column instanceof Column.Numbers
                        ? integers(column.name(), found.size()) + "regression takes them as numbers"
                        : "'" + column.name() + "' has " + found.size() + " different words";
        return encode(table, column, task, reason, List.copyOf(found));
    }

    private static TargetEncoding encode(Table table, Column column, Task task, String reason, List<String> classes) {
        KnownWords known = KnownWords.of(classes);
        float[] values = new float[table.rows()];
        for (int r = 0; r < values.length; r++) {
            int place = column.missing(r) ? -1 : known.find(column.text(r));
            if (place < 0 && !column.missing(r)) {
                throw new UserException(table.place(r) + ", column '" + column.name() + "': class '" + column.text(r)
                        + "' was not among the classes of the training data (" + String.join(", ", classes) + ").");
            }
            values[r] = place < 0 ? Float.NaN : place;
        }
        return new TargetEncoding(List.of(column.name()), task, reason, classes, values, present(values, 1));
    }

    private static TargetEncoding numbers(Table table, List<Column> columns, @Nullable Task wanted) {
        int width = columns.size();
        List<String> names = new ArrayList<>();
        float[] values = new float
                [Room.elements(table.rows(), width, table.source() + ": the targets", "fewer rows or targets")];
        for (int c = 0; c < width; c++) {
            Column column = columns.get(c);
            names.add(column.name());
            for (int r = 0; r < table.rows(); r++) {
                values[r * width + c] = number(table, column, r);
            }
        }
        int[] rows = present(values, width);
        if (rows.length == 0) {
            throw new UserException(table.source() + ": target '" + names.getFirst()
                    + "' is missing in every row. Choose another column with --target.");
        }
        for (Column column : columns) {
            if (column instanceof Column.Numbers numbers
                    && Math.abs(numbers.first()) > FitNotes.LARGEST_EXACT
                    && isConstant(numbers)) {
                throw new UserException(table.source() + ": target '" + column.name() + "' has only one value, '"
                        + NumberText.of(numbers.first()) + "'." + NARROW);
            }
        }
        String reason = wanted != null || width > 1 ? "" : reason(columns.getFirst());
        return new TargetEncoding(List.copyOf(names), Task.REGRESSION, reason, List.of(), values, rows);
    }

    private static String reason(Column column) {
        int different =
                column instanceof Column.Numbers numbers ? integers(numbers).size() : 0;
        return different == 0
                ? "'" + column.name() + "' is a column of numbers"
                : integers(column.name(), different) + "classification takes them as classes";
    }

    private static String integers(String name, int different) {
        return "'" + name + "' has " + different + " different integers; --task ";
    }

    private static boolean isConstant(Column.Numbers column) {
        float first = column.first();
        for (int r = 0; r < column.rows(); r++) {
            float value = column.value(r);
            if (value != first && !Float.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    private static float number(Table table, Column column, int row) {
        float value = NumberText.value(column, row);
        if (Float.isNaN(value) && !column.missing(row) && !NumberText.isMissingNumber(column.text(row))) {
            throw new UserException(table.place(row) + ", column '" + column.name() + "': '" + column.text(row)
                    + "' is no number, but a regression needs numbers. Mend the cell, or use --task multiclass.");
        }
        return value;
    }

    private static int[] present(float[] values, int width) {
        int[] rows = new int[values.length / width];
        int count = 0;
        for (int r = 0; r < rows.length; r++) {
            boolean complete = true;
            for (int c = 0; c < width; c++) {
                complete &= !Float.isNaN(values[r * width + c]);
            }
            if (complete) {
                rows[count++] = r;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    /** Returns the class of some rows, or 0 for each in a regression. */
    public int[] classesOf(int[] some) {
        int[] result = new int[some.length];
        for (int i = 0; i < some.length && task.isClassification(); i++) {
            result[i] = (int) values[some[i]];
        }
        return result;
    }
}
