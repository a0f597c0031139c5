package dev.lanewise.model;

import dev.lanewise.core.Room;
import dev.lanewise.core.UserException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads safetensors files that anybody may have made. Everything the header claims is checked against the size of the file before memory
 * is taken: the memory is at most a few times the file's size.
 */
public final class SafetensorsReader {

    private static final int MOST_TENSORS = 100_000;
    private static final int MOST_DIMENSIONS = 8;
    private static final int BUFFER = 1 << 18;

    private SafetensorsReader() {}

    /** How an element is stored. */
    private enum Type {
        F64(8),
        F32(4),
        F16(2),
        BF16(2);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    private record Entry(String name, Type type, long[] shape, long begin, long end) {
        long elements() {
            return (end - begin) / type.bytes;
        }
    }

    /**
     * Reads a file. Elements of types F64, F16 and BF16 become floats.
     *
     * @throws UserException if it cannot be read, or is not a well-formed safetensors file
     */
    public static Safetensors read(Path file) {
        if (!Files.exists(file)) {
            throw new UserException("There is no file " + file + ".");
        }
        if (!Files.isRegularFile(file)) {
            throw new UserException(file + " is not a file; a model file is expected.");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(file, channel, channel.size());
        } catch (IOException e) {
            throw new UserException("Cannot read " + file + ": " + SafetensorsWriter.reason(e) + ".", e);
        }
    }

    /** Reads from elsewhere so many bytes; messages call it {@code file}. */
    static Safetensors read(Path file, ReadableByteChannel channel, long size) throws IOException {
        try {
            return content(file, channel, size);
        } catch (JacksonException e) {
            throw refuse(file, "its header is not the JSON of one: " + e.getOriginalMessage(), e);
        } catch (Malformed e) {
            throw refuse(file, e.getMessage(), e);
        } catch (EOFException e) {
            throw refuse(file, "it is truncated", e);
        }
    }

    private static UserException refuse(Path file, String reason, Exception cause) {
        String line = reason.replaceAll("\\s+", " ");
        line = line.length() > 200 ? line.substring(0, 200) + "..." : line;
        return new UserException(file + " is not a readable safetensors file: " + line + ".", cause);
    }

    /** Says what is wrong with a file. */
    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    private static Safetensors content(Path file, ReadableByteChannel channel, long fileSize) throws IOException {
        if (fileSize < 8) {
            throw new Malformed("it has only " + fileSize + " bytes");
        }
        long headerSize = fully(channel, ByteBuffer.allocate(8)).getLong();
        if (headerSize < 2 || headerSize > Json.LIMIT || headerSize > fileSize - 8) {
            throw new Malformed("its header claims a length of " + Long.toUnsignedString(headerSize)
                    + " bytes (the file has " + fileSize + ", at most " + Json.LIMIT + " are allowed)");
        }
        byte[] header = fully(channel, ByteBuffer.allocate((int) headerSize)).array();
        Map<String, String> metadata = new TreeMap<>();
        List<Entry> entries = parse(header, metadata);
        checkOffsets(entries, fileSize - 8 - headerSize);
        Room.check(entries.stream().mapToLong(Entry::elements).sum(), "Reading " + file, "a smaller network");
        List<StoredTensor> tensors = new ArrayList<>();
        for (Entry entry : entries) {
            tensors.add(readTensor(channel, entry));
        }
        return new Safetensors(metadata, tensors);
    }

    private static List<Entry> parse(byte[] header, Map<String, String> metadata) {
        int length = header.length;
        while (length > 0 && header[length - 1] == ' ') {
            length--;
        }
        if (header[0] != '{' || header[length - 1] != '}') {
            throw new Malformed("its header is no JSON object");
        }
        List<Entry> entries = new ArrayList<>();
        try (JsonParser json = Json.parser(header, 0, length)) {
            Json.expectNext(json, JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = Json.name(json);
                Json.expectNext(json, JsonToken.START_OBJECT);
                if ("__metadata__".equals(name)) {
                    parseMetadata(json, metadata);
                } else if (entries.size() == MOST_TENSORS) {
                    throw new Malformed("it claims more than " + MOST_TENSORS + " tensors");
                } else {
                    entries.add(parseEntry(json, name));
                }
            }
            Json.expectEnd(json);
        }
        return entries;
    }

    private static void parseMetadata(JsonParser json, Map<String, String> metadata) {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = Json.name(json);
            metadata.put(key, Json.nextText(json));
        }
    }

