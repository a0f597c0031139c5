package dev.lanewise.optim;

import dev.lanewise.core.UserException;

/**
 * The numbers that a hyper-parameter may be, also after rounding to float.
 *
 * @param low lower end
 * @param lowAllowed whether the lower end itself is allowed
 * @param high upper end, never allowed
 */
public record Range(double low, boolean lowAllowed, double high) {

    /** Above 0. */
    public static final Range POSITIVE = new Range(0, false, Double.POSITIVE_INFINITY);

    /** 0 or above. */
    public static final Range NOT_NEGATIVE = new Range(0, true, Double.POSITIVE_INFINITY);

    /** A share that stays: from 0 to below 1. */
    public static final Range FACTOR = new Range(0, true, 1);

    /** Above 0 and below 1. */
    public static final Range INSIDE = new Range(0, false, 1);

    /** Whether a value is inside, also after rounding to float. */
    boolean holds(double value) {
        return contains(value) && contains((float) value);
    }

    /**
     * Returns the value where it is inside.
     *
     * @param what what the value is, as the start of a sentence
     * @throws UserException if it is not
     */
    public double check(String what, double value) {
        if (!holds(value)) {
            // Where only rounding puts it outside, the range alone would not say why.
            throw new UserException(what + " must be " + this + (contains(value) ? " as a float" : "") + ", not "
                    + Rule.text(value) + ".");
        }
        return value;
    }

    private boolean contains(double value) {
        return (lowAllowed ? value >= low : value > low) && value < high;
    }

    /** Returns the range in words. */
    @Override
    public String toString() {
        if (high == Double.POSITIVE_INFINITY) {
            String end = low == 0 ? "0" : Rule.text(low);
            return low == 0 && !lowAllowed ? "a positive number" : lowAllowed ? end + " or more" : "above " + end;
        }
        return (lowAllowed ? "from " : "above ") + Rule.text(low) + " and below " + Rule.text(high);
    }
}
