package dev.lanewise.figure;

import java.util.List;

/**
 * How often a class was predicted as which.
 *
 * @param id see {@link Figure#id}
 * @param title see {@link Figure#title}
 * @param note see {@link Figure#note}
 * @param classes names of the classes
 * @param counts {@code [right class][predicted class]}
 */
public record ConfusionMatrix(String id, String title, String note, List<String> classes, long[][] counts)
        implements Figure {

    /** Checks and copies. */
    public ConfusionMatrix {
        Checks.figure(id, title);
        classes = List.copyOf(classes);
        Checks.length("The rows of '" + id + "'", counts.length, classes.size());
        for (long[] row : counts) {
            Checks.length("A row of '" + id + "'", row.length, classes.size());
        }
        counts = Checks.copy(counts);
    }
}