    private static Entry parseEntry(JsonParser json, String name) {
        Type type = null;
        long[] shape = null;
        long[] offsets = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = Json.name(json);
            switch (key) {
                case "dtype" -> type = parseType(Json.nextText(json), name);
                case "shape" -> shape = parseNumbers(json, name);
                case "data_offsets" -> offsets = parseNumbers(json, name);
                default -> throw new Malformed("tensor " + quote(name) + " has an unknown property " + quote(key));
            }
        }
        if (type == null || shape == null || offsets == null || offsets.length != 2) {
            throw new Malformed("tensor " + quote(name) + " lacks its dtype, shape or data_offsets");
        }
        Entry entry = new Entry(name, type, shape, offsets[0], offsets[1]);
        checkSize(entry);
        return entry;
    }

    private static Type parseType(String text, String name) {
        for (Type type : Type.values()) {
            if (type.name().equals(text)) {
                return type;
            }
        }
        throw new Malformed(
                "tensor " + quote(name) + " is of type " + quote(text) + "; F64, F32, F16 and BF16 are read");
    }

    private static long[] parseNumbers(JsonParser json, String name) {
        Json.expectNext(json, JsonToken.START_ARRAY);
        long[] numbers = new long[MOST_DIMENSIONS];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Json.expect(json, JsonToken.VALUE_NUMBER_INT);
            if (count == MOST_DIMENSIONS) {
                throw new Malformed("tensor " + quote(name) + " has more than " + MOST_DIMENSIONS + " dimensions");
            }
            numbers[count] = json.getLongValue();
            if (numbers[count++] < 0) {
                throw new Malformed("tensor " + quote(name) + " has a negative size or offset");
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    private static void checkSize(Entry entry) {
        long bytes = entry.type.bytes;
        boolean overflow = false;
        for (long n : entry.shape) {
            overflow |= n != 0 && bytes > Long.MAX_VALUE / n;
            bytes = overflow ? 0 : bytes * n;
            overflow |= n > Integer.MAX_VALUE;
        }
        if (overflow || bytes / entry.type.bytes > Room.MOST_ELEMENTS) {
            throw new Malformed("tensor " + quote(entry.name) + " has an absurd shape");
        }
        if (entry.begin > entry.end || entry.end - entry.begin != bytes) {
            throw new Malformed("tensor " + quote(entry.name) + " takes " + bytes
                    + " bytes by its shape, but its offsets are " + entry.begin + " and " + entry.end);
        }
    }

    /** Sorts by offset and checks that the tensors fill the data without overlap, hole or rest. */
    private static void checkOffsets(List<Entry> entries, long dataSize) {
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long next = 0;
        for (Entry entry : entries) {
            if (entry.begin != next) {
                throw new Malformed(
                        "tensor " + quote(entry.name) + (entry.begin < next ? " overlaps another" : " follows a hole"));
            }
            next = entry.end;
            if (next > dataSize) {
                throw new Malformed("it is truncated: tensor " + quote(entry.name) + " ends at byte " + next
                        + " of the data, which has " + dataSize);
            }
        }
        if (next != dataSize) {
            throw new Malformed((dataSize - next) + " bytes follow the last tensor");
        }
    }

    private static StoredTensor readTensor(ReadableByteChannel channel, Entry entry) throws IOException {
        int size = (int) entry.elements();
        float[] values = new float[size];
        int chunk = BUFFER / entry.type.bytes;
        ByteBuffer buffer = ByteBuffer.allocateDirect(Math.min(chunk, size) * entry.type.bytes);
        for (int done = 0; done < size; done += chunk) {
            int count = Math.min(chunk, size - done);
            buffer.clear().limit(count * entry.type.bytes);
            convert(entry.type, fully(channel, buffer), values, done, count);
        }
        int[] shape = new int[entry.shape.length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = (int) entry.shape[i];
        }
        return new StoredTensor(entry.name, shape, values, 0);
    }

    private static void convert(Type type, ByteBuffer bytes, float[] values, int offset, int count) {
        if (type == Type.F32) {
            bytes.asFloatBuffer().get(values, offset, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            values[offset + i] = switch (type) {
                case F64 -> (float) bytes.getDouble(8 * i);
                case F16 -> Float.float16ToFloat(bytes.getShort(2 * i));
                default -> Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
            };
        }
    }

    /** Fills a buffer and makes it ready to be read, little-endian. */
    private static ByteBuffer fully(ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A name of the file's own, made harmless for a line of text. */
    private static String quote(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return "'" + (clean.length() > 60 ? clean.substring(0, 60) + "..." : clean) + "'";
    }
}
