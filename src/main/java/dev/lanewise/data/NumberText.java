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

    private static final List<String> MISSING = List.of("", "na", "nan", "n/a", "?", "null");
    private static final List<String> BOOLEAN = List.of("true", "false", "yes", "no", "t", "f", "y", "n");
    private static final List<String> INFINITE = List.of("inf", "infinity", "+inf", "-inf", "+infinity", "-infinity");

    private NumberText() {}

    static boolean isMissing(String cell) {
        return cell.length() <= 4 && MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    static boolean isBooleanWord(String cell) {
        return BOOLEAN.contains(cell.toLowerCase(Locale.ROOT));
    }

    /** Infinity where the cell is a word for it, of whichever sign; otherwise NaN. */
    static float infinityOrNan(String cell) {
        boolean infinite = cell.length() <= 9 && INFINITE.contains(cell.toLowerCase(Locale.ROOT));
        return infinite ? Float.POSITIVE_INFINITY : Float.NaN;
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
        if (!plain(cell)) {
            return Float.NaN;
        }
        try {
            float value = parse(cell);
            return Float.isInfinite(value) ? Float.NaN : value;
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }

    /** Parses a number; infinite where it is too large for a float. */
    static float parse(String cell) {
        return JavaFloatParser.parseFloat(cell);
    }

    /** Whether a cell has only the letters of a decimal number, at least one digit among them. */
    static boolean plain(String cell) {
        boolean digit = false;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c >= '0' && c <= '9') {
                digit = true;
            } else if (c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return digit;
    }

    /** The shortest text of a number: integers without a point. */
    static String of(float value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9f
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
