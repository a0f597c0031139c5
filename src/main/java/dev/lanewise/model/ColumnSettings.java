package dev.lanewise.model;

import dev.lanewise.data.ColumnKind;
import dev.lanewise.data.ColumnPlan;
import org.jspecify.annotations.Nullable;

/** The part of {@link ModelTrainer} that says what columns are taken for. */
public abstract sealed class ColumnSettings extends OutcomeSettings permits RunSettings {

    @Nullable
    String weightColumn;

    boolean commonScale;
    ColumnPlan columns = ColumnPlan.DEFAULT;
    /** Whether it was said which columns are embedded, so that the recipe does not. */
    boolean embedSaid;

    ColumnSettings() {}

    /** Sets a column of row weights. */
    public ModelTrainer weightColumn(String name) {
        weightColumn = name;
        return self();
    }

    /**
     * Says what a column is, where its cells do not tell it right: what it is taken for, or that it is kept or left out; the last word about a column
     * counts.
     */
    public ModelTrainer column(String name, ColumnKind kind) {
        columns = columns.with(name, kind);
        return self();
    }

    /**
     * Learns embeddings of columns of more than {@value ColumnPlan#FEW_CATEGORIES} categories, of so many dimensions, instead of giving each category an input;
     * 0 for none. By default none; with {@link Recipe#TABLE} of 8 dimensions, for columns of more than {@value ColumnPlan#MOST_INPUTS} categories, which have no inputs for
     * all of them.
     */
    public ModelTrainer embed(int dimension) {
        embedSaid = true;
        columns = columns.withEmbed(dimension);
        return self();
    }

    /** Gives all number columns one scale, as befits pixels. */
    public ModelTrainer commonScale(boolean common) {
        commonScale = common;
        return self();
    }
}
