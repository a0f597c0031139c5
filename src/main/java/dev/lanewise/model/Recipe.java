package dev.lanewise.model;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Scaling;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ModelTrainer} takes where nothing else is said. Immutable; {@link #PLAIN} or {@link #TABLE}, and parts of it changed by the {@code with} methods. What
 * is said to the trainer itself, such as its hidden widths or its optimizer, goes before the recipe.
 *
 * @param table whether widths, activation, optimizer, schedule, average, batches and epochs are those of {@link #TABLE}
 * @param scaling how columns of numbers are scaled
 * @param members networks of the ensemble that share their dense layers, see {@link dev.lanewise.nn.LayerSpec.Members}; 1 for an ordinary network, 0 for as many as
 *     fit the data's size
 * @param frontScale whether the inputs go through a scaling layer; the members' always do
 * @param ntk whether weights are trained in the NTK parametrisation: with rates that are divided by the root of a layer's inputs; null for where the optimizer is
 *     the recipe's
 * @param limited whether predictions of a regression stay within what the training rows have
 */
public record Recipe(
        boolean table,
        Scaling scaling,
        int members,
        boolean frontScale,
        @Nullable Boolean ntk,
        boolean limited) {

    /** A multi-layer perceptron and AdamW with a fixed rate. */
    public static final Recipe PLAIN = new Recipe(false, Scaling.STANDARD, 1, false, false, false);

    /**
     * For tables: after RealMLP-TD-S (Holzmüller et al., Better by Default, 2024), whose single network is an ensemble here as in TabM (Gorishniy et al., TabM,
     * 2025).
     */
    public static final Recipe TABLE = new Recipe(true, Scaling.ROBUST, 0, true, null, true);

    /** The most members. */
    public static final int MOST_MEMBERS = 256;

    /** Checks the range. */
    public Recipe {
        if (members < 0 || members > MOST_MEMBERS) {
            throw new UserException("members must be from 1 to " + MOST_MEMBERS + ", not " + members + ".");
        }
    }

    /** Returns the same with another scaling of numbers. */
    public Recipe with(Scaling newScaling) {
        return new Recipe(table, newScaling, members, frontScale, ntk, limited);
    }

    /** Returns the same with so many members; 0 for as many as fit the data's size. */
    public Recipe withMembers(int newMembers) {
        return new Recipe(table, scaling, newMembers, frontScale, ntk, limited);
    }

    /** Returns the same with or without a scaling layer in front of an ordinary network. */
    public Recipe withFrontScale(boolean scale) {
        return new Recipe(table, scaling, members, scale, ntk, limited);
    }

    /** Returns the same in the NTK parametrisation or the standard one. */
    public Recipe withNtk(boolean newNtk) {
        return new Recipe(table, scaling, members, frontScale, newNtk, limited);
    }

    /** Returns the same with or without limits of predictions. */
    public Recipe withLimited(boolean newLimited) {
        return new Recipe(table, scaling, members, frontScale, ntk, newLimited);
    }

    /** Returns the changes from {@link #PLAIN} in words, empty for none. */
    @Override
    public String toString() {
        return equals(PLAIN)
                ? ""
                : (table ? "table" : "plain") + ", scaling " + scaling.label() + (frontScale ? ", front scale" : "")
                        + (ntk == null ? "" : ntk ? ", ntk" : ", not ntk") + (limited ? ", limited" : "");
    }
}
