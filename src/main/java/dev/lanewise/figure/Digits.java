package dev.lanewise.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers for people, the same in every locale. */
public final class Digits {

    /** A decimal that is no part of a word, with seven digits behind the point or more. */
    private static final Pattern LONG = Pattern.compile("(?<![\\w.])\\d+\\.\\d{7,}([eE]-?\\d+)?(?![\\w.])");

    private static final MathContext SIX = new MathContext(6, RoundingMode.HALF_EVEN);

    private Digits() {}

    /** Returns {@code 12,345}. */
    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Returns {@code 1 row} or {@code 12,345 rows}. */
    public static String count(long n, String one, String many) {
        return count(n) + " " + (n == 1 ? one : many);
    }

    /** Returns a share with four decimals; R2, which has no least value, may be long otherwise. */
    public static String share(double value) {
        return Math.abs(value) < 1e7 ? String.format(Locale.ROOT, "%.4f", value) : figure(value);
    }

    /** Returns a text whose decimals of more than six digits are rounded to six, for people; a point stands in each of them. */
    public static String shortened(String text) {
        return LONG.matcher(text).replaceAll(number -> {
            BigDecimal rounded = new BigDecimal(number.group()).round(SIX);
            return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toString();
        });
    }

    /** Returns a number with four significant digits, plain where that is short. */
    public static String figure(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e7)) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
