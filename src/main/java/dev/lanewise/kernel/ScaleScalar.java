package dev.lanewise.kernel;

/** The textbook twin of {@link ScaleKernel}. */
final class ScaleScalar implements ScaleKernel {

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
        for (int r = rowFrom; r < rowTo; r++) {
            for (int c = 0; c < columns; c++) {
                y[yOffset + r * columns + c] = x[xOffset + r * columns + c] * scale[scaleOffset + c];
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
        for (int r = rowFrom; r < rowTo; r++) {
            for (int c = 0; c < columns; c++) {
                y[yOffset + r * columns + c] =
                        Math.fma(x[xOffset + r * columns + c], scale[scaleOffset + c], bias[biasOffset + c]);
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
        for (int c = from; c < to; c++) {
            float total = ds[dsOffset + c];
            for (int chunk = 0; chunk == 0 || chunk < rows; chunk += depth) {
                float sum = 0;
                for (int r = chunk; r < Math.min(rows, chunk + depth); r++) {
                    sum = Math.fma(x[xOffset + r * columns + c], dy[dyOffset + r * columns + c], sum);
                }
                total = add || chunk > 0 ? total + sum : sum;
            }
            ds[dsOffset + c] = total;
        }
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
        for (int c = from; c < to; c++) {
            float total = db[dbOffset + c];
            for (int chunk = 0; chunk == 0 || chunk < rows; chunk += depth) {
                float sum = 0;
                for (int r = chunk; r < Math.min(rows, chunk + depth); r++) {
                    sum += dy[dyOffset + r * columns + c];
                }
                total = add || chunk > 0 ? total + sum : sum;
            }
            db[dbOffset + c] = total;
        }
    }
}
