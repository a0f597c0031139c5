package dev.lanewise.figure;

import java.util.List;

/**
 * Points, such as predicted against actual numbers.
 *
 * @param id see {@link Figure#id}
 * @param title see {@link Figure#title}
 * @param note see {@link Figure#note}
 * @param x axis to the right
 * @param y axis upwards
 * @param points groups of points
 * @param guide line to judge the points by
 */
public record Scatter(String id, String title, String note, Axis x, Axis y, List<Points> points, Guide guide)
        implements Figure {

    /** Checks and copies. */
    public Scatter {
        Checks.figure(id, title);
        points = List.copyOf(points);
    }

    /** A line to judge points by. */
    public enum Guide {
        /** None. */
        NONE,
        /** Where both coordinates are equal; both axes then have one range. */
        DIAGONAL,
        /** Where the second coordinate is 0. */
        ZERO
    }

    /**
     * A group of points.
     *
     * @param name what they are, for the legend
     * @param x first coordinate of each
     * @param y second coordinate of each; points that are not finite are not drawn
     */
    public record Points(String name, double[] x, double[] y) {

        /** Checks and copies. */
        public Points {
            Checks.length("y of '" + name + "'", y.length, x.length);
            x = x.clone();
            y = y.clone();
        }
    }
}
