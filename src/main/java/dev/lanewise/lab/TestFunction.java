package dev.lanewise.lab;

import dev.lanewise.core.UserException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/**
 * A function to be minimised, with what is known about it.
 *
 * @param name name, with settings where it has some
 * @param formula formula in one line
 * @param note what it is for
 * @param surface value and gradient
 * @param range what is drawn of it
 * @param start where paths start, one number a weight
 * @param minima known minima, the global ones first; empty where there are none
 */
public record TestFunction(
        String name,
        String formula,
        String note,
        Surface surface,
        Range range,
        List<Double> start,
        List<Minimum> minima) {

    /**
     * A minimum.
     *
     * @param at its place, one number a weight
     * @param value value there
     * @param global whether no value is lower
     */
    public record Minimum(List<Double> at, double value, boolean global) {

        /** Copies the list. */
        public Minimum {
            at = List.copyOf(at);
        }
    }

    /**
     * What is drawn: the first weight across, the second up.
     *
     * @param xLow least first weight
     * @param xHigh largest first weight
     * @param yLow least second weight
     * @param yHigh largest second weight
     */
    public record Range(double xLow, double xHigh, double yLow, double yHigh) {

        /** Checks the order. */
        public Range {
            if (!(xLow < xHigh && yLow < yHigh)) {
                throw new UserException("A range goes from a number to a larger one, not from " + xLow + " to " + xHigh
                        + " and " + yLow + " to " + yHigh + ".");
            }
        }

        /** Returns the range of a single weight. */
        public static Range of(double low, double high) {
            return new Range(low, high, 0, 1);
        }

        /** Returns the same interval for both weights. */
        public static Range square(double low, double high) {
            return new Range(low, high, low, high);
        }
    }

    /** Copies the lists, checks their lengths, and the gradient at the start. */
    public TestFunction {
        start = List.copyOf(start);
        minima = List.copyOf(minima);
        check(name, "start", start, surface.dimensions());
        for (Minimum minimum : minima) {
            check(name, "minimum", minimum.at(), surface.dimensions());
        }
        GradientCheck.at(name, surface, start.stream().mapToDouble(w -> w).toArray());
    }

    /**
     * Returns a function of one's own, drawn from -5 to 5 and without known minima.
     *
     * @param start where paths start; one number a weight
     * @param gradient writes the gradient at its first argument into its second
     * @throws UserException where the gradient at the start is not that of the values, by central differences
     */
    public static TestFunction of(
            String name,
            List<Double> start,
            ToDoubleFunction<double[]> value,
            BiConsumer<double[], double[]> gradient) {
        return new TestFunction(
                name, name, "", Surface.of(start.size(), value, gradient), Range.square(-5, 5), start, List.of());
    }

    /** Returns the number of weights. */
    public int dimensions() {
        return surface.dimensions();
    }

    /** Returns the value at a point. */
    public double value(double... w) {
        return surface.value(w);
    }

    /** Returns the lowest known value, or NaN. */
    public double lowest() {
        return minima.isEmpty() ? Double.NaN : minima.getFirst().value();
    }

    /**
     * Returns the known minimum that is nearest to a point.
     *
     * @throws IllegalStateException if none is known
     */
    public Minimum nearest(double... w) {
        Minimum best = null;
        for (Minimum minimum : minima) {
            if (best == null || distance(minimum, w) < distance(best, w)) {
                best = minimum;
            }
        }
        if (best == null) {
            throw new IllegalStateException(name + " has no known minimum");
        }
        return best;
    }

    /** Returns how far a point is from a minimum. */
    static double distance(Minimum minimum, double... w) {
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            double d = w[i] - minimum.at().get(i);
            sum += d * d;
        }
        return Math.sqrt(sum);
    }

    /**
     * Checks that a point has as many numbers as the function has weights.
     *
     * @throws UserException if not
     */
    static void check(String name, String what, List<Double> point, int dimensions) {
        if (point.size() != dimensions) {
            throw new UserException("The " + what + " of " + name + " must have " + dimensions
                    + (dimensions == 1 ? " number" : " numbers") + ", not " + point.size() + ".");
        }
        for (double coordinate : point) {
            if (!Double.isFinite(coordinate)) {
                throw new UserException("The " + what + " of " + name + " must be finite, not " + coordinate + ".");
            }
        }
    }
}
