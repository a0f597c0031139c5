package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.model.Model;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model of a long training is written somewhere, whatever has become of the place that was asked for. */
final class KeptModel {

    private KeptModel() {}

    /**
     * Writes a model into a file, or else into the current folder or the system's for temporary files.
     *
     * @return null, or what to tell in the end where the file could not be written
     */
    static @Nullable UserException save(Model model, Path file) {
        try {
            model.save(file);
            return null;
        } catch (UserException e) {
            String name = "lanewise-" + ProcessHandle.current().pid() + ".safetensors";
            for (String folder : List.of("", System.getProperty("java.io.tmpdir", ""))) {
                Path other = Path.of(folder, name);
                try {
                    model.save(other);
                    return new UserException(e.getMessage() + " The model is in " + other + " instead.", e);
                } catch (UserException again) {
                    e.addSuppressed(again);
                }
            }
            return e;
        }
    }
}
