package dev.lanewise.report;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Claim;
import dev.lanewise.figure.Contours;
import dev.lanewise.figure.Facts;
import dev.lanewise.figure.Figure;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Report;
import dev.lanewise.figure.Table;
import java.util.ArrayList;
import java.util.List;

/** Reports of what is rare. */
final class EdgeReports {

    private EdgeReports() {}

    /** Figures of what is rare: constants, small ranges, paths that end at once, cells of four digits. */
    static Report edges() {
        double[] places = new double[21];
        double[][] ramp = new double[21][21];
        double[][] half = new double[21][21];
        for (int i = 0; i < 21; i++) {
            places[i] = i / 20.0;
        }
        for (int r = 0; r < 21; r++) {
            for (int c = 0; c < 21; c++) {
                ramp[r][c] = places[c];
                half[r][c] = 0.5 + 1e-7 * Wave.at(r, c);
            }
        }
        List<Contours.Level> level = List.of(new Contours.Level("one half", 0.45));
        Contours.Path gone = new Contours.Path(
                "momentum", new double[] {0.5}, new double[] {0.5}, new double[] {3}, "diverged at step 1");
        List<Contours.Mark> corners = List.of(
                new Contours.Mark("1", 0.1, 0.1, Contours.Kind.POSITIVE),
                new Contours.Mark("0", 0.9, 0.9, Contours.Kind.NEGATIVE));
        Axis x = Axis.of("x");
        Axis y = Axis.of("y");
        Axis p = Axis.of("probability");
        Figure ramped = new Contours(
                "ramp", "Ramp", "", x, y, p, new Contours.Grid(places, places, ramp), level, List.of(), corners);
        Figure constant = new Contours(
                "constant",
                "Constant",
                "",
                x,
                y,
                p,
                new Contours.Grid(places, places, half),
                level,
                List.of(gone),
                corners);
        double[] steps = {0, 1, 2, 3};
        Figure flat = new Lines(
                "flat",
                "Nearly constant",
                "",
                Axis.of("step"),
                Axis.log("loss"),
                List.of(
                        Lines.Line.of("adam", steps, new double[] {0.69, 0.6905, 0.691, 0.6912}),
                        Lines.Line.of("momentum", steps, new double[] {0.6901, 0.6903, 0.6911, 0.691})));
        Figure noise = new Lines(
                "noise",
                "Rounding",
                "",
                Axis.of("step"),
                Axis.log("loss"),
                List.of(Lines.Line.of("momentum", steps, new double[] {0.6931471, 0.6931472, 0.6931471, 0.6931472})));
        double[][] cells = new double[4][9];
        for (double[] row : cells) {
            for (int c = 0; c < 9; c++) {
                row[c] = 1000 + 111 * c;
            }
        }
        Figure map = new HeatMap(
                "steps",
                "Steps",
                "",
                Axis.log("rate"),
                Axis.of("rule"),
                Axis.log("steps to converge"),
                List.of("0.0001", "0.0003", "0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1"),
                List.of("sgd", "momentum", "rmsprop", "adam"),
                cells,
                List.of());
        List<String> starts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            starts.add(String.valueOf(i));
        }
        Figure high = new HeatMap(
                "high",
                "Many rows",
                "",
                Axis.of("beta"),
                Axis.of("start"),
                Axis.of("minimum"),
                List.of("0", "0.5"),
                starts,
                new double[40][2],
                List.of());
        return new Report(
                "Edges",
                "",
                List.of(
                        new Report.Section("Fields", "A text.", List.of(ramped, constant)),
                        new Report.Section("Curves", "A text.", List.of(flat, noise)),
                        new Report.Section(
                                "Cells",
                                "A text.",
                                List.of(
                                        new Facts(List.of(
                                                new Facts.Fact("version", "0.1.0-SNAPSHOT"),
                                                new Facts.Fact("fingerprint", "7c72dae4"))),
                                        new Facts(List.of(
                                                new Facts.Fact("rows", "1,234,567,890"),
                                                new Facts.Fact("accuracy", "0.9667"))),
                                        map,
                                        high))));
    }

    /** Three claims, and a map and a table of 22 rows each, as a sweep over rules has them. */
    static Report sweep() {
        List<String> rules = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            rules.add("rule " + i);
            rows.add(List.of("rule " + i, "0.1"));
        }
        Figure map = new HeatMap(
                "sweep",
                "Losses",
                "Empty where a training diverged.",
                Axis.log("rate"),
                Axis.of("rule"),
                Axis.of("loss"),
                List.of("0.001", "0.01", "0.1"),
                rules,
                new double[22][3],
                List.of());
        Claim claim = new Claim("A claim of one line", true, "its evidence");
        return new Report(
                "Sweep",
                "",
                List.of(
                        new Report.Section("Claims", "", List.of(claim, claim, claim)),
                        new Report.Section(
                                "The sweep",
                                "A text.",
                                List.of(map, new Table("table", "Best", "", List.of("rule", "rate"), rows)))));
    }

    /** One path along a diagonal, whose value at each point is the number of the step. */
    static Report longPath(int points) {
        double[] at = new double[points];
        double[] value = new double[points];
        for (int i = 0; i < points; i++) {
            at[i] = (double) i / (points - 1);
            value[i] = i;
        }
        double[] ends = {0, 1};
        Figure figure = new Contours(
                "long",
                "A long path",
                "",
                Axis.of("x"),
                Axis.of("y"),
                Axis.of("f"),
                new Contours.Grid(ends, ends, new double[][] {{0, 1}, {1, 2}}),
                List.of(),
                List.of(new Contours.Path("path", at, at, value)),
                List.of());
        return new Report("Long", "", List.of(new Report.Section("Paths", "", List.of(figure))));
    }
}
