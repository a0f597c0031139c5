package dev.lanewise.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Counts the bytes that a pass over a file takes from it, packed as they are. */
final class CountedBytes {

    private long count;
    private boolean opened;

    /** Returns the bytes that were read so far. */
    long count() {
        return count;
    }

    /**
     * Opens a file for the one pass that is counted, unpacked.
     *
     * @param again opens it after that; null where it is gone then
     */
    InputStream first(DelimitedFile.Source once, DelimitedFile.@Nullable Source again) throws IOException {
        if (opened) {
            if (again == null) {
                throw new IOException("the stream is read already");
            }
            return again.open();
        }
        opened = true;
        return DataFiles.open(new Counting(once.open()));
    }

    private final class Counting extends FilterInputStream {
        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
