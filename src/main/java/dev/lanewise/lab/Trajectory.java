package dev.lanewise.lab;

import java.util.Arrays;

/** A path of an optimizer down a function: the start and the point after each step. Immutable. */
public final class Trajectory {

    private final double[][] points;
    private final double[][] gradients;
    private final double[] values;
    private final boolean diverged;

    private Trajectory(double[][] points, double[][] gradients, double[] values, boolean diverged) {
        this.points = points;
        this.gradients = gradients;
        this.values = values;
        this.diverged = diverged;
    }

    /** Returns the number of steps. */
    public int steps() {
        return values.length - 1;
    }

    /** Whether the next step would have led out of the finite numbers. */
    public boolean diverged() {
        return diverged;
    }

    /** Returns a weight at the start and after each step. */
    public double[] weight(int index) {
        return points[index].clone();
    }

    /** Returns an element of the exact gradient at the start and after each step. */
    public double[] gradient(int index) {
        return gradients[index].clone();
    }

    /** Returns the value at the start and after each step. */
    public double[] values() {
        return values.clone();
    }

    /** Returns the value at the end. */
    public double value() {
        return values[values.length - 1];
    }

    /** Returns the point after some steps. */
    public double[] point(int step) {
        return Arrays.stream(points).mapToDouble(w -> w[step]).toArray();
    }

    /** Returns the last point. */
    public double[] end() {
        return point(steps());
    }

    /**
     * Returns the effective step of a weight: how far it moved, by its gradient; NaN where the gradient is 0. Plain gradient descent would have needed this
     * for its rate.
     *
     * @param step which step, from 1
     */
    public double effectiveStep(int index, int step) {
        double g = gradients[index][step - 1];
        return g == 0 ? Double.NaN : (points[index][step - 1] - points[index][step]) / g;
    }

    /** Notes a walk. */
    static final class Recorder implements Descent.Visitor {
        private final double[][] points;
        private final double[][] gradients;
        private final double[] values;
        private int count;

        Recorder(int dimensions, int steps) {
            points = new double[dimensions][steps + 1];
            gradients = new double[dimensions][steps + 1];
            values = new double[steps + 1];
        }

        @Override
        public boolean at(int step, double[] w, double[] gradient, double value) {
            for (int i = 0; i < w.length; i++) {
                points[i][step] = w[i];
                gradients[i][step] = gradient[i];
            }
            values[step] = value;
            count = step + 1;
            return true;
        }

        int points() {
            return count;
        }

        Trajectory trajectory(boolean diverged) {
            return new Trajectory(cut(points), cut(gradients), Arrays.copyOf(values, count), diverged);
        }

        private double[][] cut(double[][] rows) {
            double[][] kept = new double[rows.length][];
            Arrays.setAll(kept, i -> Arrays.copyOf(rows[i], count));
            return kept;
        }
    }
}
