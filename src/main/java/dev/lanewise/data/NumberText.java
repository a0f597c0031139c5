package dev.lanewise.data;

import ch.randelshofer.fastdoubleparser.JavaFloatParser;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How cells are read and written as text, the same in every locale. */
final class NumberText {

    /** Numbers before words, numbers by value, words by code point. */
    static final Comparator<String> NATURAL = (a, b) -> {
        boolean numberA = isNumber(a);
        boolean numberB = isNumber(b);
        if (numberA != numberB) {
            return numberA ? -1 : 1;
        }
        int byValue = numberA ? Double.compare(Double.parseDouble(a), Double.parseDouble(b)) : 0;
        return byValue != 0 ? byValue : a.compareTo(b);
    };

    private static final String[] MISSING = {"na", "nan", "n/a", "?", "null"};
    /** Words for true and false in turn. */
    private static final List<String> BOOLEAN = List.of("true", "false", "yes", "no", "t", "f", "y", "n");

    private static final List<String> INFINITE = List.of("inf", "infinity", "+inf", "-inf", "+infinity", "-infinity");

    private NumberText() {}

    /** Whether a cell is empty or a word for a missing value. */
    static boolean isMissing(char[] buffer, int from, int to) {
        int length = to - from;
        boolean missing = length == 0;
        if (length > 0 && length <= 4) {
            for (String word : MISSING) {
                missing |= word.length() == length && equalsIgnoringCase(word, buffer, from);
            }
        }
        return missing;
    }

    /** {@code word} is in small letters of ASCII. */
    private static boolean equalsIgnoringCase(String word, char[] buffer, int from) {
        for (int i = 0; i < word.length(); i++) {
            char c = buffer[from + i];
            if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean isBooleanWord(String cell) {
        return !Float.isNaN(truth(cell));
    }

    /** Returns 1 for a word for true, 0 for one for false, and NaN for any other. */
    static float truth(String cell) {
        int place = cell.length() > 5 ? -1 : BOOLEAN.indexOf(cell.toLowerCase(Locale.ROOT));
        return place < 0 ? Float.NaN : 1 - place % 2;
    }

    /** Whether a cell is a word for infinity, of whichever sign. */
    static boolean isInfinite(String cell) {
        return cell.length() <= 9 && INFINITE.contains(cell.toLowerCase(Locale.ROOT));
    }

    /** Whether a cell is a decimal number with a point, without hexadecimal digits, suffixes or words, that a float can hold. */
    static boolean isNumber(String cell) {
        return !Float.isNaN(finite(cell));
    }

    /** The number in a cell of any column; NaN where it is missing, or no number that a float can hold. */
    static float value(Column column, int row) {
        return column instanceof Column.Numbers numbers ? numbers.values()[row] : finite(column.text(row));
    }

    private static float finite(String cell) {
        float value = number(cell.toCharArray(), 0, cell.length());
        return Float.isInfinite(value) ? Float.NaN : value;
    }

    /**
     * The decimal number that stands in a buffer: infinite where it is too large for a float, NaN where it is none. Hexadecimal numbers,
     * suffixes, words and blanks, which the parser would take, are none.
     */
    static float number(char[] buffer, int from, int to) {
        if (from == to || !isDigitOrPoint(buffer[to - 1])) {
            return Float.NaN;
        }
        int first = buffer[from] == '-' || buffer[from] == '+' ? from + 1 : from;
        boolean hexadecimal = first + 1 < to && (buffer[first + 1] | 0x20) == 'x';
        if (!isDigitOrPoint(buffer[first]) || hexadecimal) {
            return Float.NaN;
        }
        try {
            return JavaFloatParser.parseFloat(buffer, from, to - from);
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }

    private static boolean isDigitOrPoint(char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }

    /** The shortest text of a number: integers without a point. */
    static String of(float value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9f
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
