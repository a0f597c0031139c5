package dev.lanewise.cli;

import dev.lanewise.figure.Claim;
import dev.lanewise.figure.Facts.Fact;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Item;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Report;
import dev.lanewise.figure.Scale;
import dev.lanewise.figure.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A report in characters: claims, facts and tables in full, lines and heat maps as small plots; contours are left to the report file. */
final class ReportText {

    private static final int HEIGHT = 12;
    private static final int MOST_ROWS = 40;
    private static final String INK = "*o+x#@%&abcdefghijklmnopqrstuvwyz";

    private final Console console;

    ReportText(Console console) {
        this.console = console;
    }

    void print(Report report) {
        console.out.println(
                console.style.label(report.title()) + (report.subtitle().isEmpty() ? "" : ". " + report.subtitle()));
        for (Report.Section section : report.sections()) {
            console.out.println();
            boolean claims = section.items().stream().allMatch(Claim.class::isInstance);
            if (!claims || section.items().isEmpty()) {
                console.out.println(console.style.label(section.title()));
                wrapped(section.text(), "");
            }
            section.items().forEach(this::print);
        }
    }

    private void print(Item item) {
        switch (item) {
            case Claim claim -> print(claim);
            case dev.lanewise.figure.Facts facts -> {
                Facts text = new Facts(console);
                for (Fact fact : facts.facts()) {
                    text.add(fact.label(), fact.value());
                }
            }
            case Table table -> print(table);
            case Lines lines -> print(lines);
            case HeatMap map -> print(map);
            default -> {}
        }
    }

    private void wrapped(String text, String indent) {
        if (!text.isEmpty()) {
            Text.wrap(text, Math.max(24, console.width - indent.length()))
                    .forEach(line -> console.out.println(indent + line));
        }
    }

    private void print(Claim claim) {
        String verdict = claim.held() ? "held    " : "FAILED  ";
        List<String> lines = Text.wrap(claim.claim(), Math.max(24, console.width - 8));
        for (int i = 0; i < lines.size(); i++) {
            console.out.println((i == 0 ? console.style.label(verdict) : "        ") + lines.get(i));
        }
        wrapped(claim.evidence(), "        ");
    }

    private void print(Table table) {
        console.out.println();
        wrapped(table.title() + (table.note().isEmpty() ? "" : ". " + table.note()), "");
        int left = 0;
        while (left < table.columns().size() && !numbers(table, left)) {
            left++;
        }
        TextTable text = new TextTable(left, table.columns().toArray(String[]::new));
        table.rows().stream().limit(MOST_ROWS).forEach(text::add);
        text.print(console.out, console.style);
        int hidden = table.rows().size() - MOST_ROWS;
        if (hidden > 0) {
            console.out.println(console.style.faint("and " + Text.count(hidden, "more row", "more rows")));
        }
    }

    private static boolean numbers(Table table, int column) {
        return table.rows().stream().allMatch(row -> row.get(column).matches("-?[0-9.,e-]*"));
    }

    private void print(Lines figure) {
        boolean logX = figure.x().scale() == Scale.LOGARITHMIC;
        boolean logY = figure.y().scale() == Scale.LOGARITHMIC;
        double[] xs = range(figure.lines().stream().map(Lines.Line::x).toList(), logX);
        double[] ys = range(figure.lines().stream().map(Lines.Line::y).toList(), logY);
        if (figure.lines().isEmpty() || figure.lines().size() > INK.length() || !(xs[0] < xs[1] && ys[0] < ys[1])) {
            return;
        }
        char[][] cells = new char[HEIGHT][TextPlot.columns(console.width)];
        for (char[] row : cells) {
            Arrays.fill(row, ' ');
        }
        for (int l : order(figure)) {
            Lines.Line line = figure.lines().get(l);
            for (int i = 0; i < line.x().length; i++) {
                double x = scaled(line.x()[i], logX);
                double y = scaled(line.y()[i], logY);
                if (Double.isFinite(x) && Double.isFinite(y)) {
                    int column = (int) Math.round((x - xs[0]) / (xs[1] - xs[0]) * (cells[0].length - 1));
                    int row = (int) Math.round((ys[1] - y) / (ys[1] - ys[0]) * (HEIGHT - 1));
                    cells[row][column] = INK.charAt(l);
                }
            }
        }
        print(figure, cells, xs, ys);
    }

