package dev.lanewise.cli;

import dev.lanewise.data.Table;
import dev.lanewise.model.Model;

/** Tells a model's own data from other data. */
final class SeenRows {

    private SeenRows() {}

    /** Whether a table is the one that a model was trained on, by its fingerprint. */
    static boolean isOwn(Model model, Table table) {
        return table.fingerprint().equals(model.provenance().get("data.fingerprint"));
    }

    /** Warns of figures that flatter a model. */
    static void warn(Console console, Model model, Table table) {
        if (isOwn(model, table)) {
            console.message(
                    table.source()
                            + " is the data that the model was trained on: its training saw most of these rows, so that the figures flatter it.");
        }
    }
}
