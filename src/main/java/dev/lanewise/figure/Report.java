package dev.lanewise.figure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a report says, from top to bottom.
 *
 * @param title heading of the whole; not blank
 * @param subtitle one line below it; may be empty
 * @param sections its parts; ids of figures and tables are unique across them
 */
public record Report(String title, String subtitle, List<Section> sections) {

    /** Checks and copies. */
    public Report {
        Checks.title("A report", title);
        sections = List.copyOf(sections);
        Set<String> ids = new LinkedHashSet<>();
        for (Section section : sections) {
            for (Item item : section.items) {
                String id = switch (item) {
                    case Figure figure -> figure.id();
                    case Table table -> table.id();
                    case Facts facts -> "";
                    case Claim claim -> "";
                };
                Checks.require(id.isEmpty() || ids.add(id), "Two items of a report have the id '" + id + "'.");
            }
        }
    }

    /** Returns the figures of all sections, in order. */
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (Section section : sections) {
            for (Item item : section.items) {
                if (item instanceof Figure figure) {
                    figures.add(figure);
                }
            }
        }
        return figures;
    }

    /**
     * A part of a report.
     *
     * @param title heading; not blank
     * @param text a paragraph below it; may be empty
     * @param items what it shows
     */
    public record Section(String title, String text, List<Item> items) {

        /** Checks and copies. */
        public Section {
            Checks.title("A section", title);
            items = List.copyOf(items);
        }
    }
}
