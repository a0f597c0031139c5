package dev.lanewise.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;

/** Labels of ticks, with as few digits as they need: {@code 0.01}, {@code 1E-9}. */
final class ShortFormat extends NumberFormat {

    private static final long serialVersionUID = 1L;

    private static final MathContext DIGITS = new MathContext(3);

    @Override
    public StringBuffer format(double value, StringBuffer to, FieldPosition position) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        double size = Math.abs(value);
        boolean plain = size == 0 || (size >= 1e-4 && size < 1e6);
        return to.append(plain ? rounded.toPlainString() : rounded.toString());
    }

    @Override
    public StringBuffer format(long value, StringBuffer to, FieldPosition position) {
        return to.append(value);
    }

    @Override
    public Number parse(String text, ParsePosition position) {
        throw new UnsupportedOperationException();
    }
}
