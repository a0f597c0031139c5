package dev.lanewise.model;

import java.util.List;

/**
 * How much a model leans on each column: the drop of its score when the column's cells are dealt out anew among the rows (permutation importance; Breiman, Random
 * Forests, 2001; Fisher, Rudin and Dominici, 2019). Columns that tell the same share what they are worth: the model goes on with the others.
 *
 * @param score what drops: {@code accuracy} or {@code R2}
 * @param whole the score of the rows as they are
 * @param rows rows that were used
 * @param ofRows rows that there are
 * @param repeats permutations of each column
 * @param ofColumns columns that the model takes
 * @param columns the columns that were permuted, the most important first
 */
public record Importance(
        String score, double whole, int rows, int ofRows, int repeats, int ofColumns, List<Column> columns) {

    /** Permutations of each column where nothing else is said. */
    public static final int REPEATS = 5;

    /** Copies the list. */
    public Importance {
        columns = List.copyOf(columns);
    }

    /**
     * One of them.
     *
     * @param name name of the column
     * @param drop mean drop of the score; about 0 or below for one that does not help
     * @param deviation standard deviation of the drop over the repeats
     */
    public record Column(String name, double drop, double deviation) {}
}
