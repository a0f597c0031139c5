package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link ScaleKernel}: lanes run across columns, and the last vector of a row is masked. */
final class ScaleVector implements ScaleKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    /** Chains, each a vector wide, that are summed at once. */
    private static final int BLOCK = 4;

    @Override
    public void multiply(
            float[] x,
            int xOffset,
            float[] scale,
            int scaleOffset,
            float[] y,
            int yOffset,
            int columns,
            int rowFrom,
            int rowTo) {
        int whole = S.loopBound(columns);
        VectorMask<Float> mask = S.indexInRange(whole, columns);
        for (int r = rowFrom; r < rowTo; r++) {
            int xi = xOffset + r * columns;
            int yi = yOffset + r * columns;
            for (int c = 0; c < whole; c += L) {
                Lanes.TYPE
                        .cast(FloatVector.fromArray(S, x, xi + c))
                        .mul(Lanes.TYPE.cast(FloatVector.fromArray(S, scale, scaleOffset + c)))
                        .intoArray(y, yi + c);
            }
            if (whole < columns) {
                Lanes.TYPE
                        .cast(FloatVector.fromArray(S, x, xi + whole, mask))
                        .mul(Lanes.TYPE.cast(FloatVector.fromArray(S, scale, scaleOffset + whole, mask)))
                        .intoArray(y, yi + whole, mask);
            }
        }
    }

    @Override
    public void affine(
            float[] x,
            int xOffset,
            float[] scale,
            int scaleOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            int columns,
            int rowFrom,
            int rowTo) {
        int whole = S.loopBound(columns);
        VectorMask<Float> mask = S.indexInRange(whole, columns);
        for (int r = rowFrom; r < rowTo; r++) {
            int xi = xOffset + r * columns;
            int yi = yOffset + r * columns;
            for (int c = 0; c < whole; c += L) {
                Lanes.TYPE
                        .cast(FloatVector.fromArray(S, x, xi + c))
                        .fma(
                                Lanes.TYPE.cast(FloatVector.fromArray(S, scale, scaleOffset + c)),
                                Lanes.TYPE.cast(FloatVector.fromArray(S, bias, biasOffset + c)))
                        .intoArray(y, yi + c);
            }
            if (whole < columns) {
                Lanes.TYPE
                        .cast(FloatVector.fromArray(S, x, xi + whole, mask))
                        .fma(
                                Lanes.TYPE.cast(FloatVector.fromArray(S, scale, scaleOffset + whole, mask)),
                                Lanes.TYPE.cast(FloatVector.fromArray(S, bias, biasOffset + whole, mask)))
                        .intoArray(y, yi + whole, mask);
            }
        }
    }

    @Override
    public void scaleGradient(
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            float[] ds,
            int dsOffset,
            int rows,
            int columns,
            int from,
            int to,
            int depth,
            boolean add) {
        int wide = to - (to - from) % (BLOCK * L);
        for (int chunk = 0; chunk == 0 || chunk < rows; chunk += depth) {
            int count = Math.min(depth, rows - chunk);
            int xi = xOffset + chunk * columns;
            int di = dyOffset + chunk * columns;
            boolean more = add || chunk > 0;
            int c = from;
            for (; c < wide; c += BLOCK * L) {
                vectors(x, xi + c, dy, di + c, columns, count, ds, dsOffset + c, more);
            }
            for (; c < to; c += L) {
                vector(x, xi + c, dy, di + c, columns, count, ds, dsOffset + c, to - c, more);
            }
        }
    }

    /** Four vectors of columns of one chunk. */
    private static void vectors(
            float[] x, int xi, float[] dy, int di, int row, int depth, float[] ds, int to, boolean add) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = FloatVector.zero(S);
        FloatVector s2 = FloatVector.zero(S);
        FloatVector s3 = FloatVector.zero(S);
        for (int r = 0; r < depth; r++) {
            int i = xi + r * row;
            int j = di + r * row;
            s0 = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, x, i))
                    .fma(Lanes.TYPE.cast(FloatVector.fromArray(S, dy, j)), s0);
            s1 = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, x, i + L))
                    .fma(Lanes.TYPE.cast(FloatVector.fromArray(S, dy, j + L)), s1);
            s2 = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, x, i + 2 * L))
                    .fma(Lanes.TYPE.cast(FloatVector.fromArray(S, dy, j + 2 * L)), s2);
            s3 = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, x, i + 3 * L))
                    .fma(Lanes.TYPE.cast(FloatVector.fromArray(S, dy, j + 3 * L)), s3);
        }
        if (add) {
            s0 = Lanes.TYPE.cast(FloatVector.fromArray(S, ds, to)).add(s0);
            s1 = Lanes.TYPE.cast(FloatVector.fromArray(S, ds, to + L)).add(s1);
            s2 = Lanes.TYPE.cast(FloatVector.fromArray(S, ds, to + 2 * L)).add(s2);
            s3 = Lanes.TYPE.cast(FloatVector.fromArray(S, ds, to + 3 * L)).add(s3);
        }
        Lanes.TYPE.cast(s0).intoArray(ds, to);
        Lanes.TYPE.cast(s1).intoArray(ds, to + L);
        Lanes.TYPE.cast(s2).intoArray(ds, to + 2 * L);
        Lanes.TYPE.cast(s3).intoArray(ds, to + 3 * L);
    }

    /** A vector of columns, or a part of one, of one chunk. */
    private static void vector(
            float[] x, int xi, float[] dy, int di, int row, int depth, float[] ds, int to, int columns, boolean add) {
        VectorMask<Float> mask = S.indexInRange(0, columns);
        FloatVector sum = FloatVector.zero(S);
        for (int r = 0; r < depth; r++) {
            sum = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, x, xi + r * row, mask))
                    .fma(Lanes.TYPE.cast(FloatVector.fromArray(S, dy, di + r * row, mask)), sum);
        }
        if (add) {
            sum = Lanes.TYPE.cast(FloatVector.fromArray(S, ds, to, mask)).add(sum);
        }
        Lanes.TYPE.cast(sum).intoArray(ds, to, mask);
    }

    @Override
    public void biasGradient(
            float[] dy,
            int dyOffset,
            float[] db,
            int dbOffset,
            int rows,
            int columns,
            int from,
            int to,
            int depth,
            boolean add) {
        ColumnSums.sum(dy, dyOffset, db, dbOffset, rows, columns, from, to, depth, add);
    }
}
