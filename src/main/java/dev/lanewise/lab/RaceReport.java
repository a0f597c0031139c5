package dev.lanewise.lab;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Facts;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Item;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Report;
import dev.lanewise.figure.Scale;
import dev.lanewise.figure.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A race as a report. */
public final class RaceReport {

    private final Race race;
    private final Race.Result result;
    private final TestFunction function;
    private final Map<Candidate, Trajectory> best;
    private final double base;
    private final boolean bounded;

    private RaceReport(Race.Result result) {
        this.result = result;
        race = result.race();
        function = race.function();
        best = result.best();
        bounded = !function.minima().isEmpty();
        base = bounded ? function.lowest() : 0;
    }

    /** Returns the report: ends, paths, values against steps; and rates against ends where several were tried. */
    public static Report of(Race.Result result) {
        return new RaceReport(result).report();
    }

    private Report report() {
        List<Report.Section> sections = new ArrayList<>();
        sections.add(new Report.Section("Where each ends", "", List.of(facts(), ends())));
        sections.add(new Report.Section("Paths", "", pictures()));
        if (result.paths().size() > best.size()) {
            sections.add(new Report.Section("Rates", "", List.of(map())));
        }
        return new Report("Race on " + function.name(), function.formula(), sections);
    }

    private Facts facts() {
        List<Facts.Fact> facts = new ArrayList<>();
        facts.add(new Facts.Fact("Start", Say.point(array(race.start()))));
        facts.add(new Facts.Fact("Steps", String.valueOf(race.steps())));
        for (TestFunction.Minimum minimum : function.minima()) {
            facts.add(new Facts.Fact(
                    minimum.global() ? "Minimum" : "Local minimum",
                    Say.number(minimum.value()) + " at " + Say.point(array(minimum.at()))));
        }
        if (race.noise() > 0) {
            facts.add(new Facts.Fact("Noise", Say.number(race.noise()) + ", seed " + race.seed()));
        }
        if (race.schedule() != null) {
            facts.add(new Facts.Fact("Schedule", String.valueOf(race.schedule())));
        }
        return new Facts(facts);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(d -> d).toArray();
    }

    private Table ends() {
        Notebook.Rows rows = new Notebook.Rows(
                "ends",
                "Ends",
                result.paths().size() > best.size() ? "Each optimizer at the rate that ended lowest." : "",
                "optimizer",
                "rate",
                "end",
                "value",
                "distance to a minimum",
                "steps to 1/1000");
        List<Candidate> sorted = new ArrayList<>(best.keySet());
        sorted.sort(Comparator.comparingDouble(c -> value(best.get(c))));
        for (Candidate candidate : sorted) {
            Trajectory path = path(candidate);
            rows.add(
                    candidate.label(),
                    Say.number(candidate.optimizer().learningRate()),
                    path.diverged() ? "diverged" : Say.point(path.end()),
                    path.diverged() ? "" : Say.number(path.value()),
                    bounded && !path.diverged() ? Say.number(away(path), 3) : "",
                    bounded ? Say.steps(first(path)) : "");
        }
        return rows.table();
    }

    private static double value(@Nullable Trajectory path) {
        return path == null || path.diverged() ? Double.POSITIVE_INFINITY : path.value();
    }

    private Trajectory path(Candidate candidate) {
        return Objects.requireNonNull(best.get(candidate));
    }

    private double away(Trajectory path) {
        double[] end = path.end();
        return TestFunction.distance(function.nearest(end), end);
    }

    /** The step from which on at most a thousandth of the first height above the lowest value is left for the first time. */
    private int first(Trajectory path) {
        double[] values = path.values();
        double goal = base + (values[0] - base) / 1000;
        for (int step = 0; step < values.length; step++) {
            if (values[step] <= goal) {
                return step;
            }
        }
        return -1;
    }

    private List<Item> pictures() {
        List<Item> items = new ArrayList<>();
        Map<String, Trajectory> named = new LinkedHashMap<>();
        best.forEach((candidate, path) -> named.put(candidate.name(), path));
        if (function.dimensions() == 2) {
            items.add(Pictures.contours("paths", "Paths on " + function.name(), function.note(), function, named));
        } else if (function.dimensions() == 1) {
            items.add(curve(named));
        }
        List<Lines.Line> values = new ArrayList<>();
        List<Lines.Line> slopes = new ArrayList<>();
        named.forEach((name, path) -> {
            double[] above = Arrays.stream(path.values()).map(v -> v - base).toArray();
            values.add(Pictures.bySteps(name, above, 0));
            slopes.add(Pictures.bySteps(name, norms(path), 0));
        });
        Axis height = bounded ? Axis.log(base == 0 ? "f" : "f above its minimum") : Axis.of("f");
        items.add(new Lines("values", "Value against step", "", Axis.of("step"), height, values));
        items.add(new Lines(
                "slopes", "Norm of the exact gradient against step", "", Axis.of("step"), Axis.log("norm"), slopes));
        return items;
    }

    private Lines curve(Map<String, Trajectory> named) {
        TestFunction.Range range = function.range();
        List<Lines.Line> lines = new ArrayList<>();
        lines.add(Pictures.curve("f", range.xLow(), range.xHigh(), w -> function.value(w)));
        named.forEach((name, path) -> lines.add(Pictures.visited(name, function, path, path.steps() + 1)));
        return new Lines("paths", "Places visited", function.note(), Axis.of("w"), Axis.of("f"), lines);
    }

    private double[] norms(Trajectory path) {
        double[] norms = new double[path.steps() + 1];
        for (int i = 0; i < function.dimensions(); i++) {
            double[] g = path.gradient(i);
            for (int step = 0; step < norms.length; step++) {
                norms[step] += g[step] * g[step];
            }
        }
        return Arrays.stream(norms).map(Math::sqrt).toArray();
    }

    private HeatMap map() {
        Set<Double> rates = new LinkedHashSet<>();
        result.paths().keySet().forEach(c -> rates.add(c.optimizer().learningRate()));
        List<Double> columns = rates.stream().sorted().toList();
        List<String> rows = best.keySet().stream().map(Candidate::label).toList();
        double[][] values = new double[rows.size()][columns.size()];
        List<HeatMap.Cell> marks = new ArrayList<>();
        for (double[] row : values) {
            Arrays.fill(row, Double.NaN);
        }
        result.paths().forEach((candidate, path) -> {
            int row = rows.indexOf(candidate.label());
            int column = columns.indexOf(candidate.optimizer().learningRate());
            values[row][column] = path.diverged() ? Double.NaN : path.value() - base;
            if (best.containsKey(candidate) && !path.diverged()) {
                marks.add(new HeatMap.Cell(row, column));
            }
        });
        return new HeatMap(
                "rates",
                "Value at the end, by optimizer and rate",
                "Empty where the path diverged. The best rate of each optimizer is marked.",
                Axis.log("rate"),
                Axis.of("optimizer"),
                new Axis(base == 0 ? "f" : "f above its minimum", "", bounded ? Scale.LOGARITHMIC : Scale.LINEAR),
                columns.stream().map(Say::number).toList(),
                rows,
                values,
                marks);
    }
}
