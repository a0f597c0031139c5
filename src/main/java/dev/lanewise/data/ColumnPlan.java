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
 * @param embed dimension of the embeddings of columns of more than {@code embedAbove} categories; 0 where these have an input for each category, too
 * @param embedAbove columns of so many categories or fewer are never embedded
 */
public record ColumnPlan(Map<String, ColumnKind> kinds, int embed, int embedAbove) {

    /** Columns of so many categories or fewer are not embedded where embeddings are asked for. */
    public static final int FEW_CATEGORIES = 9;

    /** The most categories of a column that have an input each. */
    public static final int MOST_INPUTS = 128;

    /** Wider embeddings are asked for by mistake. */
    private static final int MOST_DIMENSIONS = 1024;

    /** Everything is told from the cells. */
    public static final ColumnPlan DEFAULT = new ColumnPlan(Map.of(), 0, FEW_CATEGORIES);

    /** Copies, and checks the numbers. */
    public ColumnPlan {
        if (embed < 0 || embed > MOST_DIMENSIONS) {
            throw new UserException(
                    "Embeddings have 1 to " + MOST_DIMENSIONS + " dimensions, or 0 for none, not " + embed + ".");
        }
        if (embedAbove < FEW_CATEGORIES || embedAbove > MOST_INPUTS) {
            throw new UserException("Embeddings begin above " + FEW_CATEGORIES + " to " + MOST_INPUTS
                    + " categories, not " + embedAbove + ".");
        }
        kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
    }

    /** Returns this plan with the kind of a column, whatever was said about it before. */
    public ColumnPlan with(String column, ColumnKind kind) {
        Map<String, ColumnKind> more = new LinkedHashMap<>(kinds);
        more.put(column, kind);
        return new ColumnPlan(more, embed, embedAbove);
    }

    /** Returns this plan with embeddings of so many dimensions for columns of more than {@value #FEW_CATEGORIES} categories; 0 for none. */
    public ColumnPlan withEmbed(int dimension) {
        return withEmbed(dimension, FEW_CATEGORIES);
    }

    /** Returns this plan with embeddings of so many dimensions for columns of more than so many categories, {@value #FEW_CATEGORIES} to {@value #MOST_INPUTS}. */
    public ColumnPlan withEmbed(int dimension, int above) {
        return new ColumnPlan(kinds, dimension, above);
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
