package dev.lanewise.cli;

/** Exit codes of every command. */
final class ExitCodes {

    static final int OK = 0;
    /** What the user can mend: data, options, files. */
    static final int USER = 2;
    /** The training diverged. */
    static final int DIVERGED = 3;
    /** A mistake in Lanewise. */
    static final int BUG = 70;
    /** Stopped by Ctrl-C. */
    static final int INTERRUPTED = 130;

    private ExitCodes() {}
}
