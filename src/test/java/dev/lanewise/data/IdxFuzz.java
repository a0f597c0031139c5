package dev.lanewise.data;

import dev.lanewise.testing.Contract;
import dev.lanewise.testing.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Images and labels in the IDX format. The first byte chooses whether the files are packed; then come the labels, a byte 0xFE, and the
 * images. Where the first byte says so, headers are made that fit: what follows are the sizes and the pixels.
 */
public final class IdxFuzz {

    private static final Path FOLDER = temporary();

    private static final int PACKED = 1;
    private static final int FITTING = 2;

    private IdxFuzz() {}

    private static Path temporary() {
        try {
            Path folder = Files.createTempDirectory("idx-fuzz");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        Input input = new Input(bytes);
        int how = input.choice(4);
        byte[] labels = input.until(0xFE);
        byte[] images = input.rest();
        if ((how & FITTING) != 0) {
            int rows = Math.max(1, labels.length);
            int width = Math.max(1, images.length / rows);
            labels = header(0x801, Arrays.copyOf(labels, rows), rows);
            images = header(0x803, Arrays.copyOf(images, rows * width), rows, 1, width);
        }
        Path labelFile = FOLDER.resolve("train-labels-idx1-ubyte");
        Path imageFile = FOLDER.resolve("train-images-idx3-ubyte");
        try {
            Files.write(labelFile, (how & PACKED) != 0 ? TableFiles.gzip(labels) : labels);
            Files.write(imageFile, (how & PACKED) != 0 ? TableFiles.gzip(images) : images);
            boolean read = Contract.holds(() -> check(Idx.read(FOLDER).train()));
            Contract.require(read || (how & FITTING) == 0, "refuses what fits");
        } finally {
            Files.deleteIfExists(labelFile);
            Files.deleteIfExists(imageFile);
        }
    }

    private static byte[] header(int magic, byte[] content, int... sizes) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + content.length);
        file.putInt(magic);
        for (int size : sizes) {
            file.putInt(size);
        }
        return file.put(content).array();
    }

    private static void check(Table table) {
        for (Column column : table.columns()) {
            Contract.require(column.rows() == table.rows(), "has columns of different lengths");
            if (column instanceof Column.Numbers pixels) {
                for (float value : pixels.values()) {
                    Contract.require(value >= 0 && value <= 255, "has a pixel of " + value);
                }
            }
        }
        Contract.require(table.find(Idx.LABEL) instanceof Column.Categories, "has no labels");
    }
}
