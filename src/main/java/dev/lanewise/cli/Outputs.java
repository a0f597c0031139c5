package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that a command writes: no two of them are one. */
final class Outputs {

    private final Map<Path, String> files = new LinkedHashMap<>();

    /**
     * Notes a file.
     *
     * @param option the option that names it
     * @param path the file, or null where the option was not given
     * @throws UserException where another option names the same file
     */
    Outputs add(String option, @Nullable Path path) {
        // What is there and no regular file, such as /dev/null, takes several.
        if (path == null || (Files.exists(path) && !Files.isRegularFile(path))) {
            return this;
        }
        String other = files.putIfAbsent(real(path), option);
        if (other != null) {
            throw new UserException(
                    option + " " + path + ": " + other + " writes to this file, too. Choose two different names.");
        }
        return this;
    }

    /** Notes the file of {@code --json}, unless it is standard output. */
    Outputs addJson(@Nullable String json) {
        return json == null || json.equals("-") ? this : add("--json", Path.of(json));
    }

    /**
     * Notes a folder of charts, whose names are known only when they are drawn; what was noted before must not be among them.
     *
     * @param option the option that names the folder
     * @param folder the folder, or null where the option was not given
     * @param ending what the charts' names end in
     * @throws UserException where another option names a file of this ending in the folder
     */
    Outputs addCharts(String option, @Nullable Path folder, String ending) {
        if (folder == null) {
            return this;
        }
        Path place = real(folder);
        files.forEach((file, other) -> {
            if (place.equals(file.getParent()) && file.toString().endsWith(ending)) {
                throw new UserException(other + " " + file + ": " + option + " writes " + ending
                        + " files into this folder, and could write this one, too. Choose another name or folder.");
            }
        });
        return this;
    }

    private static Path real(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        Path folder = whole.getParent();
        Path name = whole.getFileName();
        try {
            if (Files.exists(path)) {
                return path.toRealPath();
            }
            return folder == null || name == null ? whole : folder.toRealPath().resolve(name);
        } catch (IOException e) {
            return whole;
        }
    }
}
