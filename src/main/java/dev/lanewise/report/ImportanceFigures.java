package dev.lanewise.report;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Bars;
import dev.lanewise.figure.Digits;
import dev.lanewise.figure.Item;
import dev.lanewise.figure.Table;
import dev.lanewise.model.Importance;
import java.util.ArrayList;
import java.util.List;

/** What a model leans on. */
final class ImportanceFigures {

    private static final int MOST_BARS = 30;
    private static final int MOST_LINES = 200;

    private ImportanceFigures() {}

    static List<Item> of(Importance importance) {
        List<Importance.Column> columns = importance.columns();
        List<Importance.Column> shown = columns.subList(0, Math.min(MOST_BARS, columns.size()));
        List<Item> items = new ArrayList<>();
        items.add(new Bars(
                "importance",
                "Permutation importance",
                note(importance, shown.size()),
                Axis.of("drop of the " + importance.score()),
                Axis.of("column"),
                shown.stream().map(Importance.Column::name).toList(),
                shown.stream().mapToDouble(Importance.Column::drop).toArray(),
                shown.stream().mapToDouble(Importance.Column::deviation).toArray()));
        if (shown.size() < columns.size()) {
            items.add(table(importance));
        }
        return items;
    }

    private static Table table(Importance importance) {
        List<List<String>> lines = importance.columns().stream()
                .limit(MOST_LINES)
                .map(c -> List.of(c.name(), Digits.share(c.drop()), Digits.share(c.deviation())))
                .toList();
        return new Table(
                "importances",
                "Importance of more columns",
                "",
                List.of("column", "drop of the " + importance.score(), "deviation"),
                lines);
    }

    private static String note(Importance i, int shown) {
        int measured = i.columns().size();
        return "By how much the " + i.score() + " of " + Digits.share(i.whole())
                + " drops when a column's cells are dealt out anew among the rows; mean and standard deviation of "
                + i.repeats() + " permutations. Columns that tell the same share what they are worth."
                + (i.rows() < i.ofRows()
                        ? " On " + Digits.count(i.rows()) + " of the " + Digits.count(i.ofRows())
                                + " rows, drawn by chance."
                        : "")
                + (measured < i.ofColumns()
                        ? " Of " + Digits.count(i.ofColumns()) + " columns those " + measured
                                + " that move the predictions of a few rows most."
                        : "")
                + (shown < measured ? " The " + shown + " most important." : "");
    }
}
