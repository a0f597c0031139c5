package dev.lanewise.bench;

import dev.lanewise.core.UserException;

/**
 * A matrix product to measure: {@code C[rows][columns] = A[rows][depth] B[depth][columns]}.
 *
 * @param kind which product of a dense layer computes {@code C}
 */
public record Product(int rows, int columns, int depth, Kind kind) {

    private static final long MOST_ELEMENTS = 1_000_000_000;

    /** The three products of a dense layer. */
    public enum Kind {
        /** The outputs: rows of the batch by outputs, summed over the inputs; a chain starts from the bias. */
        FORWARD("forward"),
        /** The input gradient: rows of the batch by inputs, summed over the outputs. */
        INPUT_GRADIENT("input-gradient"),
        /** The weight gradient: inputs by outputs, summed over the rows of the batch; the bias gradient is computed along with it. */
        WEIGHT_GRADIENT("weight-gradient");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Returns the name in kebab case. */
        public String label() {
            return label;
        }
    }

    /** Checks the sizes. */
    public Product {
        long sides = Math.max((long) rows * depth, (long) depth * columns);
        long largest = Math.max(sides, (long) rows * columns);
        if (largest > MOST_ELEMENTS) {
            throw new UserException("A product of " + rows + "x" + columns + "x" + depth
                    + " has a matrix that is too large; each may have " + MOST_ELEMENTS + " elements.");
        }
    }

    /** Returns the floating-point operations, a multiply-add counted as 2. */
    public double flops() {
        return 2.0 * rows * columns * depth;
    }

    /** Returns for example {@code 128x512x784}. */
    public String shape() {
        return rows + "x" + columns + "x" + depth;
    }
}
