package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Sums of the columns of a matrix, for the bias gradient of {@link ProductVector}. */
final class ColumnSums {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;

    private ColumnSums() {}

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
