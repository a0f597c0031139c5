package dev.lanewise.schedule;

import dev.lanewise.core.Decimals;
import dev.lanewise.core.UserException;

/**
 * A value that a schedule reaches: a number of its own ({@code 0.001}), or a share of the base value ({@code 10%}).
 *
 * @param amount the number, or the percent; from 0
 * @param relative whether it is a share of the base value
 */
public record Level(double amount, boolean relative) {

    /** The base value itself. */
    public static final Level BASE = new Level(100, true);

    /** Zero. */
    public static final Level ZERO = new Level(0, false);

    /** Checks the range. */
    public Level {
        if (!(amount >= 0 && Double.isFinite(amount))) {
            throw new UserException("A value must be 0 or a positive number, not " + Texts.number(amount) + ".");
        }
    }

    /** Returns a number of its own. */
    public static Level of(double value) {
        return new Level(value, false);
    }

    /** Returns a share of the base value, 100 for all of it. */
    public static Level percent(double percent) {
        return new Level(percent, true);
    }

    /**
     * Returns the value that a text stands for: {@code 0.001} or {@code 10%}.
     *
     * @throws UserException if it is none
     */
    public static Level parse(String text) {
        boolean relative = text.endsWith("%");
        double amount = Decimals.parse(relative ? text.substring(0, text.length() - 1) : text);
        if (!(amount >= 0 && Double.isFinite(amount))) {
            throw new UserException(
                    "must be 0 or a positive number, or a share of the base value (10%), not '" + text + "'.");
        }
        return new Level(amount, relative);
    }

    /** Returns the number. */
    double value(double base) {
        return relative ? amount / 100 * base : amount;
    }

    @Override
    public String toString() {
        return Texts.number(amount) + (relative ? "%" : "");
    }
}
