package dev.lanewise.cli;

import dev.lanewise.core.Decimals;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.UserException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** What one option is drawn from. */
sealed interface SearchRange {

    /** Stands for leaving the option out. */
    String DEFAULT = "default";

    /** Returns a value for the option, or {@link #DEFAULT}. */
    String draw(SeededRandom random);

    /** Values to try out whether the option takes them. */
    List<String> samples();

    /**
     * Reads {@code a..b}, or choices with commas between them, or with slashes where they have commas themselves.
     *
     * @param whole whether the option takes whole numbers
     */
    static SearchRange parse(String key, String text, boolean whole) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            List<String> values = List.of(text.split(text.contains("/") ? "/" : ",", -1));
            if (values.stream().anyMatch(String::isBlank)) {
                throw refuse(key, text);
            }
            return new Choices(values.stream().map(String::strip).toList());
        }
        double low = Decimals.parse(text.substring(0, dots).strip());
        double high = Decimals.parse(text.substring(dots + 2).strip());
        if (!(low <= high) || (whole && (low != Math.rint(low) || high != Math.rint(high)))) {
            throw refuse(key, text);
        }
        return new Interval(low, high, whole);
    }

    private static UserException refuse(String key, String text) {
        return new UserException("--space " + key + "=" + text + ": write a range such as 0.001..0.1, its lower end"
                + " first, or choices such as relu,mish, with slashes where they have commas: 64,64/128.");
    }

    /** Each as likely as the others; one that is named twice is twice as likely. */
    record Choices(List<String> values) implements SearchRange {
        @Override
        public String draw(SeededRandom random) {
            return values.get(random.nextInt(values.size()));
        }

        @Override
        public List<String> samples() {
            return values;
        }
    }

    /** Even in the logarithm where it spans a factor of ten or more above 0, otherwise even; numbers of three digits. */
    record Interval(double low, double high, boolean whole) implements SearchRange {
        @Override
        public String draw(SeededRandom random) {
            double u = random.nextDouble();
            double value = low > 0 && high / low >= 10
                    ? low * StrictMath.pow(high / low, u)
                    : whole ? low - 0.5 + u * (high - low + 1) : low + u * (high - low);
            if (whole) {
                return String.valueOf((long) Math.clamp(Math.rint(value), low, high));
            }
            BigDecimal rounded = new BigDecimal(value)
                    .round(new MathContext(3))
                    .max(BigDecimal.valueOf(low))
                    .min(BigDecimal.valueOf(high));
            return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        }

        @Override
        public List<String> samples() {
            return whole
                    ? List.of(String.valueOf((long) low), String.valueOf((long) high))
                    : List.of(String.valueOf(low), String.valueOf(high));
        }
    }
}
