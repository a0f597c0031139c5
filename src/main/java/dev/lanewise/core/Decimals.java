package dev.lanewise.core;

import java.util.regex.Pattern;

/** Numbers as people write them. */
public final class Decimals {

    /** Possessive: a long row of digits is looked at once. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d++\\.?+\\d*+|\\.\\d++)([eE][-+]?\\d++)?");

    private Decimals() {}

    /** Returns the number, or NaN where the text is none; Java takes 1d, 0x1p3 and NaN for numbers as well. */
    public static double parse(String text) {
        return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }
}
