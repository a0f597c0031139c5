package dev.lanewise.optim;

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

    boolean holds(double value) {
        return contains(value) && contains((float) value);
    }

    /** Whether only rounding to float puts the number outside. */
    boolean losesByRounding(double value) {
        return contains(value) && !contains((float) value);
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
