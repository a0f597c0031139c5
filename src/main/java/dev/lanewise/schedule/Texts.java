package dev.lanewise.schedule;

/** Numbers as text, so that they can be read again. */
final class Texts {

    private Texts() {}

    /** The shortest text that is read as this number, without {@code .0}. */
    static String number(double value) {
        String text = String.valueOf(value).replace("E", "e");
        return text.replaceFirst("\\.0($|e)", "$1");
    }
}
