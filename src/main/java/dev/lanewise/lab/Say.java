package dev.lanewise.lab;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people, the same in every locale. */
final class Say {

    private Say() {}

    /** Returns a number with four significant digits and no zeros at its end. */
    static String number(double value) {
        return number(value, 4);
    }

    /** Returns a number with some significant digits and no zeros at its end. */
    static String number(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "none" : value > 0 ? "infinite" : "-infinite";
        }
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        if (size < 1e-4 || size >= 1e7) {
            String text = String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
            return text.replaceAll("\\.?0*e", "e")
                    .replaceAll("e([+-])0*(\\d)", "e$1$2")
                    .replace("e+", "e");
        }
        return rounded.toPlainString();
    }

    /** Returns a point such as {@code (1, -2.5)}. */
    static String point(double... w) {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < w.length; i++) {
            text.append(i == 0 ? "" : ", ").append(number(w[i]));
        }
        return text.append(')').toString();
    }

    /** Returns a share in percent. */
    static String percent(double share) {
        return number(100 * share, 3) + " %";
    }

    /** Returns steps, or that there were not enough. */
    static String steps(int steps) {
        return steps < 0 ? "never" : String.valueOf(steps);
    }
}
