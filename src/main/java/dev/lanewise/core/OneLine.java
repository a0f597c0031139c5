package dev.lanewise.core;

/** Text that others wrote (names, cells, file names), made fit for a message: one line that cannot steer a terminal. */
public final class OneLine {

    private OneLine() {}

    /**
     * Returns the text with a space in place of every line break, control character, invisible format character (such as those that turn
     * the direction of writing) and half of a surrogate pair, and without blanks around it.
     */
    public static String of(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        int before = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!(before == '\r' && c == '\n')) {
                clean.appendCodePoint(isHarmful(c) ? ' ' : c);
            }
            before = c;
            i += Character.charCount(c);
        }
        return clean.toString().strip();
    }

    /**
     * Returns the same with its middle left out where it is longer than {@code most} characters: the end of a message says what to do.
     */
    public static String of(String text, int most) {
        String line = of(text);
        if (line.length() <= most) {
            return line;
        }
        int head = most * 3 / 4;
        int tail = line.length() - most / 4;
        head -= Character.isHighSurrogate(line.charAt(head - 1)) ? 1 : 0;
        tail += Character.isLowSurrogate(line.charAt(tail)) ? 1 : 0;
        return line.substring(0, head) + " ... " + line.substring(tail);
    }

    private static boolean isHarmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
