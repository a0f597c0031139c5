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
            if ((rest & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }
}
