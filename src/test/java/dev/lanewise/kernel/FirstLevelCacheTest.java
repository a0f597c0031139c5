package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.core.UserException;
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
        assertEquals(32 << 10, read("32K\n", "1\n", "Data\n"));
        assertEquals(48 << 10, read("48K", "1", "Data"));
    }

    @Test
    void isUnknownWhereNothingIsTold() throws IOException {
        assertEquals(0, FirstLevelCache.read(folder));
        assertEquals(0, read("", "1", "Data"));
        assertEquals(0, read("1M\n", "1", "Data"));
        assertEquals(0, read("12345678901K\n", "1", "Data"));
        assertEquals(0, read("32K\n", "2", "Data"));
        assertEquals(0, read("32K\n", "1", "Instruction"));
    }

    /** The tests set it, so that both depths of copied panels are tested on every machine. */
    @Test
    void aPropertyOverridesIt() {
        String kib = System.getProperty(FirstLevelCache.PROPERTY, "");
        assumeTrue(!kib.isEmpty(), "started without the property");
        assertEquals(Integer.parseInt(kib) * 1024, FirstLevelCache.BYTES);
        assertEquals(64 << 10, FirstLevelCache.choose("64"));
        assertTrue(FirstLevelCache.choose("") >= 0);
        UserException e = assertThrows(UserException.class, () -> FirstLevelCache.choose("32K"));
        assertEquals(
                "First-level cache '32K' is not possible: lanewise.firstLevelCache is its size in KiB, or left out for what the system tells.",
                e.getMessage());
    }

    private int read(String size, String level, String type) throws IOException {
        Files.writeString(folder.resolve("size"), size);
        Files.writeString(folder.resolve("level"), level);
        Files.writeString(folder.resolve("type"), type);
        return FirstLevelCache.read(folder);
    }
}
