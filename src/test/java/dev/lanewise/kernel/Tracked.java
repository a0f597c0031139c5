package dev.lanewise.kernel;

/**
 * A float and a bound of its distance from what exact arithmetic would have given: running error analysis (Wilkinson; Higham, Accuracy and Stability of
 * Numerical Algorithms, section 3.3). Each operation adds to what it inherits from its operands its own rounding, which is how far its result is
 * from that of the same operation in double, and what that may be off. The bound is rigorous but for its own arithmetic in double, which {@link
 * ErrorTracker#SLACK} covers.
 *
 * @param value the float
 * @param error the bound, not negative
 */
record Tracked(float value, double error) {

    /** Half a unit in the last place of 1: the largest relative error of a rounding. */
    static final double U = 0x1p-24;

    static Tracked exact(float value) {
        return new Tracked(value, 0);
    }

    private static Tracked rounded(float value, double inDouble, double inherited) {
        return new Tracked(value, inherited + Math.abs(value - inDouble) + 0x1p-50 * Math.abs(inDouble));
    }

    private double size() {
        return Math.abs((double) value);
    }

    Tracked plus(Tracked b) {
        return rounded(value + b.value, (double) value + b.value, error + b.error);
    }

    Tracked minus(Tracked b) {
        return rounded(value - b.value, (double) value - b.value, error + b.error);
    }

    Tracked times(Tracked b) {
        return rounded(value * b.value, (double) value * b.value, productError(b));
    }

    private double productError(Tracked b) {
        return size() * b.error + b.size() * error + error * b.error;
    }

    static Tracked fma(Tracked a, Tracked b, Tracked c) {
        double sum = (double) a.value * b.value + c.value;
        return rounded(Math.fma(a.value, b.value, c.value), sum, a.productError(b) + c.error);
    }

    /** {@code |a/b - A/B| <= (|a - A| + |a/b| |b - B|) / |B|}. */
    Tracked over(Tracked b) {
        float quotient = value / b.value;
        double least = b.size() - b.error;
        double inherited = error == 0 && value == 0
                ? 0
                : least > 0 ? (error + Math.abs((double) value / b.value) * b.error) / least : Double.POSITIVE_INFINITY;
        return rounded(quotient, (double) value / b.value, inherited);
    }

    /** {@code |sqrt(a) - sqrt(A)| = |a - A| / (sqrt(a) + sqrt(A))}. */
    Tracked root() {
        float result = (float) Math.sqrt(value);
        double sum = Math.sqrt(Math.max(0, value)) + Math.sqrt(Math.max(0, value - error));
        return rounded(result, Math.sqrt(value), error == 0 ? 0 : Math.min(error / sum, Math.sqrt(error)));
    }

    Tracked negated() {
        return new Tracked(-value, error);
    }

    Tracked magnitude() {
        return new Tracked(Math.abs(value), error);
    }

    Tracked max(Tracked b) {
        return new Tracked(Math.max(value, b.value), Math.max(error, b.error));
    }

    /** Off by 2 where the exact value may have the other sign. */
    Tracked sign() {
        return new Tracked(Math.signum(value), size() > error || error == 0 ? 0 : 2);
    }

    Tracked normal() {
        boolean small = Math.abs(value) < Float.MIN_NORMAL;
        return small && value != 0 ? new Tracked(0, error + Float.MIN_NORMAL) : this;
    }

    /** 1 where the comparison holds, 0 where not, and an error of 1 where the exact values may compare the other way. */
    private static Tracked compared(boolean holds, Tracked a, Tracked b) {
        double errors = a.error + b.error;
        boolean sure = errors == 0 || Math.abs((double) a.value - b.value) > errors;
        return new Tracked(holds ? 1 : 0, sure ? 0 : 1);
    }

    Tracked below(Tracked b) {
        return compared(value < b.value, this, b);
    }

    Tracked above(Tracked b) {
        return compared(value > b.value, this, b);
    }

    Tracked equal(Tracked b) {
        return compared(value == b.value, this, b);
    }

    static Tracked choose(Tracked condition, Tracked yes, Tracked no) {
        Tracked chosen = condition.value == 1 ? yes : no;
        double other = Math.abs((double) yes.value - no.value) + Math.max(yes.error, no.error);
        return condition.error == 0 ? chosen : new Tracked(chosen.value, Math.max(chosen.error, other));
    }
}
