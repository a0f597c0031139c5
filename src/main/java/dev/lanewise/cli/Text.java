package dev.lanewise.cli;

import dev.lanewise.core.OneLine;
import dev.lanewise.figure.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers and words for people, the same in every locale. */
final class Text {

    private Text() {}

    /** See {@link Digits#count(long)}. */
    static String count(long n) {
        return Digits.count(n);
    }

    /** See {@link Digits#count(long, String, String)}. */
    static String count(long n, String one, String many) {
        return Digits.count(n, one, many);
    }

    /** See {@link Digits#share}. */
    static String share(double value) {
        return Digits.share(value);
    }

    /** See {@link Digits#figure}. */
    static String figure(double value) {
        return Digits.figure(value);
    }

    /** Returns a number in few characters: three significant digits, whole where that is enough. */
    static String brief(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e5) {
            return String.valueOf((long) value);
        }
        double size = Math.abs(value);
        return size < 1e-3 || size >= 1e5
                ? String.format(Locale.ROOT, "%.0e", value)
                : String.format(
                        Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }

    /** Returns a time such as {@code 0.42 s}, {@code 12 s} or {@code 3 min 05 s}. */
    static String time(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
    }

    /** Returns a size such as {@code 23 kB}. */
    static String bytes(long bytes) {
        return bytes < 1000
                ? bytes + " bytes"
                : bytes < 1_000_000
                        ? Math.round(bytes / 1e3) + " kB"
                        : String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }

    /** See {@link OneLine#of(String)}. */
    static String oneLine(String text) {
        return OneLine.of(text);
    }

    /** Returns how many columns of a terminal a text takes; East Asian characters and emoji take two. */
    static int width(String text) {
        return text.codePoints().map(Text::width).sum();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = c >= 0x1100
                && (c <= 0x115f
                        || (c >= 0x2e80 && c <= 0xa4cf)
                        || (c >= 0xac00 && c <= 0xd7a3)
                        || (c >= 0xf900 && c <= 0xfaff)
                        || (c >= 0xfe30 && c <= 0xfe6f)
                        || (c >= 0xff00 && c <= 0xff60)
                        || (c >= 0x1f300 && c <= 0x1faff)
                        || (c >= 0x20000 && c <= 0x3fffd));
        return wide ? 2 : 1;
    }

    /** Cuts a text to some columns of a terminal. */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            used += width(c);
            if (used > columns - 1) {
                break;
            }
            kept.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return kept.append('~').toString();
    }

    /** Breaks a text at spaces into lines of at most {@code columns}. */
    static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : oneLine(text).split(" +", -1)) {
            if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Quotes a word for a POSIX shell where that is needed. */
    static String shell(String word) {
        return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
