package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.core.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;

class SafetensorsTest {

    private static final byte[] EIGHT = TinySafetensors.floats(1, 2);

    @TempDir
    Path folder;

    private static Safetensors sample() {
        float[] special = {0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.POSITIVE_INFINITY, -1.5f};
        float[] large = new float[200_003];
        for (int i = 0; i < large.length; i++) {
            large[i] = i * 0.37f;
        }
        return new Safetensors(
                Map.of("b", "text with \"quotes\", \u00e4 and \n", "a", ""),
                List.of(
                        new StoredTensor("matrix", new int[] {2, 2}, special, 1),
                        StoredTensor.vector("special", special),
                        StoredTensor.vector("none", new float[0]),
                        StoredTensor.vector("large", large)));
    }

    @Test
    void roundTripKeepsEveryBit() {
        Path file = folder.resolve("model.safetensors");
        Safetensors written = sample().withChecksum();
        SafetensorsWriter.write(file, written);
        Safetensors read = SafetensorsReader.read(file);
        assertEquals(written.metadata(), read.metadata());
        assertEquals(written.tensors().size(), read.tensors().size());
        for (StoredTensor expected : written.tensors()) {
            StoredTensor actual = read.tensor(expected.name());
            assertArrayEquals(expected.shape(), actual.shape());
            for (int i = 0; i < expected.size(); i++) {
                assertEquals(
                        Float.floatToRawIntBits(expected.values()[expected.offset() + i]),
                        Float.floatToRawIntBits(actual.values()[actual.offset() + i]));
            }
        }
        assertTrue(read.checksumIsRight());
        assertFalse(sample().checksumIsRight());
    }

