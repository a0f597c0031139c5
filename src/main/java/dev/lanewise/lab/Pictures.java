package dev.lanewise.lab;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Contours;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Scale;
import dev.lanewise.lab.TestFunction.Minimum;
import dev.lanewise.lab.TestFunction.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Functions and paths as figures. */
final class Pictures {

    /** Places along each axis of a picture. */
    private static final int PLACES = 81;

    private Pictures() {}

    /** Returns the lowest cells of each row of a table; several where they are equal, none where no value of the row is finite. */
    static List<HeatMap.Cell> lowest(double[][] values) {
        List<HeatMap.Cell> cells = new ArrayList<>();
        for (int r = 0; r < values.length; r++) {
            double least =
                    Arrays.stream(values[r]).filter(Double::isFinite).min().orElse(Double.NaN);
            for (int c = 0; c < values[r].length; c++) {
                if (values[r][c] == least) {
                    cells.add(new HeatMap.Cell(r, c));
                }
            }
        }
        return cells;
    }

    /** A function of two weights with paths; values are shown above the lowest known one where there is one. */
    static Contours contours(
            String id, String title, String note, TestFunction function, Map<String, Trajectory> paths) {
        double base = function.minima().isEmpty() ? 0 : function.lowest();
        String above = base == 0 ? "f" : "f above its minimum";
        Range range = function.range();
        double[] xs = between(range.xLow(), range.xHigh(), PLACES);
        double[] ys = between(range.yLow(), range.yHigh(), PLACES);
        double[][] values = new double[PLACES][PLACES];
        for (int r = 0; r < PLACES; r++) {
            for (int c = 0; c < PLACES; c++) {
                values[r][c] = function.value(xs[c], ys[r]) - base;
            }
        }
        List<Contours.Path> drawn = new ArrayList<>();
        paths.forEach((name, path) -> drawn.add(path(name, path, range, base)));
        Scale scale = function.minima().isEmpty() ? Scale.LINEAR : Scale.LOGARITHMIC;
        return new Contours(
                id,
                title,
                note,
                Axis.of("x"),
                Axis.of("y"),
                new Axis(above, "", scale),
                new Contours.Grid(xs, ys, values),
                List.of(),
                drawn,
                marks(function, paths));
    }

    private static List<Contours.Mark> marks(TestFunction function, Map<String, Trajectory> paths) {
        List<Contours.Mark> marks = new ArrayList<>();
        for (Minimum minimum : function.minima()) {
            marks.add(new Contours.Mark(
                    minimum.global() ? "minimum" : "local minimum",
                    minimum.at().get(0),
                    minimum.at().get(1),
                    Contours.Kind.MINIMUM));
        }
        if (!paths.isEmpty()) {
            double[] start = paths.values().iterator().next().point(0);
            marks.add(new Contours.Mark("start", start[0], start[1], Contours.Kind.START));
        }
        return marks;
    }

    /** A path as far as it is near the picture: what leaves it by more than its width does not come back into view. */
    private static Contours.Path path(String name, Trajectory path, Range range, double base) {
        double[] x = path.weight(0);
        double[] y = path.weight(1);
        double width = range.xHigh() - range.xLow();
        double height = range.yHigh() - range.yLow();
        int count = 0;
        while (count < x.length
                && Math.abs(x[count] - (range.xLow() + range.xHigh()) / 2) < 1.5 * width
                && Math.abs(y[count] - (range.yLow() + range.yHigh()) / 2) < 1.5 * height) {
            count++;
        }
        // Every step: a report thins long paths by itself, and keeps the numbers of the steps.
        int end = Math.max(1, count);
        double[] values =
                Arrays.stream(path.values()).limit(end).map(v -> v - base).toArray();
        List<String> fate = new ArrayList<>();
        if (count < x.length) {
            fate.add("left the picture at step " + count);
        }
        if (path.diverged()) {
            fate.add("diverged at step " + (path.steps() + 1));
        }
        return new Contours.Path(name, Arrays.copyOf(x, end), Arrays.copyOf(y, end), values, String.join(", ", fate));
    }

    /** A line of values against steps, from step {@code first} on; a report thins it where it is long. */
    static Lines.Line bySteps(String name, double[] values, int first) {
        double[] x = new double[values.length];
        Arrays.setAll(x, i -> first + i);
        return Lines.Line.of(name, x, values);
    }

    /** A line of a function of one number. */
    static Lines.Line curve(String name, double low, double high, DoubleUnaryOperator f) {
        double[] x = between(low, high, 241);
        return Lines.Line.of(name, x, Arrays.stream(x).map(f).toArray());
    }

    /** Points on a curve of one weight, from the left to the right. */
    static Lines.Line visited(String name, TestFunction function, Trajectory path, int steps) {
        double[] x = Arrays.stream(path.weight(0))
                .limit(steps)
                .filter(w ->
                        w >= function.range().xLow() && w <= function.range().xHigh())
                .sorted()
                .toArray();
        return Lines.Line.of(
                        name, x, Arrays.stream(x).map(w -> function.value(w)).toArray())
                .with(Lines.Style.POINTS);
    }

    /**
     * The answers of a network to inputs around the four corners of the unit square, with the corners and the line where it says one half.
     *
     * @param note what to see
     * @param value what the answers are
     * @param right right answer, 0 or 1, of (0, 0), (0, 1), (1, 0) and (1, 1)
     * @param answer the network
     */
    static Contours answers(
            String id, String title, String note, String value, float[] right, DoubleBinaryOperator answer) {
        double[] places = between(-0.5, 1.5, 41);
        double[][] values = new double[places.length][places.length];
        for (int r = 0; r < places.length; r++) {
            for (int c = 0; c < places.length; c++) {
                values[r][c] = answer.applyAsDouble(places[c], places[r]);
            }
        }
        List<Contours.Mark> corners = new ArrayList<>();
        for (int i = 0; i < right.length; i++) {
            boolean one = right[i] == 1;
            corners.add(new Contours.Mark(
                    one ? "1" : "0", i >> 1, i & 1, one ? Contours.Kind.POSITIVE : Contours.Kind.NEGATIVE));
        }
        return new Contours(
                id,
                title,
                note,
                Axis.of("X1"),
                Axis.of("X2"),
                Axis.of(value),
                new Contours.Grid(places, places, values),
                List.of(new Contours.Level("one half", 0.5)),
                List.of(),
                corners);
    }

    /** Evenly spread places. */
    static double[] between(double low, double high, int count) {
        double[] places = new double[count];
        Arrays.setAll(places, i -> low + (high - low) * i / (count - 1));
        return places;
    }
}
