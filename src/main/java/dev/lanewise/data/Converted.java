package dev.lanewise.data;

import dev.lanewise.core.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Columns taken for another kind than their cells say. */
final class Converted {

    private Converted() {}

    /**
     * A column as numbers.
     *
     * @throws UserException if a cell is none, with its line
     */
    static Column.Numbers numbers(Table table, Column column) {
        if (column instanceof Column.Numbers already) {
            return already;
        }
        float[] values = new float[column.rows()];
        for (int r = 0; r < values.length; r++) {
            values[r] = NumberText.value(column, r);
            if (Float.isNaN(values[r]) && !column.missing(r) && !NumberText.isMissingNumber(column.text(r))) {
                throw new UserException(table.place(r) + ", column '" + column.name() + "': '" + column.text(r)
                        + "' is no number, but the column was asked to be one of numbers. Mend or empty the cell.");
            }
        }
        return new Column.Numbers(column.name(), values);
    }

    /** A column whose words for a missing number or date are missing cells. */
    static Column.Categories unmarked(Column.Categories column) {
        boolean[] marker = new boolean[column.categories().size()];
        boolean any = false;
        for (int c = 0; c < marker.length; c++) {
            marker[c] = NumberText.isMissingNumber(column.categories().get(c));
            any |= marker[c];
        }
        if (!any) {
            return column;
        }
        int[] codes = Arrays.stream(column.codes())
                .map(code -> code < 0 || marker[code] ? -1 : code)
                .toArray();
        return new Column.Categories(column.name(), codes, column.categories());
    }

    /** A column as categories: each number is one. */
    static Column.Categories categories(Column column) {
        if (column instanceof Column.Categories already) {
            return already;
        }
        Map<String, Integer> index = new LinkedHashMap<>();
        int[] codes = new int[column.rows()];
        for (int r = 0; r < codes.length; r++) {
            codes[r] = column.missing(r) ? -1 : index.computeIfAbsent(column.text(r), text -> index.size());
        }
        List<String> categories = new ArrayList<>(index.keySet());
        return new Column.Categories(column.name(), codes, categories);
    }
}
