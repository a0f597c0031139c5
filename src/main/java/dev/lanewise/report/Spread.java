package dev.lanewise.report;

import dev.lanewise.figure.Scale;

/**
 * From where to where numbers reach.
 *
 * @param low lowest of them; infinite where there are none
 * @param high highest
 * @param scale how they lie between; on a logarithmic one only positive numbers count
 */
record Spread(double low, double high, Scale scale) {

    /** Floats that should be equal differ by rounding; this is some ten times as much. */
    private static final double ROUNDING = 1e-6;

    static Spread of(double[][] values, Scale scale) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] row : values) {
            for (double value : row) {
                if (Double.isFinite(value) && (scale == Scale.LINEAR || value > 0)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        return new Spread(low, high, scale);
    }

    boolean isEmpty() {
        return low > high;
    }

    /** Whether all are one number but for rounding. */
    boolean isConstant() {
        return !isEmpty() && !(high - low > ROUNDING * Math.max(Math.abs(low), Math.abs(high)));
    }

    /** Returns the same numbers without those that are below a share of the highest, on a logarithmic scale. */
    Spread above(double share) {
        return scale == Scale.LINEAR ? this : new Spread(Math.max(low, high * share), high, scale);
    }

    /**
     * Returns where a number lies, from 0 for the lowest to 1 for the highest; NaN where it is not finite; one half where all are one. On a logarithmic scale 0
     * and less lie where the lowest does.
     */
    double share(double value) {
        if (!Double.isFinite(value)) {
            return Double.NaN;
        }
        if (scale == Scale.LOGARITHMIC && value <= 0) {
            return 0;
        }
        if (isConstant()) {
            return 0.5;
        }
        return scale == Scale.LOGARITHMIC
                ? StrictMath.log(value / low) / StrictMath.log(high / low)
                : (value - low) / (high - low);
    }

    /** Returns the number at a share. */
    double at(double share) {
        return scale == Scale.LOGARITHMIC ? low * StrictMath.pow(high / low, share) : low + (high - low) * share;
    }
}
