package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of the columns of a matrix, for bias gradients. A column of a chunk of rows is one chain of additions, so that
 * speed comes from many chains at once: of {@value #BLOCK} vectors of columns, or, where there are fewer columns, of {@value #BLOCK} chunks.
 */
final class ColumnSums {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    /** Chains, each a vector wide, that are summed at once. */
    private static final int BLOCK = 4;

    private ColumnSums() {}

    /**
     * Sums columns {@code from} to {@code to - 1} of {@code dy}, {@code [rows][columns]}, in chunks of {@code rowsPerChain} rows that are added in row order.
     *
     * @param add whether the first chunk is added to what is there
     */
    static void sum(
            float[] dy,
            int dyOffset,
            float[] db,
            int dbOffset,
            int rows,
            int columns,
            int from,
            int to,
            int rowsPerChain,
            boolean add) {
        int c = from;
        for (; c <= to - BLOCK * L; c += BLOCK * L) {
            for (int chunk = 0; chunk == 0 || chunk < rows; chunk += rowsPerChain) {
                int depth = Math.min(rowsPerChain, rows - chunk);
                vectors(dy, dyOffset + chunk * columns + c, columns, depth, db, dbOffset + c, add || chunk > 0);
            }
        }
        for (; c < to - L; c += 2 * L) {
            int width = Math.min(2 * L, to - c);
            for (int chunk = 0; chunk == 0 || chunk < rows; chunk += rowsPerChain) {
                int depth = Math.min(rowsPerChain, rows - chunk);
                pair(dy, dyOffset + chunk * columns + c, columns, depth, db, dbOffset + c, width, add || chunk > 0);
            }
        }
        if (c < to) {
            int chunk = 0;
            for (; chunk <= rows - BLOCK * rowsPerChain; chunk += BLOCK * rowsPerChain) {
                chunks(
                        dy,
                        dyOffset + chunk * columns + c,
                        columns,
                        rowsPerChain,
                        db,
                        dbOffset + c,
                        to - c,
                        add || chunk > 0);
            }
            for (; chunk == 0 || chunk < rows; chunk += rowsPerChain) {
                int depth = Math.min(rowsPerChain, rows - chunk);
                vector(dy, dyOffset + chunk * columns + c, columns, depth, db, dbOffset + c, to - c, add || chunk > 0);
            }
        }
    }

    /** Four vectors of columns of one chunk. */
    private static void vectors(float[] dy, int from, int row, int depth, float[] db, int to, boolean add) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = FloatVector.zero(S);
        FloatVector s2 = FloatVector.zero(S);
        FloatVector s3 = FloatVector.zero(S);
        for (int r = 0; r < depth; r++) {
            int i = from + r * row;
            s0 = Lanes.TYPE.cast(FloatVector.fromArray(S, dy, i)).add(s0);
            s1 = Lanes.TYPE.cast(FloatVector.fromArray(S, dy, i + L)).add(s1);
            s2 = Lanes.TYPE.cast(FloatVector.fromArray(S, dy, i + 2 * L)).add(s2);
            s3 = Lanes.TYPE.cast(FloatVector.fromArray(S, dy, i + 3 * L)).add(s3);
        }
        if (add) {
            s0 = Lanes.TYPE.cast(FloatVector.fromArray(S, db, to)).add(s0);
            s1 = Lanes.TYPE.cast(FloatVector.fromArray(S, db, to + L)).add(s1);
            s2 = Lanes.TYPE.cast(FloatVector.fromArray(S, db, to + 2 * L)).add(s2);
            s3 = Lanes.TYPE.cast(FloatVector.fromArray(S, db, to + 3 * L)).add(s3);
        }
        Lanes.TYPE.cast(s0).intoArray(db, to);
        Lanes.TYPE.cast(s1).intoArray(db, to + L);
        Lanes.TYPE.cast(s2).intoArray(db, to + 2 * L);
        Lanes.TYPE.cast(s3).intoArray(db, to + 3 * L);
    }

    /** A vector of columns and a second, or a part of it, of one chunk. */
    private static void pair(float[] dy, int from, int row, int depth, float[] db, int to, int columns, boolean add) {
        VectorMask<Float> mask = S.indexInRange(L, columns);
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = FloatVector.zero(S);
        for (int r = 0; r < depth; r++) {
            int i = from + r * row;
            s0 = Lanes.TYPE.cast(FloatVector.fromArray(S, dy, i)).add(s0);
            s1 = Lanes.TYPE.cast(FloatVector.fromArray(S, dy, i + L, mask)).add(s1);
        }
        if (add) {
            s0 = Lanes.TYPE.cast(FloatVector.fromArray(S, db, to)).add(s0);
            s1 = Lanes.TYPE.cast(FloatVector.fromArray(S, db, to + L, mask)).add(s1);
        }
        Lanes.TYPE.cast(s0).intoArray(db, to);
        Lanes.TYPE.cast(s1).intoArray(db, to + L, mask);
    }

    /** A vector of columns, or a part of one, of four whole chunks. */
    private static void chunks(float[] dy, int from, int row, int depth, float[] db, int to, int columns, boolean add) {
        VectorMask<Float> mask = S.indexInRange(0, columns);
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = FloatVector.zero(S);
        FloatVector s2 = FloatVector.zero(S);
        FloatVector s3 = FloatVector.zero(S);
        int step = depth * row;
        int r = 0;
        for (int plain = depth - (L - columns + row - 1) / row; r < plain; r++) {
            int i = from + r * row;
            s0 = Lanes.TYPE.cast(FloatVector.fromArray(S, dy, i)).add(s0);
            s1 = Lanes.TYPE.cast(FloatVector.fromArray(S, dy, i + step)).add(s1);
            s2 = Lanes.TYPE.cast(FloatVector.fromArray(S, dy, i + 2 * step)).add(s2);
            s3 = Lanes.TYPE.cast(FloatVector.fromArray(S, dy, i + 3 * step)).add(s3);
        }
        for (; r < depth; r++) {
            int i = from + r * row;
            s0 = Lanes.TYPE.cast(FloatVector.fromArray(S, dy, i, mask)).add(s0);
            s1 = Lanes.TYPE.cast(FloatVector.fromArray(S, dy, i + step, mask)).add(s1);
            s2 = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, dy, i + 2 * step, mask))
                    .add(s2);
            s3 = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, dy, i + 3 * step, mask))
                    .add(s3);
        }
        if (add) {
            s0 = Lanes.TYPE.cast(FloatVector.fromArray(S, db, to, mask)).add(s0);
        }
        s0.add(s1).add(s2).add(s3).intoArray(db, to, mask);
    }

    /** A vector of columns, or a part of one, of one chunk. */
    private static void vector(float[] dy, int from, int row, int depth, float[] db, int to, int columns, boolean add) {
        VectorMask<Float> mask = S.indexInRange(0, columns);
        FloatVector sum = FloatVector.zero(S);
        // Without masks as long as there is a whole vector to read; lanes beyond the columns are dropped at the end.
        int plain = depth - (L - columns + row - 1) / row;
        int r = 0;
        for (; r < plain; r++) {
            sum = Lanes.TYPE.cast(FloatVector.fromArray(S, dy, from + r * row)).add(sum);
        }
        for (; r < depth; r++) {
            sum = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, dy, from + r * row, mask))
                    .add(sum);
        }
        if (add) {
            sum = Lanes.TYPE.cast(FloatVector.fromArray(S, db, to, mask)).add(sum);
        }
        Lanes.TYPE.cast(sum).intoArray(db, to, mask);
    }
}
