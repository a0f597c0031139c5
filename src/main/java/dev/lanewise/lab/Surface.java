package dev.lanewise.lab;

import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/** A function of some weights, with its exact gradient. */
public interface Surface {

    /** Returns the number of weights. */
    int dimensions();

    /** Returns the value at a point. */
    double value(double[] w);

    /**
     * Writes the gradient at a point.
     *
     * @param gradient one element a weight, overwritten
     */
    void gradient(double[] w, double[] gradient);

    /** Returns the surface of two functions. */
    static Surface of(int dimensions, ToDoubleFunction<double[]> value, BiConsumer<double[], double[]> gradient) {
        return new Surface() {
            @Override
            public int dimensions() {
                return dimensions;
            }

            @Override
            public double value(double[] w) {
                return value.applyAsDouble(w);
            }

            @Override
            public void gradient(double[] w, double[] g) {
                gradient.accept(w, g);
            }
        };
    }
}
