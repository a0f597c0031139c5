package dev.lanewise.jmh;

/**
 * The shape of a product, written {@code MxNxK}: a result of M rows and N columns, each element a chain of K terms.
 *
 * @param m rows of the result
 * @param n columns of the result
 * @param k terms of each element
 */
public record Shape(int m, int n, int k) {

    /** Reads {@code MxNxK}. */
    public static Shape parse(String text) {
        String[] parts = text.split("x");
        if (parts.length != 3) {
            throw new IllegalArgumentException("a shape is MxNxK, for example 128x512x784, not '" + text + "'");
        }
        return new Shape(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    /** Returns the arithmetic of a product in thousand million operations. */
    public double gigaflop() {
        return 2e-9 * m * n * k;
    }
}
