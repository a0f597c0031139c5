package dev.lanewise.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of texts. Columns whose cells are all numbers are aligned to the right.
 *
 * @param id see {@link Figure#id}
 * @param title heading; not blank
 * @param note what to see in it; may be empty
 * @param columns headings of the columns
 * @param rows cells, as many in each row as there are columns
 */
public record Table(String id, String title, String note, List<String> columns, List<List<String>> rows)
        implements Item {

    /** Checks and copies. */
    public Table {
        Checks.figure(id, title);
        columns = List.copyOf(columns);
        List<List<String>> copy = new ArrayList<>();
        for (List<String> row : rows) {
            Checks.length("A row of the table '" + id + "'", row.size(), columns.size());
            copy.add(List.copyOf(row));
        }
        rows = List.copyOf(copy);
    }
}