    @Test
    void headerIsAlignedAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("model.safetensors");
        SafetensorsWriter.write(file, sample());
        SafetensorsWriter.write(file, sample());
        byte[] bytes = Files.readAllBytes(file);
        long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertEquals(0, length % 8);
        String header = new String(bytes, 8, (int) length, StandardCharsets.UTF_8);
        assertTrue(header.startsWith("{\"__metadata__\":{\"a\":\"\",\"b\":"), header);
        assertTrue(
                header.contains("\"matrix\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},\"special\":"),
                header);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void tensorsLieInsideTheirArrays() {
        assertEquals(2, new StoredTensor("t", new int[] {1, 2}, new float[3], 1).size());
        for (int offset : new int[] {-1, 2, 4}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new StoredTensor("t", new int[] {1, 2}, new float[3], offset));
        }
        assertEquals(List.of("a", "b"), Json.readArray("[\"a\", \"b\"]"));
        assertThrows(JacksonException.class, () -> Json.readArray("[\"a\"] 1"));
    }

    /** A link stays one, and the file behind it is written, next to which the temporary one lies. */
    @Test
    void aFileBehindALinkIsWritten() throws IOException {
        Path there = Files.createDirectory(folder.resolve("there"));
        Path file = Files.write(there.resolve("model"), new byte[] {1});
        Path link = folder.resolve("link");
        try {
            Files.createSymbolicLink(link, file);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "skipped: no symbolic links here");
        }
        SafetensorsWriter.write(link, sample());
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(Files.size(file) > 800_000);
        assertEquals(sample().metadata(), SafetensorsReader.read(link).metadata());
    }

    @Test
    void checksumFollowsItsDescription() throws Exception {
        Safetensors content = new Safetensors(
                Map.of("checksum", "ignored", "b", "2", "a", "1"),
                List.of(StoredTensor.vector("z", new float[] {3}), StoredTensor.vector("y", new float[] {1, 2})));
        byte[] expected = TinySafetensors.join(
                TinySafetensors.floats(1, 2, 3), "a\0001\000b\0002\000".getBytes(StandardCharsets.UTF_8));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(expected);
        assertEquals(HexFormat.of().formatHex(digest), content.computeChecksum());
    }

    @Test
    void readsTheOtherFloatTypes() throws IOException {
        String header = "{\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1,1],\"data_offsets\":[4,6]},"
                + "\"d\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[6,14]}}";
        byte[] data = ByteBuffer.allocate(14)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(Float.floatToFloat16(0.5f))
                .putShort(Float.floatToFloat16(-2f))
                .putShort((short) (Float.floatToRawIntBits(-1.5f) >>> 16))
                .putDouble(0.1)
                .array();
        Safetensors read = SafetensorsReader.read(TinySafetensors.write(folder.resolve("f"), header, data));
        assertArrayEquals(new float[] {0.5f, -2f}, read.tensor("h").values());
        assertArrayEquals(new float[] {-1.5f}, read.tensor("b").values());
        assertArrayEquals(new float[] {0.1f}, read.tensor("d").values());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            []                                                                                      | JSON object
            nonsense                                                                                | JSON object
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}                                   | JSON
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}{}                                | JSON
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}} | JSON
            {"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}                    | JSON
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":1}}                         | unknown property
            {"a":{"dtype":"F32","shape":[[[[[[[[[[2]]]]]]]]]],"data_offsets":[0,8]}}                | JSON
            {"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}                                  | type 'I64'
            {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}                                  | 12 bytes
            {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}                                 | negative
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}                                  | offsets
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}                                 | negative
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}                                 | hole
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}                                  | 4 bytes follow
            {"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}                                 | truncated
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | overlaps
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}} | hole
            {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}              | absurd
            {"a":{"dtype":"F32","shape":[9223372036854775807,2],"data_offsets":[0,8]}}              | absurd
            {"a":{"dtype":"F32","shape":[0,9223372036854775807],"data_offsets":[0,0]}}              | absurd
            {"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}               | JSON
            {"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}}                  | dimensions
            {"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}                                | JSON
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}                                | lacks
            {"a":{"dtype":"F32","shape":[2]}}                                                       | lacks
            {"a":7}                                                                                 | JSON
            {"__metadata__":{"k":1},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}           | JSON
            """)
    void refusesInOneLine(String header, String reason) throws IOException {
        refused(TinySafetensors.write(folder.resolve("bad.safetensors"), header, EIGHT), reason);
    }

    @Test
    void refusesAbsurdHeaderLengths() throws IOException {
        for (long length : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, 1000}) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
            refused(Files.write(folder.resolve("bad"), bytes.array()), "header");
        }
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        Path file = folder.resolve("model.safetensors");
        SafetensorsWriter.write(
                file, new Safetensors(Map.of("a", "b"), List.of(StoredTensor.vector("v", new float[9]))));
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            refused(Files.write(file, Arrays.copyOf(bytes, length)), "");
        }
        refused(Files.write(file, Arrays.copyOf(bytes, bytes.length + 1)), "follow");
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThrows(UserException.class, () -> SafetensorsReader.read(folder.resolve("missing")));
        assertThrows(UserException.class, () -> SafetensorsReader.read(folder));
    }

    @Test
    void tellsInTimeThatItCannotWrite() throws IOException {
        for (Path bad : List.of(folder, folder.resolve("missing/model"), Path.of("/proc/model"))) {
            UserException thrown = assertThrows(UserException.class, () -> SafetensorsWriter.checkWritable(bad));
            assertFalse(thrown.getMessage().contains("\n"));
            assertThrows(UserException.class, () -> SafetensorsWriter.write(bad, sample()));
        }
        SafetensorsWriter.checkWritable(folder.resolve("good"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    private static void refused(Path file, String reason) {
        UserException thrown = assertThrows(UserException.class, () -> SafetensorsReader.read(file));
        String message = thrown.getMessage();
        assertTrue(message.contains(reason), message);
        assertTrue(message.contains(file.toString()), message);
        assertFalse(message.contains("\n") || message.length() > 600, message);
    }
}
