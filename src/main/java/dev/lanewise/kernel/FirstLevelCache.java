package dev.lanewise.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size of the CPU's first-level data cache, where the operating system tells it. */
final class FirstLevelCache {

    /** As Linux describes the caches of a core, the data cache of the first level before the others. */
    private static final Path LINUX = Path.of("/sys/devices/system/cpu/cpu0/cache/index0/size");

    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})K\\s*");

    /** Bytes; 0 if unknown. */
    static final int BYTES = read(LINUX);

    private FirstLevelCache() {}

    static int read(Path file) {
        try {
            Matcher size = SIZE.matcher(Files.readString(file));
            return size.matches() ? Integer.parseInt(size.group(1)) * 1024 : 0;
        } catch (IOException | SecurityException e) {
            return 0;
        }
    }
}
