package dev.lanewise.lab;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Contours;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Scale;
import dev.lanewise.lab.TestFunction.Minimum;
import dev.lanewise.lab.TestFunction.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Functions and paths as figures. */
final class Pictures {

    /** Places along each axis of a picture. */
    private static final int PLACES = 81;

    /** Most points of a line; longer ones are thinned. */
    private static final int MOST_POINTS = 1000;

    private Pictures() {}

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
        return new Contours.Path(name, Arrays.copyOf(x, end), Arrays.copyOf(y, end), values);
    }

    /** What is kept of so many points: all, or evenly spread ones with the last. */
    private static int[] kept(int count) {
        int number = Math.min(count, MOST_POINTS);
        int[] kept = new int[number];
        Arrays.setAll(kept, i -> number == 1 ? 0 : (int) ((long) i * (count - 1) / (number - 1)));
        return kept;
    }

    private static double[] pick(double[] values, int[] kept) {
        return Arrays.stream(kept).mapToDouble(i -> values[i]).toArray();
    }

    /** A line of values against steps, from step {@code first} on, thinned where it is long. */
    static Lines.Line bySteps(String name, double[] values, int first) {
        int[] kept = kept(values.length);
        double[] x = Arrays.stream(kept).mapToDouble(i -> first + i).toArray();
        return Lines.Line.of(name, x, pick(values, kept));
    }

    /** The same for a logarithmic axis of steps: points are spread evenly over its decades. */
    static Lines.Line byDecades(String name, double[] values, int first) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < values.length; i = Math.max(i + 1, (int) (i * 1.02))) {
            kept.add(i);
        }
        int[] picked = kept.stream().mapToInt(Integer::intValue).toArray();
        double[] x = Arrays.stream(picked).mapToDouble(i -> first + i).toArray();
        return Lines.Line.of(name, x, pick(values, picked));
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

    /** Evenly spread places. */
    static double[] between(double low, double high, int count) {
        double[] places = new double[count];
        Arrays.setAll(places, i -> low + (high - low) * i / (count - 1));
        return places;
    }
}
