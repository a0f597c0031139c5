package dev.lanewise.schedule;

import java.util.regex.Pattern;

/** Numbers as text, so that they can be read again. */
final class Texts {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    private Texts() {}

    /** The shortest text that is read as this number, without {@code .0}. */
    static String number(double value) {
        String text = String.valueOf(value).replace("E", "e");
        return text.replaceFirst("\\.0($|e)", "$1");
    }

    /** A number, or NaN where the text is none; Java takes 1d, 0x1p3 and NaN for numbers as well. */
    static double parse(String text) {
        return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }
}
