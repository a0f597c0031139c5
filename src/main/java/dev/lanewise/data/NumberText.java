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

    private static final String[] MISSING = {"na", "nan", "n/a", "?", "null", "#n/a", "<na>"};
    /** Words for a missing value beside numbers or dates alone, since they may be categories. */
    private static final String[] MISSING_NUMBER = {"-", ".", "none"};

    /** Words for true and false in turn. */
    private static final List<String> BOOLEAN = List.of("true", "false", "yes", "no", "t", "f", "y", "n");

    private static final List<String> INFINITE = List.of("inf", "infinity", "+inf", "-inf", "+infinity", "-infinity");

    /** Powers of ten for as many digits as a double holds exactly. */
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    /** The bits of a double's fraction that a float has no place for, and those of the middle between two floats. */
    private static final long BELOW_FLOAT = (1L << 29) - 1;

    private static final long MIDWAY = 1L << 28;

    private NumberText() {}

    /** Whether a cell is empty or a word for a missing value. */
    static boolean isMissing(char[] buffer, int from, int to) {
        return from == to || isOneOf(MISSING, buffer, from, to);
    }

    /** Whether a cell is a word for a missing value among numbers or dates: {@code -}, {@code .} or {@code none}. */
    static boolean isMissingNumber(char[] buffer, int from, int to) {
        return isOneOf(MISSING_NUMBER, buffer, from, to);
    }

    /** The same of a cell that is a text. */
    static boolean isMissingNumber(String cell) {
        return isMissingNumber(cell.toCharArray(), 0, cell.length());
    }

    /** The words have four characters at most. */
    private static boolean isOneOf(String[] words, char[] buffer, int from, int to) {
        int length = to - from;
        boolean found = false;
        if (length <= 4) {
            for (String word : words) {
                found |= word.length() == length && equalsIgnoringCase(word, buffer, from);
            }
        }
        return found;
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
        return column instanceof Column.Numbers numbers ? numbers.value(row) : finite(column.text(row));
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
        long digits = 0;
        int count = 0;
        int fraction = -1;
        boolean minus = from < to && buffer[from] == '-';
        for (int i = minus ? from + 1 : from; i < to; i++) {
            int digit = buffer[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = 10 * digits + digit;
                count++;
            } else if (digit == '.' - '0' && fraction < 0) {
                fraction = count;
            } else {
                return parsed(buffer, from, to);
            }
        }
        if (count == 0 || count >= POWERS.length) {
            return parsed(buffer, from, to);
        }
        // Both are exact, so that the quotient is rounded once; rounding it again is safe unless it lies midway between
        // two floats.
        double value = fraction < 0 ? digits : digits / POWERS[count - fraction];
        if ((Double.doubleToRawLongBits(value) & BELOW_FLOAT) == MIDWAY) {
            return parsed(buffer, from, to);
        }
        return (float) (minus ? -value : value);
    }

    /** Numbers of any form. */
    private static float parsed(char[] buffer, int from, int to) {
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

    /** The text of a number as a column of numbers tells it; words, and large numbers of which a float keeps some digits only, as they are. */
    static String canonical(String word) {
        float value = finite(word);
        boolean exact =
                Math.abs(value) <= FitNotes.LARGEST_EXACT || (!Float.isNaN(value) && Double.parseDouble(word) == value);
        return exact ? of(value) : word;
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
