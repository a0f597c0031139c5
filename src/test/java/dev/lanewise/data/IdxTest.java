package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.core.UserException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {

    @TempDir
    Path folder;

    private static byte[] images(int count, int declared) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x803);
        out.writeInt(declared);
        out.writeInt(2);
        out.writeInt(3);
        for (int i = 0; i < count * 6; i++) {
            out.writeByte(i * 37);
        }
        return bytes.toByteArray();
    }

    private static byte[] labels(int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x801);
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeByte(i % 3);
        }
        return bytes.toByteArray();
    }

    private void write(String name, byte[] bytes, boolean gzip) throws IOException {
        Path file = folder.resolve(gzip ? name + ".gz" : name);
        try (OutputStream out =
                gzip ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
            out.write(bytes);
        }
    }

    @Test
    void readsPlainAndGzippedParts() throws IOException {
        write("train-images-idx3-ubyte", images(4, 4), true);
        write("train-labels-idx1-ubyte", labels(4), false);
        assertNull(Idx.read(folder).test());
        write("t10k-images-idx3-ubyte", images(2, 2), false);
        write("t10k-labels-idx1-ubyte", labels(2), true);
        Idx idx = Idx.read(folder);
        assertEquals(4, idx.train().rows());
        assertEquals(2, Objects.requireNonNull(idx.test()).rows());
        assertEquals(7, idx.train().columns().size());
        Column.Numbers second = (Column.Numbers) idx.train().columns().get(1);
        assertArrayEquals(new float[] {37, 7 * 37 % 256, 13 * 37 % 256, 19 * 37 % 256}, second.values());
        assertEquals("1", idx.train().column(Idx.LABEL, "target").text(1));
    }

    @Test
    void refusesWhatIsNoIdxOrDoesNotFit() throws IOException {
        write("train-labels-idx1-ubyte", labels(4), false);
        write("train-images-idx3-ubyte", "not an image file".getBytes(java.nio.charset.StandardCharsets.UTF_8), false);
        assertRefused("no IDX file of images");
        write("train-images-idx3-ubyte", images(3, 4), false);
        assertRefused("train-images-idx3-ubyte");
        write("train-images-idx3-ubyte", images(3, 3), false);
        assertRefused("3");
        write("train-images-idx3-ubyte", images(1, Integer.MAX_VALUE), false);
        assertRefused("train-images-idx3-ubyte");
        Files.delete(folder.resolve("train-images-idx3-ubyte"));
        assertRefused("train-images-idx3-ubyte");
    }

    private void assertRefused(String part) {
        String message =
                assertThrows(UserException.class, () -> Idx.read(folder)).getMessage();
        assertTrue(message.contains(part), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void bundledDataIsThere() {
        assertEquals(6, BundledData.all().size());
        for (BundledData data : BundledData.all()) {
            Table table = data.table();
            assertEquals(
                    data.task(),
                    TargetEncoding.of(table, java.util.List.of(data.target()), null)
                            .task(),
                    data.name());
        }
        assertEquals(150, BundledData.find("iris").orElseThrow().table().rows());
        assertEquals(178, BundledData.find("wine").orElseThrow().table().rows());
        assertEquals(1797, BundledData.find("digits").orElseThrow().table().rows());
        assertEquals(1030, BundledData.find("concrete").orElseThrow().table().rows());
        assertTrue(BundledData.find("nothing").isEmpty());
    }
}
