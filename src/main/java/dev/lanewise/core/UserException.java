package dev.lanewise.core;

/**
 * A mistake that the user can mend: bad data, options or files. Its message is one line that says what is wrong, where, what was
 * expected and what to do.
 */
public class UserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates one with its line. */
    public UserException(String message) {
        super(oneLine(message));
    }

    /** Creates one with its line and the failure behind it. */
    public UserException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** Names and cells of a file may hold line breaks. */
    private static String oneLine(String message) {
        return message.replaceAll("\\R", " ");
    }
}
