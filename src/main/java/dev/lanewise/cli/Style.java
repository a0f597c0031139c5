package dev.lanewise.cli;

/**
 * Emphasis by terminal escapes, where wanted.
 *
 * @param output whether standard output may be coloured
 * @param error whether standard error may be coloured
 */
record Style(boolean output, boolean error) {

    private static final String END = "\u001b[0m";

    /** A heading or a label on standard output. */
    String label(String text) {
        return output ? "\u001b[1m" + text + END : text;
    }

    /** Something of less weight on standard output. */
    String faint(String text) {
        return output ? "\u001b[2m" + text + END : text;
    }

    /** The begin of an error on standard error. */
    String error(String text) {
        return error ? "\u001b[1;31m" + text + END : text;
    }
}