    private void print(Lines figure, char[][] cells, double[] xs, double[] ys) {
        boolean logX = figure.x().scale() == Scale.LOGARITHMIC;
        boolean logY = figure.y().scale() == Scale.LOGARITHMIC;
        console.out.println();
        List<String> legend = new ArrayList<>();
        for (int l = 0; l < figure.lines().size(); l++) {
            legend.add(INK.charAt(l) + " " + figure.lines().get(l).name());
        }
        wrapped(
                figure.title() + " (" + figure.y().label() + (logY ? ", logarithmic" : "") + "): "
                        + String.join(", ", legend),
                "");
        for (int r = 0; r < HEIGHT; r++) {
            double value = ys[1] - (ys[1] - ys[0]) * r / (HEIGHT - 1);
            boolean labelled = r == 0 || r == HEIGHT - 1 || r == HEIGHT / 2;
            String label = labelled ? Text.figure(logY ? StrictMath.pow(10, value) : value) : "";
            console.out.println((" ".repeat(Math.max(0, 11 - label.length())) + label + " |" + new String(cells[r]))
                    .stripTrailing());
        }
        String from = Text.brief(logX ? StrictMath.pow(10, xs[0]) : xs[0]);
        String to = figure.x().label() + " " + Text.brief(logX ? StrictMath.pow(10, xs[1]) : xs[1]);
        console.out.println(" ".repeat(12) + "+" + "-".repeat(cells[0].length));
        console.out.println(
                " ".repeat(13) + from + " ".repeat(Math.max(1, cells[0].length - from.length() - to.length())) + to);
    }

    /** Points over lines, first ones over later ones. */
    private static int[] order(Lines figure) {
        int last = figure.lines().size() - 1;
        return IntStream.concat(
                        IntStream.rangeClosed(0, last).map(i -> last - i).filter(i -> !points(figure, i)),
                        IntStream.rangeClosed(0, last).map(i -> last - i).filter(i -> points(figure, i)))
                .toArray();
    }

    private static boolean points(Lines figure, int line) {
        return figure.lines().get(line).style() == Lines.Style.POINTS;
    }

    private static double scaled(double value, boolean log) {
        return log ? (value > 0 ? StrictMath.log10(value) : Double.NaN) : value;
    }

    private static double[] range(List<double[]> all, boolean log) {
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (double[] values : all) {
            for (double value : values) {
                double scaled = scaled(value, log);
                if (Double.isFinite(scaled)) {
                    range[0] = Math.min(range[0], scaled);
                    range[1] = Math.max(range[1], scaled);
                }
            }
        }
        return range;
    }

    private void print(HeatMap map) {
        console.out.println();
        wrapped(
                map.title() + " (rows " + map.y().name() + ", columns "
                        + map.x().name() + ")" + (map.note().isEmpty() ? "" : ". " + map.note()),
                "");
        List<String> header = new ArrayList<>(List.of(""));
        header.addAll(map.columns());
        TextTable text = new TextTable(1, header.toArray(String[]::new));
        for (int r = 0; r < map.rows().size(); r++) {
            List<String> cells = new ArrayList<>(List.of(map.rows().get(r)));
            for (int c = 0; c < map.columns().size(); c++) {
                double value = map.values()[r][c];
                boolean marked = map.best().contains(new HeatMap.Cell(r, c));
                cells.add(Double.isFinite(value) ? (marked ? "*" : "") + Text.brief(value) : ".");
            }
            text.add(cells);
        }
        text.print(console.out, console.style);
    }
}
