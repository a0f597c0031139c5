package dev.lanewise.schedule;

import dev.lanewise.core.Decimals;
import dev.lanewise.core.UserException;

/**
 * A length of training, or a place in it: epochs ({@code 5}), optimizer steps ({@code 500s}), a share of the whole training ({@code 5%}), or all that
 * remains.
 *
 * @param amount how many, from 0; percent at most 100
 * @param unit of what
 */
public record Length(double amount, Unit unit) {

    /** What a length counts. */
    public enum Unit {
        /** Passes over the training rows. */
        EPOCHS,
        /** Optimizer steps. */
        STEPS,
        /** Hundredths of the whole training. */
        PERCENT,
        /** What remains of the training. */
        REST
    }

    /** All that remains. */
    public static final Length REST = new Length(0, Unit.REST);

    /** Checks the range. */
    public Length {
        if (!fits(amount, unit)) {
            throw new UserException("A length must be "
                    + (unit == Unit.PERCENT ? "from 0% to 100%" : "0 or a positive number") + ", not "
                    + Texts.number(amount) + ".");
        }
    }

    private static boolean fits(double amount, Unit unit) {
        return amount >= 0 && amount <= (unit == Unit.PERCENT ? 100 : Double.MAX_VALUE);
    }

    /** Returns a length in epochs. */
    public static Length epochs(double epochs) {
        return new Length(epochs, Unit.EPOCHS);
    }

    /** Returns a length in optimizer steps. */
    public static Length steps(double steps) {
        return new Length(steps, Unit.STEPS);
    }

    /** Returns a share of the whole training, 100 for all of it. */
    public static Length percent(double percent) {
        return new Length(percent, Unit.PERCENT);
    }

    /**
     * Returns the length that a text stands for: {@code 5}, {@code 500s}, {@code 5%} or {@code rest}.
     *
     * @throws UserException if it is none
     */
    public static Length parse(String text) {
        if ("rest".equals(text)) {
            return REST;
        }
        Unit unit = text.endsWith("%") ? Unit.PERCENT : text.endsWith("s") ? Unit.STEPS : Unit.EPOCHS;
        double amount = Decimals.parse(unit == Unit.EPOCHS ? text : text.substring(0, text.length() - 1));
        if (!fits(amount, unit)) {
            throw new UserException(
                    "must be epochs (5), steps (500s) or a share of the training (0% to 100%), not '" + text + "'.");
        }
        return new Length(amount, unit);
    }

    /** Returns the length in words, such as {@code 5 epochs}. */
    public String words() {
        return switch (unit) {
            case EPOCHS -> Texts.number(amount) + (amount == 1 ? " epoch" : " epochs");
            case STEPS -> Texts.number(amount) + (amount == 1 ? " step" : " steps");
            case PERCENT -> Texts.number(amount) + "% of the training";
            case REST -> "the rest of the training";
        };
    }

    @Override
    public String toString() {
        return switch (unit) {
            case EPOCHS -> Texts.number(amount);
            case STEPS -> Texts.number(amount) + "s";
            case PERCENT -> Texts.number(amount) + "%";
            case REST -> "rest";
        };
    }
}
