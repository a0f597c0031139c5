package dev.lanewise.data;

import static dev.lanewise.data.TableFiles.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {

    private static final String IMAGES = "train-images-idx3-ubyte";
    private static final String LABELS = "train-labels-idx1-ubyte";
    private static final int IMAGE_MAGIC = 0x803;
    private static final int LABEL_MAGIC = 0x801;

    @TempDir
    Path folder;

    private static byte[] file(int magic, int[] sizes, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * sizes.length + values.length);
        buffer.putInt(magic);
        for (int size : sizes) {
            buffer.putInt(size);
        }
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.array();
    }

    /** Two images of 2 rows and 3 columns. */
    private static byte[] images() {
        return file(IMAGE_MAGIC, new int[] {2, 2, 3}, 0, 1, 2, 127, 128, 255, 10, 11, 12, 13, 14, 15);
    }

    private static byte[] labels() {
        return file(LABEL_MAGIC, new int[] {2}, 7, 3);
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    private void refuse(byte[] images, byte[] labels, String... parts) throws IOException {
        write(IMAGES, images);
        write(LABELS, labels);
        assertRefused(() -> Idx.read(folder), parts);
    }

    private static void check(Table table) {
        assertEquals(
                List.of("pixel_0_0", "pixel_0_1", "pixel_0_2", "pixel_1_0", "pixel_1_1", "pixel_1_2", "label"),
                table.names());
        assertArrayEquals(new float[] {0, 10}, TableFiles.numbers(table, "pixel_0_0"));
        assertArrayEquals(new float[] {2, 12}, TableFiles.numbers(table, "pixel_0_2"));
        assertArrayEquals(new float[] {127, 13}, TableFiles.numbers(table, "pixel_1_0"));
        assertArrayEquals(new float[] {255, 15}, TableFiles.numbers(table, "pixel_1_2"));
        assertEquals(List.of("7", "3"), TableFiles.words(table, Idx.LABEL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".gz"})
    void readsPlainAndGzip(String suffix) throws IOException {
        write(IMAGES + suffix, suffix.isEmpty() ? images() : TableFiles.gzip(images()));
        write(LABELS + suffix, suffix.isEmpty() ? labels() : TableFiles.gzip(labels()));
        Idx idx = Idx.read(folder);
        check(idx.train());
        assertNull(idx.test());
    }

    @Test
    void theOtherTwoFilesAreTheTestSet() throws IOException {
        write("train-images.idx3-ubyte", images());
        write(LABELS, labels());
        write("t10k-images-idx3-ubyte", file(IMAGE_MAGIC, new int[] {1, 2, 3}, 9, 8, 7, 6, 5, 4));
        write("t10k-labels-idx1-ubyte.gz", TableFiles.gzip(file(LABEL_MAGIC, new int[] {1}, 255)));
        Idx idx = Idx.read(folder);
        check(idx.train());
        Table test = Objects.requireNonNull(idx.test());
        assertArrayEquals(new float[] {4}, TableFiles.numbers(test, "pixel_1_2"));
        assertEquals(List.of("255"), TableFiles.words(test, Idx.LABEL));
    }

    /** Pixels of images of another size have the names of some of these. */
    @Test
    void testImagesOfAnotherSize() throws IOException {
        write(IMAGES, images());
        write(LABELS, labels());
        write("t10k-images-idx3-ubyte", file(IMAGE_MAGIC, new int[] {1, 3, 3}, 9, 8, 7, 6, 5, 4, 3, 2, 1));
        write("t10k-labels-idx1-ubyte", file(LABEL_MAGIC, new int[] {1}, 3));
        assertRefused(() -> Idx.read(folder), "test images are of 3x3 pixels", "of 2x3");
    }

    /** More than are read at once, twice. */
    @Test
    void manyImages() throws IOException {
        int count = 50_000;
        int[] pixels = new int[count * 3];
        int[] classes = new int[count];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 251;
            classes[i / 3] = i / 3 % 10;
        }
        write(IMAGES, file(IMAGE_MAGIC, new int[] {count, 1, 3}, pixels));
        write(LABELS, file(LABEL_MAGIC, new int[] {count}, classes));
        Table table = Idx.read(folder).train();
        float[] last = TableFiles.numbers(table, "pixel_0_2");
        List<String> words = TableFiles.words(table, Idx.LABEL);
        for (int r = 0; r < count; r++) {
            assertEquals((3 * r + 2) % 251, last[r]);
            assertEquals(String.valueOf(r % 10), words.get(r));
        }
        refuse(
                Arrays.copyOf(file(IMAGE_MAGIC, new int[] {count, 1, 3}, pixels), 100_016),
                file(LABEL_MAGIC, new int[] {count}, classes),
                "after 100000 of 150000 bytes");
    }

    /** So large that fewer of them than are read at once fill a block; some are left over. */
    @Test
    void largeImages() throws IOException {
        int count = 70;
        int[] pixels = new int[count * 2000];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 251;
        }
        write(IMAGES, file(IMAGE_MAGIC, new int[] {count, 20, 100}, pixels));
        write(LABELS, file(LABEL_MAGIC, new int[] {count}, new int[count]));
        Table table = Idx.read(folder).train();
        for (int p = 0; p < 2000; p++) {
            float[] values = TableFiles.numbers(table, "pixel_" + p / 100 + "_" + p % 100);
            for (int r = 0; r < count; r++) {
                assertEquals((r * 2000 + p) % 251, values[r]);
            }
        }
    }

    /** A column takes more than its byte; so many are refused before they are made. */
    @Test
    void anImageOfManyPixels() throws IOException {
        int[] sizes = {1, 1 << 14, 1 << 15};
        byte[] packed = TableFiles.gzip(file(IMAGE_MAGIC, sizes, new int[1 << 19]));
        write(LABELS, file(LABEL_MAGIC, new int[] {1}, 0));
        write(IMAGES, Arrays.copyOf(packed, 1 << 20)); // zeros behind it: the header's bytes could be there
        assertRefused(() -> Idx.read(folder), IMAGES, "takes 215", "JDK_JAVA_OPTIONS");
    }

    @Test
    void classesAreTheLabelsThatOccur() throws IOException {
        write(IMAGES, images());
        write(LABELS, labels());
        TargetEncoding encoding = TargetEncoding.of(Idx.read(folder).train(), List.of(Idx.LABEL), null);
        assertEquals(List.of("3", "7"), encoding.classes());
        assertArrayEquals(new float[] {1, 0}, encoding.values());
    }

    @Test
    void missingFiles() throws IOException {
        assertRefused(() -> Idx.read(folder), folder.toString(), IMAGES);
        write(IMAGES, images());
        assertRefused(() -> Idx.read(folder), folder.toString(), LABELS, "only one");
        write(LABELS, labels());
        write("t10k-labels-idx1-ubyte", labels());
        assertRefused(() -> Idx.read(folder), folder.toString(), "t10k-images-idx3-ubyte", "only one");
    }

    @Test
    void wrongMagic() throws IOException {
        refuse(labels(), labels(), IMAGES, "no IDX file of images", "00000801", "00000803");
        refuse(images(), images(), LABELS, "no IDX file of labels", "00000803", "00000801");
        refuse(TableFiles.utf8("a,b\n1,2\n"), labels(), IMAGES, "no IDX file of images");
        refuse(images(), TableFiles.utf8("7\n3\n7\n"), LABELS, "no IDX file of labels");
    }

    @Test
    void truncatedFiles() throws IOException {
        for (int length : new int[] {0, 3, 4, 15, 16, 17, 27}) {
            refuse(Arrays.copyOf(images(), length), labels(), IMAGES, "truncated");
        }
        refuse(images(), Arrays.copyOf(labels(), 9), LABELS, "truncated");
        refuse(Arrays.copyOf(images(), 27), labels(), "after 11 of 12 bytes");
    }

    @Test
    void truncatedOrDamagedGzip() throws IOException {
        byte[] packed = TableFiles.gzip(images());
        for (int length : new int[] {2, 12, packed.length / 2, packed.length - 9, packed.length - 1}) {
            refuse(Arrays.copyOf(packed, length), labels(), IMAGES, "truncated");
        }
        packed[packed.length - 7] ^= 1;
        refuse(packed, labels(), IMAGES, "damaged");
    }

    @Test
    void countsThatDiffer() throws IOException {
        refuse(images(), file(LABEL_MAGIC, new int[] {3}, 1, 2, 3), LABELS, "3 labels", "2 images");
        refuse(images(), file(LABEL_MAGIC, new int[] {2}, 1, 2, 3), LABELS, "goes on after the 2 bytes");
    }

    @Test
    void impossibleSizes() throws IOException {
        int huge = Integer.MAX_VALUE;
        int[][] sizes = {
            {0, 2, 3}, {2, 0, 3}, {2, 2, 0}, {-1, 2, 3}, {-2, -2, 3}, {huge, huge, huge}, {1 << 16, 1 << 16, 1}
        };
        for (int[] some : sizes) {
            refuse(file(IMAGE_MAGIC, some, 1, 2, 3), labels(), IMAGES, "sizes");
        }
        // Possible, but not there: refused before anything of that size is allocated.
        refuse(file(IMAGE_MAGIC, new int[] {1 << 15, 1 << 8, 1 << 7}, 1, 2, 3), labels(), "after 3 of 1073741824");
    }

    @Test
    void aFolderInPlaceOfAFile() throws IOException {
        Files.createDirectory(folder.resolve(IMAGES));
        write(LABELS, labels());
        assertRefused(() -> Idx.read(folder), IMAGES);
    }
}
