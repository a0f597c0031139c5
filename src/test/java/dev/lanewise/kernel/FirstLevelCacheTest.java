package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstLevelCacheTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatLinuxTells() throws IOException {
        assertEquals(32 << 10, read("32K\n"));
        assertEquals(48 << 10, read("48K"));
    }

    @Test
    void isUnknownWhereNothingIsTold() throws IOException {
        assertEquals(0, read(""));
        assertEquals(0, read("1M\n"));
        assertEquals(0, read("12345678901K\n"));
        assertEquals(0, FirstLevelCache.read(folder.resolve("missing")));
        assertEquals(0, FirstLevelCache.read(folder));
    }

    private int read(String text) throws IOException {
        return FirstLevelCache.read(Files.writeString(folder.resolve("size"), text));
    }
}
