package dev.lanewise.optim;

/** Whole powers, for bias corrections. */
final class Powers {

    private Powers() {}

    /**
     * Returns {@code base} to the {@code exponent} by repeated squaring: the same bits everywhere, and, unlike {@code StrictMath.pow}, nothing
     * allocated.
     *
     * @param exponent not negative
     */
    static double power(double base, long exponent) {
        double result = 1;
        double square = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            result *= (rest & 1) == 1 ? square : 1;
            square *= square;
        }
        return result;
    }

    /** Returns {@code base} to any {@code exponent}: whole ones without an allocation. */
    static double real(double base, double exponent) {
        long whole = (long) exponent;
        return whole == exponent ? power(base, whole) : StrictMath.pow(base, exponent);
    }

    /**
     * Returns {@code 1 - base^exponent}, which is 1 after many steps: {@code base^t <= exp(-t (1 - base))}, and exp(-40) is less than half an ulp of what
     * is just below 1.
     *
     * @param base from 0 to below 1
     * @param exponent not negative
     */
    static double complement(double base, long exponent) {
        return exponent * (1 - base) > 40 ? 1 : 1 - power(base, exponent);
    }
}
