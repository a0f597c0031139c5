package dev.lanewise.data;

import dev.lanewise.core.UserException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Columns of text nearly all of whose cells are numbers, or dates. Where very few words are in the way, the column is refused rather than taken for categories: such a word is a
 * slip of the pen, or says that a value is missing. More of them are noted, since codes may look like numbers.
 */
final class NearlyAll {

    /** Nine of ten. */
    private static final double SHARE = 0.9;

    /** Fewer different numbers may well be categories. */
    private static final int DISTINCT = 20;

    /** So many different words are slips; more may be codes. */
    private static final int SLIPS = 3;

    /** A day, a month and two digits of a year in some order; or the name of a month beside digits. */
    private static final Pattern LIKE_DATES = Pattern.compile("\\d{1,2}([-/. ])\\d{1,2}\\1\\d{2}(\\D.*)?"
            + "|(?i)(?=.*\\d)(.*[^a-z])?(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)([^a-z].*)?");

    private static final int LONGEST = 48;

    private final Table table;
    private final Column.Categories column;
    private final int[] counts;
    private final String remedy;
    private int present;

    private NearlyAll(Table table, Column.Categories column, String remedy) {
        this.table = table;
        this.column = column;
        this.remedy = remedy;
        counts = new int[column.categories().size()];
        for (int code : column.codes()) {
            if (code >= 0) {
                counts[code]++;
                present++;
            }
        }
    }

    /**
     * Looks at the cells of the whole table.
     *
     * @throws UserException where one, two or three different words are among numbers or dates
     */
    static void check(Table table, Column.Categories column, FitNotes notes) {
        String remedy = ", or say --kind '" + column.name() + "=category' or --drop '" + column.name() + "'";
        NearlyAll cells = new NearlyAll(table, column, remedy);
        if (cells.check(NumberText::isNumber, "number", "number", notes)) {
            return;
        }
        for (DateOrder order : DateOrder.values()) {
            String example = DateFitter.example(order);
            if (cells.check(cell -> DateText.seconds(cell, order) != DateText.NONE, "date", example, notes)) {
                return;
            }
        }
        cells.noteUnread(notes);
    }

    /** Notes dates of a form that is not read. */
    private void noteUnread(FitNotes notes) {
        int cells = 0;
        int distinct = 0;
        for (int c = 0; c < counts.length; c++) {
            String cell = column.categories().get(c);
            if (counts[c] > 0
                    && cell.length() <= LONGEST
                    && LIKE_DATES.matcher(cell).matches()) {
                cells += counts[c];
                distinct++;
            }
        }
        if (distinct > DISTINCT && cells >= SHARE * present) {
            notes.add("Column '" + column.name() + "' is text with dates such as '"
                    + column.categories().getFirst()
                    + "', which are not read: write them as 2024-01-31, or another way with four digits of the year"
                    + " (docs/columns.md lists them; --kind '" + column.name()
                    + "=date' names the first that is none).");
        }
    }

    /**
     * Looks at a target that is to be told from its cells.
     *
     * @throws UserException where up to three different words are among numbers
     */
    static void checkTarget(Table table, Column.Categories column) {
        new NearlyAll(table, column, ", or say --task multiclass")
                .check(NumberText::isNumber, "number", "number", new FitNotes());
    }

    /** Returns whether nearly all cells are of a kind, which is noted. */
    private boolean check(Predicate<String> fits, String kind, String wanted, FitNotes notes) {
        int cells = 0;
        int distinct = 0;
        int others = 0;
        @Nullable String first = null;
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] == 0) {
                continue;
            }
            String cell = column.categories().get(c);
            if (fits.test(cell)) {
                cells += counts[c];
                distinct++;
            } else if (!NumberText.isMissingNumber(cell)) {
                others++;
                first = first == null ? cell : first;
            }
        }
        if (first == null || distinct <= DISTINCT || cells < SHARE * present) {
            return false;
        }
        int row = 0;
        while (!column.text(row).equals(first)) {
            row++;
        }
        String told = table.place(row) + ", column '" + column.name() + "': '" + first + "' is no " + wanted + ", but "
                + cells + " of the column's " + present + " cells are. ";
        if (others <= SLIPS) {
            throw new UserException(told + "Mend or empty the cell" + remedy + ".");
        }
        notes.add(told + "So it is text; for " + kind + "s mend the others, of " + others + " different words.");
        return true;
    }
}
