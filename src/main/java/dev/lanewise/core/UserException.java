package dev.lanewise.core;

/**
 * A mistake that the user can mend: bad data, options or files. Its message is one line that says what is wrong, where, what was
 * expected and what to do. Names and cells of a file that stand in it cannot break the line, steer a terminal or fill the screen.
 */
public class UserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Longer lines lose their middle. */
    private static final int MOST = 4_000;

    /** Creates one with its line. */
    public UserException(String message) {
        super(OneLine.of(message, MOST));
    }

    /** Creates one with its line and the failure behind it. */
    public UserException(String message, Throwable cause) {
        super(OneLine.of(message, MOST), cause);
    }
}
