package dev.lanewise.schedule;

/**
 * What schedules compute with, the same bits everywhere and nothing allocated: {@code StrictMath.cos} and {@code StrictMath.pow} allocate arrays.
 */
final class Maths {

    /** {@code 1 / (2 n)!} for n = 9 down to 1, and {@code 1 / (2 n + 1)!}, with alternating signs: Taylor's series to 1e-17 up to pi / 4. */
    private static final double[] COS = {
        -1.0 / 6402373705728000.0,
        1.0 / 20922789888000.0,
        -1.0 / 87178291200.0,
        1.0 / 479001600.0,
        -1.0 / 3628800.0,
        1.0 / 40320.0,
        -1.0 / 720.0,
        1.0 / 24.0,
        -1.0 / 2.0
    };

    private static final double[] SIN = {
        1.0 / 355687428096000.0,
        -1.0 / 1307674368000.0,
        1.0 / 6227020800.0,
        -1.0 / 39916800.0,
        1.0 / 362880.0,
        -1.0 / 5040.0,
        1.0 / 120.0,
        -1.0 / 6.0
    };

    private static final double LN2 = StrictMath.log(2);

    private Maths() {}

    /** {@code cos(pi x)} to about an ulp of 1; exact at whole numbers and halves. */
    static double cosPi(double x) {
        double turn = Math.abs(x);
        turn -= 2 * Math.floor(turn / 2);
        double half = turn > 1 ? 2 - turn : turn;
        if (half <= 0.25) {
            return cos(Math.PI * half);
        }
        return half >= 0.75 ? -cos(Math.PI * (1 - half)) : sin(Math.PI * (0.5 - half));
    }

    private static double cos(double y) {
        return Math.fma(y * y, series(COS, y * y), 1);
    }

    private static double sin(double y) {
        return Math.fma(y * (y * y), series(SIN, y * y), y);
    }

    private static double series(double[] factors, double z) {
        double sum = 0;
        for (double factor : factors) {
            sum = Math.fma(sum, z, factor);
        }
        return sum;
    }

    /** {@code log2(x)} for a positive {@code x}. */
    static double log2(double x) {
        return StrictMath.log(x) / LN2;
    }

    /** {@code base^exponent} for a base from 0: by repeated squaring for small whole exponents, else by exp and log. */
    static double power(double base, double exponent) {
        if (exponent == Math.rint(exponent) && exponent >= 0 && exponent <= 64) {
            double result = 1;
            double square = base;
            for (int rest = (int) exponent; rest > 0; rest >>= 1) {
                result *= (rest & 1) == 1 ? square : 1;
                square *= square;
            }
            return result;
        }
        return base == 0 ? 0 : StrictMath.exp(exponent * StrictMath.log(base));
    }
}
