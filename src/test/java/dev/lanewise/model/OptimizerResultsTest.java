package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.BundledData;
import dev.lanewise.data.Table;
import dev.lanewise.optim.Optimizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every optimizer trains to a sensible result with its defaults. */
@Tag("slow")
class OptimizerResultsTest {

    private static final Map<String, Table> TABLES = new ConcurrentHashMap<>();

    private static ModelTrainer trainer(String name, String optimizer) {
        BundledData bundled = BundledData.find(name).orElseThrow();
        return ModelTrainer.on(TABLES.computeIfAbsent(name, any -> bundled.table()))
                .target(bundled.target())
                .optimizer(Optimizers.parse(optimizer, Map.of()));
    }

    private static double score(ModelTrainer trainer) {
        return Objects.requireNonNull(trainer.train().test()).score();
    }

    /** In the very figures of the page. */
    @Test
    void concreteIsLearntAsThePageSays() throws IOException {
        String page = Files.readString(Path.of("docs/optimizers.md"));
        for (String label : Optimizers.names()) {
            double score = score(trainer("concrete", label));
            assertTrue(score > 0.88, label + " reaches " + score);
            Matcher row = Pattern.compile("\\| " + label + " \\| [0-9.]+ \\| ([0-9.]+) \\|")
                    .matcher(page);
            assertTrue(row.find(), label + " has no row of results");
            String measured = String.format(Locale.ROOT, "%.4f", score);
            assertEquals(row.group(1), measured, label + "; docs/measure-optimizers measures anew");
        }
    }

    /** In a tenth of the epochs; Rprop's are single steps. */
    @Test
    void digitsAreLearnt() {
        for (String label : Optimizers.names()) {
            double score = score(trainer("digits", label).epochs(label.equals("rprop") ? 80 : 15));
            assertTrue(score > 0.93, label + " reaches " + score);
        }
    }
}
