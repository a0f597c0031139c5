package dev.lanewise.kernel;

import dev.lanewise.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The size of the CPU's first-level data cache: system property {@code lanewise.firstLevelCache}, in KiB, or else what the operating system tells. It changes no result. */
final class FirstLevelCache {

    /** As Linux describes the first cache of a core, which is its first-level data cache on all that it runs on. */
    private static final Path LINUX = Path.of("/sys/devices/system/cpu/cpu0/cache/index0");

    static final String PROPERTY = "lanewise.firstLevelCache";

    /** Bytes; 0 if unknown. */
    static final int BYTES = choose(System.getProperty(PROPERTY, ""));

    private FirstLevelCache() {}

    /** Bytes for such a property, empty if it is not set. */
    static int choose(String kib) {
        if (kib.isEmpty()) {
            return read(LINUX);
        }
        int bytes = bytes(kib);
        if (bytes == 0) {
            throw new UserException("First-level cache '" + kib + "' is not possible: " + PROPERTY
                    + " is its size in KiB, or left out for what the system tells.");
        }
        return bytes;
    }

    /** Bytes of the cache that such a folder describes; 0 if it does not, or if that is not a data cache of the first level. */
    static int read(Path folder) {
        try {
            String size = line(folder, "size");
            boolean data =
                    line(folder, "level").equals("1") && line(folder, "type").equals("Data");
            return data && size.endsWith("K") ? bytes(size.substring(0, size.length() - 1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Bytes of so many KiB, at most a million; 0 if that is no number. */
    private static int bytes(String kib) {
        try {
            int size = Integer.parseInt(kib);
            return size > 0 && size < 1_000_000 ? size * 1024 : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String line(Path folder, String file) throws IOException {
        return Files.readString(folder.resolve(file)).strip();
    }
}
