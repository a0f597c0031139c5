package dev.lanewise.data;

import static dev.lanewise.data.TableFiles.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that grow without end, as a small packed file may: refused before they have taken what they may take. */
class TableMemoryTest {

    private static final long MOST = 4 << 20;

    @TempDir
    Path folder;

    /** A text, and behind it another one over and over, 16 GB of it. */
    private static InputStream endless(String start, String more) {
        byte[] piece = TableFiles.utf8(more.repeat(Math.max(1, (1 << 14) / more.length())));
        Iterator<InputStream> pieces = Stream.<InputStream>generate(() -> new ByteArrayInputStream(piece))
                .limit((16L << 30) / piece.length)
                .iterator();
        Enumeration<InputStream> enumeration = new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return pieces.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return pieces.next();
            }
        };
        return new SequenceInputStream(
                new ByteArrayInputStream(TableFiles.utf8(start)), new SequenceInputStream(enumeration));
    }

    private static void refuse(String start, String more) {
        Path file = Path.of("bomb.csv");
        assertRefused(
                () -> TableReader.read(file, () -> endless(start, more), MOST), "bomb.csv, near line ", "does not fit");
    }

    @Test
    void rowsWithoutEnd() {
        refuse("a,b\n", "1,2\n");
        refuse("a,b\n", "NA,\n");
    }

    @Test
    void columnsWithoutEnd() {
        refuse("", "a,");
        refuse("", ",");
    }

    @Test
    void rowsOfWordsWithoutEnd() {
        refuse("a\nx\n", "y\nz\n");
    }

    @Test
    void aCellWithoutEnd() {
        Path file = Path.of("bomb.csv");
        assertRefused(() -> TableReader.read(file, () -> endless("a,b\n1,", "x"), MOST), "bomb.csv, ", "line 2");
        assertRefused(() -> TableReader.read(file, () -> endless("a,b\n1,\"", "x\n"), MOST), "bomb.csv, ");
    }

    @Test
    void categoriesThatAreAllDifferent() {
        StringBuilder text = new StringBuilder("a\n");
        for (int i = 0; i < 40_000; i++) {
            text.append("a long word with the number ").append(i).append('\n');
        }
        byte[] bytes = TableFiles.utf8(text.toString());
        Path file = Path.of("words.csv");
        assertRefused(
                () -> TableReader.read(file, () -> new ByteArrayInputStream(bytes), MOST), "words.csv, near line");
        assertEquals(
                40_000,
                TableReader.read(file, () -> new ByteArrayInputStream(bytes), 3 * MOST)
                        .rows());
    }

    /** What a first pass took is given back before the second; what was read as numbers counts no longer when it is text. */
    @Test
    void whatIsGivenBackCountsNoMore() {
        byte[] bytes = TableFiles.utf8("a,b\n" + "1,2\n".repeat(300_000) + "x,y\n");
        Table table = TableReader.read(Path.of("t.csv"), () -> new ByteArrayInputStream(bytes), 3 << 20);
        assertEquals(300_001, table.rows());
        assertInstanceOf(Column.Categories.class, table.columns().getFirst());
    }

    /** Words of one hash, in the thousands: each would have to be compared with all before it. */
    @Test
    void wordsOfOneHashKeepTheirCodes() {
        CategoryIndex index = new CategoryIndex(new TableMemory(Long.MAX_VALUE));
        int bits = 14;
        for (int turn = 0; turn < 2; turn++) {
            for (int i = 0; i < 1 << bits; i++) {
                StringBuilder word = new StringBuilder();
                for (int b = 0; b < bits; b++) {
                    word.append((i >> b & 1) == 0 ? "Aa" : "BB");
                }
                assertEquals(i, index.code(word.toString().toCharArray(), 0, word.length()));
            }
        }
        assertEquals(1 << bits, index.categories().size());
    }

    @Test
    void imagesThatGoOnBehindWhatTheHeaderTells() throws IOException {
        Path images = folder.resolve("train-images-idx3-ubyte.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(images))) {
            out.write(new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1});
            for (int i = 0; i < 1000; i++) {
                out.write(new byte[1 << 16]);
            }
        }
        Files.write(folder.resolve("train-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 7});
        assertRefused(() -> Idx.read(folder), images.toString(), "goes on after the 1 bytes");
    }
}
