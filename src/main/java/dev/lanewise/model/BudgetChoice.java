package dev.lanewise.model;

import dev.lanewise.core.UserException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What {@link ModelTrainer#budget} chose, once, before the first step. A training that is told the same members and epochs has the same bits.
 *
 * @param budget the time that was asked for
 * @param members networks of the ensemble
 * @param epochs most epochs
 * @param membersChosen whether the members were chosen, or said
 * @param epochsChosen whether the epochs were chosen, or said
 * @param seconds about how long the epochs take if none of them is spared, by the time that steps took before the training; NaN where it goes on from a checkpoint
 * @param available seconds that were left of the budget when this was chosen, none or fewer where it was over; NaN where it goes on from a checkpoint
 */
public record BudgetChoice(
        Duration budget,
        int members,
        int epochs,
        boolean membersChosen,
        boolean epochsChosen,
        double seconds,
        double available) {

    static final String KEY = "provenance.budget";
    static final String MEMBERS = "provenance.budget.members";
    static final String EPOCHS = "provenance.budget.epochs";

    private static final int LONGEST_DAYS = 365;

    static Duration checked(Duration budget) {
        if (budget.toMillis() < 1 || budget.toDays() >= LONGEST_DAYS) {
            throw new UserException("budget must be a millisecond or more and less than a year, not " + budget + ".");
        }
        return budget;
    }

    /** What was chosen before a checkpoint was written. */
    static BudgetChoice resumed(Duration budget, int[] size, boolean membersChosen, boolean epochsChosen) {
        return new BudgetChoice(
                budget,
                Limits.range("budget.members", size[0], 1, Recipe.MOST_MEMBERS),
                Limits.atLeast("budget.epochs", size[1], 1),
                membersChosen,
                epochsChosen,
                Double.NaN,
                Double.NaN);
    }

    /** Whether the time is enough, as far as known: one epoch of one member is trained at the least. */
    public boolean fits() {
        return !(seconds > available);
    }

    /** Returns the budget as the command line takes it, such as 1m30s. */
    public String text() {
        return budget.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    Map<String, String> provenance() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("budget", text());
        words.put("budget.members", String.valueOf(members));
        words.put("budget.epochs", String.valueOf(epochs));
        return words;
    }
}
