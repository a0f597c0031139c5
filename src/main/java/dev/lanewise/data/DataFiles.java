package dev.lanewise.data;

import dev.lanewise.core.UserException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Opening files, and saying in one line what is wrong with one. */
final class DataFiles {

    private static final int BUFFER = 1 << 16;

    private DataFiles() {}

    /** Opens a file, unpacking it where it starts like gzip. */
    static InputStream open(Path file) throws IOException {
        return open(Files.newInputStream(file));
    }

    /** Unpacks bytes where they start like gzip; closes them where that fails. */
    static InputStream open(InputStream bytes) throws IOException {
        InputStream in = new BufferedInputStream(bytes, BUFFER);
        try {
            in.mark(2);
            boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return gzip ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Refuses what is not there or is no file. */
    static void checkFile(Path file) {
        if (!Files.exists(file)) {
            throw new UserException(
                    file + ": there is no such file. Check the name, or 'lanewise datasets' for the bundled ones.");
        }
        if (Files.isDirectory(file)) {
            throw new UserException(file + ": this is a folder, where a file is expected.");
        }
    }

    /** Returns the line of the first bytes that are not UTF-8, or the last line where there are none; closes them. */
    static long lineOfMalformedText(InputStream in) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer characters = CharBuffer.allocate(BUFFER);
        long line = 1;
        byte before = 0;
        try (in) {
            while (true) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                bytes.limit(bytes.position() + Math.max(0, read)).rewind();
                boolean malformed =
                        decoder.decode(bytes, characters.clear(), read < 0).isMalformed();
                for (int i = 0; i < bytes.position(); i++) {
                    byte b = bytes.get(i);
                    line += b == '\r' || (b == '\n' && before != '\r') ? 1 : 0;
                    before = b;
                }
                if (malformed || read < 0) {
                    return line;
                }
                bytes.compact();
            }
        }
    }

    /** Turns a failure of reading into the line for the user. */
    static UserException failure(Path file, @Nullable Throwable failure, String where) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return new UserException(file + where + ": this is not UTF-8 text. Save the file in UTF-8.", cause);
            }
            if (cause instanceof EOFException) {
                return new UserException(
                        file + where + ": the gzip data ends too early. The file is truncated; fetch it again.", cause);
            }
            if (cause instanceof ZipException) {
                return new UserException(
                        file + where + ": the gzip data is damaged (" + cause.getMessage() + "). Fetch the file again.",
                        cause);
            }
            if (cause instanceof AccessDeniedException) {
                return new UserException(file + ": reading is not allowed. Change the file's permissions.", cause);
            }
        }
        String reason = failure == null ? "unknown reason" : String.valueOf(failure.getMessage());
        return new UserException(
                file + where + ": cannot be read (" + reason.lines().findFirst().orElse("") + ").");
    }
}
