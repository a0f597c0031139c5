package dev.lanewise.data;

import dev.lanewise.core.Room;
import dev.lanewise.core.UserException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Images and labels in the IDX format of MNIST (LeCun, Cortes and Burges): {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}
 * and the same with {@code t10k}, plain or gzipped ({@code .gz}). A table has a column of numbers from 0 to 255 for each pixel, {@code
 * pixel_ROW_COLUMN}, and {@value #LABEL}.
 *
 * @param train training images
 * @param test test images, or null where the folder has none
 */
public record Idx(Table train, @Nullable Table test) {

    /** Column of the labels. */
    public static final String LABEL = "label";

    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;
    /** Bytes that are read at once, about, but never of fewer images than fill a cache line with what they have in one place. */
    private static final int BLOCK = 1 << 16;

    private static final int IMAGES_AT_ONCE = 64;

    private static final Pattern PIXEL = Pattern.compile("pixel_(\\d{1,8})_(\\d{1,8})");

    /**
     * Reads a folder.
     *
     * @throws UserException in one line, where files are missing, damaged, or do not fit each other
     */
    public static Idx read(Path folder) {
        Table train = part(folder, "train");
        if (train == null) {
            throw new UserException(
                    folder + ": there is no train-images-idx3-ubyte or train-images-idx3-ubyte.gz. A folder of images"
                            + " holds the files of MNIST's format; a table is given by its file.");
        }
        Table test = part(folder, "t10k");
        if (test != null && !imageSize(test).equals(imageSize(train))) {
            throw new UserException(folder + ": the test images are of " + imageSize(test)
                    + " pixels, those to train on of " + imageSize(train) + ". Give both one size.");
        }
        return new Idx(train, test);
    }

    /** Returns the height and width of the images that a table holds, such as {@code 28x28}; empty where it holds none. */
    public static String imageSize(Table table) {
        int last = table.columns().size() - 2; // the label comes after the pixels
        Matcher pixel = PIXEL.matcher(last < 0 ? "" : table.columns().get(last).name());
        return pixel.matches()
                ? Integer.parseInt(pixel.group(1)) + 1 + "x" + (Integer.parseInt(pixel.group(2)) + 1)
                : "";
    }

    private static @Nullable Table part(Path folder, String part) {
        Path images = find(folder, part + "-images", "idx3-ubyte");
        Path labels = find(folder, part + "-labels", "idx1-ubyte");
        if (images == null && labels == null) {
            return null;
        }
        if (images == null || labels == null) {
            throw new UserException(folder + ": of " + part + "-images-idx3-ubyte and " + part
                    + "-labels-idx1-ubyte only one is there. Both are needed.");
        }
        int[] sizes = new int[3];
        byte[][] pixels = read(images, IMAGES, sizes);
        byte[] classes = read(labels, LABELS, new int[1])[0];
        if (sizes[0] != classes.length) {
            throw new UserException(labels + ": " + classes.length + " labels for the " + sizes[0] + " images of "
                    + images.getFileName() + ".");
        }
        return new Table(folder.getFileName() + "/" + part, columns(pixels, sizes[2], classes), new int[0]);
    }

    private static @Nullable Path find(Path folder, String stem, String ending) {
        for (String name : List.of(stem + "-" + ending, stem + "." + ending)) {
            for (String suffix : List.of("", ".gz")) {
                Path file = folder.resolve(name + suffix);
                if (Files.exists(file)) {
                    return file;
                }
            }
        }
        return null;
    }

    /**
     * Returns an array for each line of an image: pixel after pixel of the line, the unsigned bytes of all images. One array for all would keep other threads from
     * collecting garbage while it is made. Of labels it is one line of one pixel.
     *
     * @param sizes filled with the sizes in the header: the images, and of images their height and width
     */
    private static byte[][] read(Path file, int magic, int[] sizes) {
        try (DataInputStream in = new DataInputStream(DataFiles.open(file))) {
            int found = in.readInt();
            if (found != magic) {
                throw new UserException(String.format(
                        Locale.ROOT,
                        "%s: this is no IDX file of %s: it starts with %08x, not %08x.",
                        file,
                        magic == IMAGES ? "images" : "labels",
                        found,
                        magic));
            }
            long total = 1;
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = in.readInt();
                total = sizes[i] <= 0 || total > Integer.MAX_VALUE ? -1 : total * sizes[i];
            }
            if (total <= 0 || total > Room.MOST_ELEMENTS) {
                throw new UserException(file + ": the sizes in its header are not possible.");
            }
            // What a damaged header asks for is not even there: gzip packs at most 1032 bytes into one.
            if (total > 1032 * Files.size(file)) {
                throw truncated(file, in.transferTo(OutputStream.nullOutputStream()), total);
            }
            int width = sizes.length < 3 ? 1 : sizes[2];
            int height = (int) (total / sizes[0] / width);
            long codes = magic == LABELS ? (long) Integer.BYTES * total : 0;
            TableMemory.check(file.toString(), total + codes + (long) TableMemory.COLUMN * width * height);
            byte[][] lines = new byte[height][];
            for (int line = 0; line < height; line++) {
                lines[line] = new byte[width * sizes[0]];
            }
            long read = transpose(in, lines, width);
            if (read != total) {
                throw truncated(file, read, total);
            }
            // Reading on also makes gzip check what it has unpacked.
            if (in.read() >= 0) {
                throw new UserException(file + ": it goes on after the " + total + " bytes that its header tells of.");
            }
            return lines;
        } catch (EOFException e) {
            throw new UserException(file + ": the file is truncated. Fetch it again.", e);
        } catch (IOException e) {
            throw DataFiles.failure(file, e, "");
        }
    }

    private static UserException truncated(Path file, long read, long total) {
        return new UserException(
                file + ": it ends after " + read + " of " + total + " bytes. The file is truncated; fetch it again.");
    }

    /** Reads images, block after block, so that what is read across them stays in the cache. Returns the bytes read. */
    private static long transpose(InputStream in, byte[][] lines, int width) throws IOException {
        int rows = lines[0].length / width;
        int size = lines.length * width;
        int most = Math.min(rows, Math.max(IMAGES_AT_ONCE, BLOCK / size));
        byte[] block = new byte[most * size];
        long read = 0;
        for (int from = 0; from < rows && read == (long) from * size; from += most) {
            int count = Math.min(most, rows - from);
            read += in.readNBytes(block, 0, count * size);
            for (int p = 0; p < size; p++) {
                spread(block, p, size, lines[p / width], p % width * rows + from, count);
            }
        }
        return read;
    }

    private static void spread(byte[] block, int place, int size, byte[] line, int at, int count) {
        for (int i = 0; i < count; i++) {
            line[at + i] = block[i * size + place];
        }
    }

    private static List<Column> columns(byte[][] lines, int width, byte[] classes) {
        List<Column> columns = new ArrayList<>();
        int rows = classes.length;
        for (int line = 0; line < lines.length; line++) {
            for (int p = 0; p < width; p++) {
                columns.add(Column.Numbers.ofBytes("pixel_" + line + "_" + p, lines[line], p * rows, rows));
            }
        }
        int most = 0;
        for (byte c : classes) {
            most = Math.max(most, c & 0xFF);
        }
        List<String> names = new ArrayList<>();
        for (int c = 0; c <= most; c++) {
            names.add(String.valueOf(c));
        }
        int[] codes = new int[rows];
        for (int r = 0; r < rows; r++) {
            codes[r] = classes[r] & 0xFF;
        }
        columns.add(new Column.Categories(LABEL, codes, List.copyOf(names)));
        return columns;
    }
}
