package dev.lanewise.lab;

import dev.lanewise.core.UserException;

/** Sets a gradient against differences of the values, so that a wrong one is told before paths are drawn by it. */
final class GradientCheck {

    /** Near the cube root of a double's rounding, where central differences are most exact. */
    private static final double STEP = 1e-5;

    private static final double TOLERANCE = 1e-4;

    private GradientCheck() {}

    /**
     * Checks the gradient at a point. An element that lies between the differences to both sides is right: so does any at a kink, such as that of |x| at 0.
     * Where a value is not finite, nothing is said.
     *
     * @throws UserException where an element is none of these
     */
    static void at(String name, Surface surface, double[] point) {
        double[] gradient = new double[point.length];
        surface.gradient(point.clone(), gradient);
        double here = surface.value(point.clone());
        for (int i = 0; i < point.length; i++) {
            double step = STEP * Math.max(1, Math.abs(point[i]));
            double above = moved(surface, point, i, step);
            double below = moved(surface, point, i, -step);
            double up = (above - here) / step;
            double down = (here - below) / step;
            double central = (above - below) / (2 * step);
            if (!Double.isFinite(up) || !Double.isFinite(down)) {
                continue;
            }
            double rounding = 4 * Math.ulp(Math.max(Math.abs(here), Math.max(Math.abs(above), Math.abs(below)))) / step;
            double room = rounding + TOLERANCE * Math.max(1, Math.max(Math.abs(gradient[i]), Math.abs(central)));
            if (!(gradient[i] >= Math.min(up, down) - room && gradient[i] <= Math.max(up, down) + room)) {
                throw new UserException(
                        "The gradient of " + name + " at " + Say.point(point) + " is wrong: its element "
                                + (i + 1) + " of " + point.length + " is " + Say.number(gradient[i], 6)
                                + ", but by central differences of the values it is " + Say.number(central, 6)
                                + ". Mend the gradient or the value.");
            }
        }
    }

    private static double moved(Surface surface, double[] point, int weight, double step) {
        double[] other = point.clone();
        other[weight] += step;
        return surface.value(other);
    }
}
