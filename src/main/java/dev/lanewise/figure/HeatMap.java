package dev.lanewise.figure;

import java.util.List;

/**
 * A table of numbers as colours, such as losses by learning rate and optimizer.
 *
 * @param id see {@link Figure#id}
 * @param title see {@link Figure#title}
 * @param note see {@link Figure#note}
 * @param x what the columns differ in; its scale does not matter
 * @param y what the rows differ in; its scale does not matter
 * @param value what the cells hold; its scale decides the colours
 * @param columns names of the columns, from the left
 * @param rows names of the rows, from the top
 * @param values {@code [rows][columns]}; what is not finite is shown as none, such as a run that diverged
 * @param best cells that are marked, such as the lowest of each row; may be empty
 */
public record HeatMap(
        String id,
        String title,
        String note,
        Axis x,
        Axis y,
        Axis value,
        List<String> columns,
        List<String> rows,
        double[][] values,
        List<Cell> best)
        implements Figure {

    /** Checks and copies. */
    public HeatMap {
        Checks.figure(id, title);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        best = List.copyOf(best);
        Checks.length("The rows of '" + id + "'", values.length, rows.size());
        for (double[] row : values) {
            Checks.length("A row of '" + id + "'", row.length, columns.size());
        }
        for (Cell cell : best) {
            Checks.require(
                    cell.row >= 0 && cell.row < rows.size() && cell.column >= 0 && cell.column < columns.size(),
                    "'" + id + "' has no " + cell + ".");
        }
        values = Checks.copy(values);
    }

    /**
     * A place in the table.
     *
     * @param row row, from 0
     * @param column column, from 0
     */
    public record Cell(int row, int column) {}
}
