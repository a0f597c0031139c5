package dev.lanewise.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a safetensors file holds: text metadata and named tensors of floats. The format: eight bytes with the length of the header
 * (little-endian), the header (a JSON object from tensor name to type, shape and offsets, and {@code __metadata__} from text to text), then
 * the elements of all tensors, row-major and little-endian, without a gap.
 *
 * @param metadata text by key, sorted
 * @param tensors in the order of their data
 */
public record Safetensors(Map<String, String> metadata, List<StoredTensor> tensors) {

    /** Key of the metadata that holds the checksum of everything else, where a file has one. */
    public static final String CHECKSUM = "checksum";

    private static final int CHUNK = 16_384;

    /** Copies and sorts the metadata, and copies the list. */
    public Safetensors {
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
        tensors = List.copyOf(tensors);
    }

    /** Returns a tensor by its name, or null. */
    public @Nullable StoredTensor tensor(String name) {
        for (StoredTensor tensor : tensors) {
            if (tensor.name().equals(name)) {
                return tensor;
            }
        }
        return null;
    }

    /** Returns the tensors by name, for many questions in a row. */
    Map<String, StoredTensor> byName() {
        Map<String, StoredTensor> byName = new LinkedHashMap<>();
        tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
        return byName;
    }

    /** Returns the same with the checksum in the metadata. */
    public Safetensors withChecksum() {
        Map<String, String> signed = new TreeMap<>(metadata);
        signed.put(CHECKSUM, computeChecksum());
        return new Safetensors(signed, tensors);
    }

    /** Whether the metadata holds the right checksum. */
    public boolean checksumIsRight() {
        return computeChecksum().equals(metadata.get(CHECKSUM));
    }

    /**
     * Computes the SHA-256, in lower-case hexadecimal, of this sequence of bytes: for each tensor, in the order of the names, its elements as
     * 32-bit little-endian floats; then for each entry of the metadata but {@value #CHECKSUM}, in the order of the keys, the key in UTF-8,
     * a zero byte, the value in UTF-8, a zero byte.
     */
    public String computeChecksum() {
        MessageDigest digest = sha256();
        List<StoredTensor> sorted = new ArrayList<>(tensors);
        sorted.sort(Comparator.comparing(StoredTensor::name));
        for (StoredTensor tensor : sorted) {
            update(digest, tensor.values(), tensor.offset(), tensor.size());
        }
        metadata.forEach((key, value) -> {
            if (!CHECKSUM.equals(key)) {
                text(digest, key);
                text(digest, value);
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns a fresh SHA-256. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds floats as little-endian bytes. */
    static void update(MessageDigest digest, float[] values, int offset, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * Math.min(length, CHUNK)).order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < length; done += CHUNK) {
            int count = Math.min(CHUNK, length - done);
            bytes.clear();
            bytes.asFloatBuffer().put(values, offset + done, count);
            bytes.limit(4 * count);
            digest.update(bytes);
        }
    }

    private static void text(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
