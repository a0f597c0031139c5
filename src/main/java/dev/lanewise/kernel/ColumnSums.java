package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Sums of the columns of a matrix, for the bias gradient of the products. */
final class ColumnSums {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private ColumnSums() {}

    /** {@link ProductKernel#biasGradient}. */
    static void all(
            float[] dy, int dyOffset, float[] db, int dbOffset, int rows, int outputs, int outputFrom, int outputTo) {
        for (int chunk = 0; chunk == 0 || chunk < rows; chunk += ProductKernel.ROWS_PER_CHAIN) {
            int depth = Math.min(ProductKernel.ROWS_PER_CHAIN, rows - chunk);
            for (int c = outputFrom; c < outputTo; c += L) {
                int from = dyOffset + chunk * outputs + c;
                if (c <= outputTo - L) {
                    full(dy, from, outputs, depth, db, dbOffset + c, chunk > 0);
                } else {
                    edge(dy, from, outputs, depth, db, dbOffset + c, outputTo - c, chunk > 0);
                }
            }
        }
    }

    /** Sums a vector's columns over {@code depth} rows. */
    static void full(float[] dy, int from, int row, int depth, float[] db, int to, boolean add) {
        FloatVector sum = FloatVector.zero(S);
        for (int r = 0; r < depth; r++) {
            sum = sum.add(FloatVector.fromArray(S, dy, from + r * row));
        }
        if (add) {
            sum = FloatVector.fromArray(S, db, to).add(sum);
        }
        sum.intoArray(db, to);
    }

    /** The same for fewer columns than a vector has lanes. */
    static void edge(float[] dy, int from, int row, int depth, float[] db, int to, int columns, boolean add) {
        VectorMask<Float> mask = S.indexInRange(0, columns);
        FloatVector sum = FloatVector.zero(S);
        for (int r = 0; r < depth; r++) {
            sum = sum.add(FloatVector.fromArray(S, dy, from + r * row, mask));
        }
        if (add) {
            sum = FloatVector.fromArray(S, db, to, mask).add(sum);
        }
        sum.intoArray(db, to, mask);
    }
}
