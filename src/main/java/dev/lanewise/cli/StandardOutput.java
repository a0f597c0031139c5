package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that remembers its first failure instead of throwing it: a reader that goes away ends the output quietly, a full disk is
 * told at the end.
 */
final class StandardOutput extends OutputStream {

    private final OutputStream target;
    private @Nullable IOException failure;

    StandardOutput(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (failure == null) {
            try {
                target.write(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    @Override
    public void flush() {
        if (failure == null) {
            try {
                target.flush();
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    /** Returns whether nobody takes the output any more. */
    boolean failed() {
        return failure != null;
    }

    /**
     * Writes out what is buffered.
     *
     * @throws UserException if some output was lost, unless its reader went away
     */
    void finish() {
        flush();
        IOException lost = failure;
        if (lost != null && !readerIsGone(lost)) {
            throw new UserException("Standard output cannot be written (" + lost.getMessage() + ").", lost);
        }
    }

    private static boolean readerIsGone(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("broken pipe")
                || message.contains("pipe is being closed")
                || message.contains("connection reset");
    }
}
