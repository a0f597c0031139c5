package dev.lanewise.lab;

import dev.lanewise.figure.Claim;
import dev.lanewise.figure.Item;
import dev.lanewise.figure.Report;
import dev.lanewise.figure.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a study notes down: claims with their evidence, measured figures, and sections of pictures and tables. */
final class Notebook {

    private final List<Claim> claims = new ArrayList<>();
    private final List<Report.Section> sections = new ArrayList<>();
    private final Map<String, Double> numbers = new LinkedHashMap<>();

    /** Notes a measured figure and returns it. */
    double number(String name, double value) {
        if (numbers.put(name, value) != null) {
            throw new IllegalArgumentException("two figures are named " + name);
        }
        return value;
    }

    /** Returns a figure that was noted. */
    double read(String name) {
        return Objects.requireNonNull(numbers.get(name), name);
    }

    /** Notes a claim. */
    void claim(String claim, boolean held, String evidence) {
        claims.add(new Claim(claim, held, evidence));
    }

    /** Notes what an experiment showed. */
    void section(String title, String text, Item... items) {
        sections.add(new Report.Section(title, text, List.of(items)));
    }

    Study.Result result(String name, String question) {
        List<Report.Section> all = new ArrayList<>();
        all.add(new Report.Section("Claims", "", List.copyOf(claims)));
        all.addAll(sections);
        return new Study.Result(new Report("Study: " + name, question, all), claims, numbers);
    }

    /** Rows of a table, one by one. */
    static final class Rows {
        private final String id;
        private final String title;
        private final String note;
        private final List<String> columns;
        private final List<List<String>> rows = new ArrayList<>();

        Rows(String id, String title, String note, String... columns) {
            this.id = id;
            this.title = title;
            this.note = note;
            this.columns = List.of(columns);
        }

        Rows add(String... cells) {
            rows.add(List.of(cells));
            return this;
        }

        Table table() {
            return new Table(id, title, note, columns, rows);
        }
    }
}
