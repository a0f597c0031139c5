package dev.lanewise.data;

import dev.lanewise.core.Room;
import dev.lanewise.core.UserException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
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
    private static final int BLOCK = 64;
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
        byte[] pixels = bytes(images, IMAGES, sizes);
        int[] labelSizes = new int[1];
        byte[] classes = bytes(labels, LABELS, labelSizes);
        if (sizes[0] != labelSizes[0]) {
            throw new UserException(labels + ": " + labelSizes[0] + " labels for the " + sizes[0] + " images of "
                    + images.getFileName() + ".");
        }
        return new Table(folder.getFileName() + "/" + part, columns(pixels, sizes, classes), new int[0]);
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

    private static byte[] bytes(Path file, int magic, int[] sizes) {
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
            // Not all that a damaged header asks for: gzip packs at most 1032 bytes into one.
            int most = (int) Math.min(total, 1032 * Files.size(file));
            TableMemory.check(file.toString(), (1L + Float.BYTES) * most);
            byte[] bytes = new byte[most];
            int read = in.readNBytes(bytes, 0, bytes.length);
            if (read != total) {
                throw new UserException(file + ": it ends after " + read + " of " + total
                        + " bytes. The file is truncated; fetch it again.");
            }
            // Reading on also makes gzip check what it has unpacked.
            if (in.read() >= 0) {
                throw new UserException(file + ": it goes on after the " + total + " bytes that its header tells of.");
            }
            return bytes;
        } catch (EOFException e) {
            throw new UserException(file + ": the file is truncated. Fetch it again.", e);
        } catch (IOException e) {
            throw DataFiles.failure(file, e, "");
        }
    }

    private static void pixel(byte[] pixels, int pixel, int width, int from, int to, float[] values) {
        for (int r = from; r < to; r++) {
            values[r] = pixels[r * width + pixel] & 0xFF;
        }
    }

    private static List<Column> columns(byte[] pixels, int[] sizes, byte[] classes) {
        int rows = sizes[0];
        int width = sizes[1] * sizes[2];
        float[][] values = new float[width][rows];
        // Block after block of images, so that what is read across rows stays in the cache.
        for (int from = 0; from < rows; from += BLOCK) {
            int to = Math.min(rows, from + BLOCK);
            for (int p = 0; p < width; p++) {
                pixel(pixels, p, width, from, to, values[p]);
            }
        }
        List<Column> columns = new ArrayList<>();
        for (int p = 0; p < width; p++) {
            columns.add(new Column.Numbers("pixel_" + p / sizes[2] + "_" + p % sizes[2], values[p]));
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
