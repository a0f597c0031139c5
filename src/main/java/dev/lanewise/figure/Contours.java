package dev.lanewise.figure;

import java.util.List;

/**
 * A function of two variables as lines of equal height, with paths across it that can be played step by step.
 *
 * @param id see {@link Figure#id}
 * @param title see {@link Figure#title}
 * @param note see {@link Figure#note}
 * @param x axis to the right
 * @param y axis upwards
 * @param value what the function gives; its scale decides the heights of the lines
 * @param grid the function
 * @param levels heights that are drawn as strong lines with a name, such as where a probability is one half; may be empty
 * @param paths paths that start together when they are played
 * @param marks places of interest
 */
public record Contours(
        String id,
        String title,
        String note,
        Axis x,
        Axis y,
        Axis value,
        Grid grid,
        List<Level> levels,
        List<Path> paths,
        List<Mark> marks)
        implements Figure {

    /** Checks and copies. */
    public Contours {
        Checks.figure(id, title);
        levels = List.copyOf(levels);
        paths = List.copyOf(paths);
        marks = List.copyOf(marks);
    }

    /**
     * A function's values where the lines of a grid cross. The picture shows the grid's area; paths may leave it.
     *
     * @param x places along the first axis, increasing, two or more
     * @param y places along the second axis, increasing, two or more
     * @param values {@code [y][x]}; what is not finite is a hole
     */
    public record Grid(double[] x, double[] y, double[][] values) {

        /** Checks and copies. */
        public Grid {
            Checks.require(x.length > 1 && y.length > 1, "A grid needs two places along each axis.");
            Checks.increasing("x of a grid", x);
            Checks.increasing("y of a grid", y);
            Checks.length("A grid's values", values.length, y.length);
            for (double[] row : values) {
                Checks.length("A row of a grid's values", row.length, x.length);
            }
            x = x.clone();
            y = y.clone();
            values = Checks.copy(values);
        }
    }

    /**
     * A height of interest.
     *
     * @param name what it stands for, such as {@code one half}
     * @param value the height
     */
    public record Level(String name, double value) {}

    /**
     * Where an optimizer went.
     *
     * @param name who went there, for the legend
     * @param x first coordinate at each step, from the start on
     * @param y second coordinate at each step; what is not finite ends the path
     * @param value the function there
     * @param end what became of it after its last point where it did not just end, such as {@code diverged}; it is shown instead of the last value, which
     *     is none to judge the path by; or empty
     */
    public record Path(String name, double[] x, double[] y, double[] value, String end) {

        /** A path that just ends. */
        public Path(String name, double[] x, double[] y, double[] value) {
            this(name, x, y, value, "");
        }

        /** Checks and copies. */
        public Path {
            Checks.length("y of the path of '" + name + "'", y.length, x.length);
            Checks.length("The values along the path of '" + name + "'", value.length, x.length);
            x = x.clone();
            y = y.clone();
            value = value.clone();
        }
    }

    /** What a place is. */
    public enum Kind {
        /** Where paths start. */
        START,
        /** A minimum of the function. */
        MINIMUM,
        /** Where a path ends. */
        END,
        /** A row of data whose right answer is 1. */
        POSITIVE,
        /** A row of data whose right answer is 0. */
        NEGATIVE
    }

    /**
     * A place of interest.
     *
     * @param name what it is called
     * @param x first coordinate
     * @param y second coordinate
     * @param kind what it is
     */
    public record Mark(String name, double x, double y, Kind kind) {}
}
