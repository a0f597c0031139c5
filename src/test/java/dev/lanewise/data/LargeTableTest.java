package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading takes memory close to the floats that are read. */
class LargeTableTest {

    private static final int COLUMNS = 30;

    /** What a JVM and the reader's buffers take whatever the size of the table. */
    private static final int FIXED_MEGABYTES = 16;

    @TempDir
    Path folder;

    @Test
    void twoHundredThousandRows() throws IOException, InterruptedException {
        check(200_000);
    }

    @Test
    @Tag("long")
    void aMillionRows() throws IOException, InterruptedException {
        check(1_000_000);
    }

    /** With a heap of one and a half times the floats. */
    private void check(int rows) throws IOException, InterruptedException {
        Path file = folder.resolve("large.csv");
        double sum = write(file, rows);
        long floats = 4L * COLUMNS * rows;
        long heap = floats * 3 / 2 / 1_000_000 + FIXED_MEGABYTES;
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx" + heap + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeTableTest.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        int code = process.waitFor();
        assertEquals(rows + " " + COLUMNS + " " + sum, Files.readString(out).strip());
        assertEquals(0, code);
    }

    /** Returns the sum of the last column. */
    private static double write(Path file, int rows) throws IOException {
        Random random = new Random(1);
        double sum = 0;
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int c = 0; c < COLUMNS; c++) {
                writer.append(c == 0 ? "c" : ",c").append(String.valueOf(c));
            }
            for (int r = 0; r < rows; r++) {
                writer.append('\n');
                for (int c = 1; c < COLUMNS; c++) {
                    writer.append(random.nextBoolean() ? "-" : "")
                            .append(String.valueOf(random.nextInt(1000)))
                            .append('.')
                            .append(String.valueOf(random.nextInt(100_000)))
                            .append(',');
                }
                int last = random.nextInt(1 << 20);
                writer.append(String.valueOf(last));
                sum += last;
            }
        }
        return sum;
    }

    /** Reads a file in a JVM of its own. */
    public static void main(String[] arguments) {
        Table table = Table.read(Path.of(arguments[0]));
        double sum = 0;
        for (float value : TableFiles.numbers(table, "c" + (COLUMNS - 1))) {
            sum += value;
        }
        System.out.println(table.rows() + " " + table.columns().size() + " " + sum);
    }
}
