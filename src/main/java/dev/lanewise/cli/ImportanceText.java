package dev.lanewise.cli;

import dev.lanewise.model.Importance;
import tools.jackson.core.JsonGenerator;

/** The importance of columns, for people and as JSON. */
final class ImportanceText {

    private static final int MOST_LINES = 30;

    private ImportanceText() {}

    static void print(Console console, Importance importance) {
        console.out.println();
        TextTable table = new TextTable(1, "Column", "Drop of " + importance.score(), "Deviation");
        importance.columns().stream()
                .limit(MOST_LINES)
                .forEach(c -> table.add(c.name(), Text.share(c.drop()), Text.share(c.deviation())));
        table.print(console.out, console.style);
        int measured = importance.columns().size();
        String some = importance.rows() < importance.ofRows()
                ? Text.count(importance.rows()) + " of " + Text.count(importance.ofRows(), "row", "rows")
                : Text.count(importance.rows(), "row", "rows");
        console.out.println("(" + importance.repeats() + " permutations of each column on " + some
                + (measured < importance.ofColumns()
                        ? "; of " + Text.count(importance.ofColumns()) + " columns the " + measured
                                + " that move the predictions of a few rows most"
                        : "")
                + (measured > MOST_LINES ? "; the " + MOST_LINES + " most important, --json has all" : "") + ")");
    }

    static void write(JsonGenerator json, Importance importance) {
        json.writeObjectPropertyStart("importance");
        json.writeStringProperty("score", importance.score());
        JsonFile.number(json, "whole", importance.whole());
        json.writeNumberProperty("rows", importance.rows());
        json.writeNumberProperty("repeats", importance.repeats());
        json.writeArrayPropertyStart("columns");
        for (Importance.Column column : importance.columns()) {
            json.writeStartObject();
            json.writeStringProperty("name", column.name());
            JsonFile.number(json, "drop", column.drop());
            JsonFile.number(json, "deviation", column.deviation());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
