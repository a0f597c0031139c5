package dev.lanewise.figure;

import java.util.List;

/**
 * Curves over a common axis, such as losses over epochs; also for calibration, whose diagonal is a dashed line of its own.
 *
 * @param id see {@link Figure#id}
 * @param title see {@link Figure#title}
 * @param note see {@link Figure#note}
 * @param x axis to the right
 * @param y axis upwards
 * @param lines the curves; an empty list draws the bare axes
 */
public record Lines(String id, String title, String note, Axis x, Axis y, List<Line> lines) implements Figure {

    /** Checks and copies. */
    public Lines {
        Checks.figure(id, title);
        lines = List.copyOf(lines);
    }

    /** How a curve is drawn. */
    public enum Style {
        /** From point to point. */
        LINE,
        /** From point to point with gaps; for a limit, a diagonal or a comparison. */
        DASHED,
        /** Points that are not joined. */
        POINTS,
        /** Points that are joined. */
        MARKED,
        /** The value of a point holds until the next. */
        STEPS
    }

    /**
     * A curve.
     *
     * @param name what it shows, for the legend
     * @param x place of each point, not decreasing
     * @param y value of each point; what is not finite is a gap
     * @param low lower end of a band around each point, such as the smallest of several seeds; or empty, for no band
     * @param high upper end of the band, as long as {@code low}
     * @param style how it is drawn
     */
    public record Line(String name, double[] x, double[] y, double[] low, double[] high, Style style) {

        /** Checks and copies. */
        public Line {
            Checks.length("y of '" + name + "'", y.length, x.length);
            Checks.length("The upper end of the band of '" + name + "'", high.length, low.length);
            if (low.length > 0) {
                Checks.length("The band of '" + name + "'", low.length, x.length);
            }
            for (int i = 1; i < x.length; i++) {
                Checks.require(x[i] >= x[i - 1], "x of '" + name + "' decreases at point " + i + ".");
            }
            x = x.clone();
            y = y.clone();
            low = low.clone();
            high = high.clone();
        }

        /** Returns a solid line without a band. */
        public static Line of(String name, double[] x, double[] y) {
            return new Line(name, x, y, new double[0], new double[0], Style.LINE);
        }

        /** Returns the same in another style. */
        public Line with(Style other) {
            return new Line(name, x, y, low, high, other);
        }

        /** Returns the same with a band. */
        public Line withBand(double[] lower, double[] upper) {
            return new Line(name, x, y, lower, upper, style);
        }
    }
}
