package dev.lanewise.kernel;

/** The textbook twin of {@link EmbeddingKernel}. */
final class EmbeddingScalar implements EmbeddingKernel {

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
            System.arraycopy(x, xOffset + r * inputs, y, yOffset + r * outputs, numbers);
            for (int t = 0; t < count; t++) {
                int row = EmbeddingKernel.row(x[xOffset + r * inputs + numbers + t], starts[t + 1] - starts[t]);
                int from = tableOffset + (starts[t] + row) * dimension;
                int to = yOffset + r * outputs + numbers + t * dimension;
                for (int d = 0; d < dimension; d++) {
                    y[to + d] = row < 0 ? Float.NaN : tables[from + d];
                }
            }
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
            for (int d = 0; d < dimension; d++) {
                int at = dtOffset + k * dimension + d;
                float total = add ? dt[at] : 0;
                boolean more = add;
                int r = first[firstOffset + k];
                while (r >= 0) {
                    int end = (r / depth + 1) * depth;
                    float sum = 0;
                    for (; r >= 0 && r < end; r = next[nextOffset + r]) {
                        sum += dy[dyOffset + r * stride + d];
                    }
                    total = more ? total + sum : sum;
                    more = true;
                }
                dt[at] = total;
            }
        }
    }
}
