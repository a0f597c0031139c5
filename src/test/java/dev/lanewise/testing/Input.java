package dev.lanewise.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a fuzzer, taken one piece after the other. */
public final class Input {

    private final byte[] bytes;
    private int at;

    public Input(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The next byte as a choice of {@code count}; 0 at the end. A letter or a digit chooses as well, so that inputs can be read. */
    public int choice(int count) {
        return at < bytes.length ? (bytes[at++] & 0xFF) % count : 0;
    }

    /** The bytes up to a certain one, which is skipped, or to the end. */
    public byte[] until(int end) {
        int from = at;
        while (at < bytes.length && bytes[at] != (byte) end) {
            at++;
        }
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, at++));
    }

    /** All bytes that are left. */
    public byte[] rest() {
        int from = Math.min(at, bytes.length);
        at = bytes.length;
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    /** All bytes that are left as UTF-8; what is none is replaced. */
    public String text() {
        return new String(rest(), StandardCharsets.UTF_8);
    }
}
