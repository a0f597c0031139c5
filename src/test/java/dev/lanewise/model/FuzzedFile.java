package dev.lanewise.model;

import dev.lanewise.testing.Input;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A safetensors file of a fuzzer's bytes. The first byte chooses: {@code r}, the rest is the file as it is; {@code h}, it is the header, a byte
 * 0xFF and the data, and the length of the header is made to fit; {@code l}, it is lines, {@code =KEY VALUE} for metadata and {@code NAME 2,3}
 * for tensors of small numbers, and everything else is made to fit.
 */
final class FuzzedFile {

    /** What messages call it. */
    static final Path NAME = Path.of("fuzzed.safetensors");

    private static final int MOST_ELEMENTS = 1 << 16;

    private FuzzedFile() {}

    /** Reads it, as the product does, unless it is made of lines. */
    static Safetensors read(byte[] bytes) {
        Input input = new Input(bytes);
        return switch (input.choice(256)) {
            case 'l' -> lines(input.text());
            case 'h' -> parse(withLength(input.until(0xFF), input.rest()));
            default -> parse(input.rest());
        };
    }

    static Safetensors parse(byte[] file) {
        try {
            return SafetensorsReader.read(NAME, Channels.newChannel(new ByteArrayInputStream(file)), file.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withLength(byte[] header, byte[] data) {
        return ByteBuffer.allocate(8 + header.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .put(data)
                .array();
    }

    private static Safetensors lines(String text) {
        Map<String, String> metadata = new TreeMap<>();
        List<StoredTensor> tensors = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            int space = line.indexOf(' ');
            String value = line.substring(space + 1);
            if (line.startsWith("=") && space > 0) {
                metadata.put(line.substring(1, space), value);
            } else if (space > 0 && tensors.stream().noneMatch(t -> t.name().equals(line.substring(0, space)))) {
                tensors.add(tensor(line.substring(0, space), value));
            }
        }
        return new Safetensors(metadata, tensors);
    }

    private static StoredTensor tensor(String name, String sizes) {
        String[] words = sizes.isEmpty() ? new String[0] : sizes.split(",", 4);
        int[] shape = new int[words.length];
        int size = 1;
        for (int i = 0; i < words.length; i++) {
            shape[i] = words[i].chars().allMatch(c -> c >= '0' && c <= '9') && words[i].length() < 6
                    ? Integer.parseInt("0" + words[i])
                    : 1;
            if ((long) size * shape[i] > MOST_ELEMENTS) {
                shape[i] = 1;
            }
            size *= shape[i];
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (i % 7 - 3) * 0.25f + name.length() % 5;
        }
        return new StoredTensor(name, shape, values, 0);
    }

    /** The bytes of the file that holds some content. */
    static byte[] written(Safetensors content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            SafetensorsWriter.write(Channels.newChannel(bytes), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static boolean sameBits(float[] a, float[] b) {
        boolean same = a.length == b.length;
        for (int i = 0; same && i < a.length; i++) {
            same = Float.floatToIntBits(a[i]) == Float.floatToIntBits(b[i]);
        }
        return same;
    }
}
