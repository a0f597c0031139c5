package dev.lanewise.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link EmbeddingKernel}: lanes run across the dimension, and the last vector of a row is masked. */
final class EmbeddingVector implements EmbeddingKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    @Override
    public void gather(
            float[] x,
            int xOffset,
            int inputs,
            int[] starts,
            float[] tables,
            int tableOffset,
            int dimension,
            float[] y,
            int yOffset,
            int rowFrom,
            int rowTo) {
        int count = starts.length - 1;
        int numbers = inputs - count;
        int outputs = numbers + count * dimension;
        for (int r = rowFrom; r < rowTo; r++) {
            int xi = xOffset + r * inputs;
            int yi = yOffset + r * outputs;
            System.arraycopy(x, xi, y, yi, numbers);
            for (int t = 0; t < count; t++) {
                int row = EmbeddingKernel.row(x[xi + numbers + t], starts[t + 1] - starts[t]);
                int to = yi + numbers + t * dimension;
                if (row < 0) {
                    Arrays.fill(y, to, to + dimension, Float.NaN);
                } else {
                    copy(tables, tableOffset + (starts[t] + row) * dimension, y, to, dimension);
                }
            }
        }
    }

    private static void copy(float[] from, int at, float[] to, int place, int length) {
        for (int d = 0; d < length; d += L) {
            VectorMask<Float> mask = S.indexInRange(d, length);
            Lanes.TYPE.cast(FloatVector.fromArray(S, from, at + d, mask)).intoArray(to, place + d, mask);
        }
    }

    @Override
    public void gradient(
            int[] first,
            int firstOffset,
            int[] next,
            int nextOffset,
            float[] dy,
            int dyOffset,
            int stride,
            float[] dt,
            int dtOffset,
            int codes,
            int dimension,
            int depth,
            boolean add) {
        for (int k = 0; k < codes; k++) {
            int at = dtOffset + k * dimension;
            int r = first[firstOffset + k];
            if (r < 0 && !add) {
                Arrays.fill(dt, at, at + dimension, 0);
            }
            for (boolean more = add; r >= 0; more = true) {
                int end = (r / depth + 1) * depth;
                int behind = r;
                for (int d = 0; d < dimension; d += L) {
                    behind = chunk(r, end, next, nextOffset, dy, dyOffset + d, stride, dt, at + d, dimension - d, more);
                }
                r = behind;
            }
        }
    }

    /** A vector of columns, or a part of one, over the rows of a list up to the end of a chunk; returns the row that the list goes on with. */
    private static int chunk(
            int start,
            int end,
            int[] next,
            int nextOffset,
            float[] dy,
            int dyOffset,
            int stride,
            float[] dt,
            int at,
            int columns,
            boolean add) {
        VectorMask<Float> mask = S.indexInRange(0, columns);
        FloatVector sum = FloatVector.zero(S);
        int r = start;
        while (r >= 0 && r < end) {
            sum = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, dy, dyOffset + r * stride, mask))
                    .add(sum);
            r = next[nextOffset + r];
        }
        if (add) {
            sum = Lanes.TYPE.cast(FloatVector.fromArray(S, dt, at, mask)).add(sum);
        }
        Lanes.TYPE.cast(sum).intoArray(dt, at, mask);
        return r;
    }
}
