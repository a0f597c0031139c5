package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large table is read within memory close to the floats that it holds. */
class LargeTableTest {

    private static final int ROWS = 200_000;
    private static final int COLUMNS = 30;

    @TempDir
    Path folder;

    /** Reads a table and prints its number of rows; run in a JVM of its own. */
    public static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) {
            Table table = Table.read(Path.of(arguments[0]));
            System.out.print(table.rows() + " " + table.columns().size());
        }
    }

    @Test
    void fitsIntoLittleMoreThanItsFloats() throws IOException, InterruptedException {
        Path file = folder.resolve("large.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            SeededRandom random = new SeededRandom(RandomKey.of(1));
            for (int c = 0; c < COLUMNS; c++) {
                out.write((c == 0 ? "c" : ",c") + c);
            }
            for (int r = 0; r < ROWS; r++) {
                out.write('\n');
                for (int c = 0; c < COLUMNS; c++) {
                    out.write((c == 0 ? "" : ",") + random.nextInt(1_000_000) / 1000f);
                }
            }
        }
        // The floats are 24 MB; a JVM of 64 MB also holds its own classes and one column twice while it grows.
        Path output = folder.resolve("out.txt");
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        assertEquals(ROWS + " " + COLUMNS, Files.readString(output));
        assertEquals(0, code);
    }
}
