package dev.lanewise.data;

import dev.lanewise.core.UserException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of the columns of a table beyond what their cells say.
 *
 * @param kinds kinds of some columns, by name
 * @param embed dimension of the embeddings of columns of more than {@value #FEW_CATEGORIES} categories; 0 where these have an input for each category, too
 */
public record ColumnPlan(Map<String, ColumnKind> kinds, int embed) {

    /** Columns of so many categories or fewer are never embedded. */
    public static final int FEW_CATEGORIES = 9;

    /** Wider embeddings are asked for by mistake. */
    private static final int MOST_DIMENSIONS = 1024;

    /** Everything is told from the cells. */
    public static final ColumnPlan DEFAULT = new ColumnPlan(Map.of(), 0);

    /** Copies, and checks the dimension. */
    public ColumnPlan {
        if (embed < 0 || embed > MOST_DIMENSIONS) {
            throw new UserException(
                    "Embeddings have 1 to " + MOST_DIMENSIONS + " dimensions, or 0 for none, not " + embed + ".");
        }
        kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
    }

    /** Returns this plan with the kind of a column, whatever was said about it before. */
    public ColumnPlan with(String column, ColumnKind kind) {
        Map<String, ColumnKind> more = new LinkedHashMap<>(kinds);
        more.put(column, kind);
        return new ColumnPlan(more, embed);
    }

    /** Returns this plan with the dimension of embeddings, 0 for none. */
    public ColumnPlan withEmbed(int dimension) {
        return new ColumnPlan(kinds, dimension);
    }

    /** Returns the kind of a column, or null where its cells tell. */
    @Nullable
    ColumnKind kind(Column column) {
        return kinds.get(column.name());
    }

    /**
     * Checks that the columns are there, and are not those with a part of their own.
     *
     * @param targets whether a column is a target or holds row weights
     */
    void check(Table table, Set<String> targets) {
        for (String name : kinds.keySet()) {
            table.column(name, "kind that was asked for");
            if (targets.contains(name)) {
                throw new UserException("Column '" + name
                        + "' is a target or holds row weights; a kind is asked for columns to learn from only.");
            }
        }
    }
}
