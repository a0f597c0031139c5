package dev.lanewise.kernel;

/** The textbook twin of {@link ProductKernel}. */
final class ProductScalar implements ProductKernel {

    @Override
    public void affine(
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            int inputs,
            int outputs,
            int rowFrom,
            int rowTo,
            int columnFrom,
            int columnTo) {
        for (int r = rowFrom; r < rowTo; r++) {
            for (int c = columnFrom; c < columnTo; c++) {
                float sum = bias[biasOffset + c];
                for (int k = 0; k < inputs; k++) {
                    sum = Math.fma(x[xOffset + r * inputs + k], w[wOffset + k * outputs + c], sum);
                }
                y[yOffset + r * outputs + c] = sum;
            }
        }
    }

    @Override
    public void multiply(
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] y,
            int yOffset,
            int inner,
            int columns,
            int rowFrom,
            int rowTo,
            int columnFrom,
            int columnTo) {
        for (int r = rowFrom; r < rowTo; r++) {
            for (int c = columnFrom; c < columnTo; c++) {
                float sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum = Math.fma(x[xOffset + r * inner + k], w[wOffset + k * columns + c], sum);
                }
                y[yOffset + r * columns + c] = sum;
            }
        }
    }

    @Override
    public void transpose(
            float[] w, int wOffset, float[] t, int tOffset, int rows, int columns, int rowFrom, int rowTo) {
        for (int r = rowFrom; r < rowTo; r++) {
            for (int c = 0; c < columns; c++) {
                t[tOffset + c * rows + r] = w[wOffset + r * columns + c];
            }
        }
    }

    @Override
    public void weightGradient(
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            float[] dw,
            int dwOffset,
            int rows,
            int inputs,
            int outputs,
            int inputFrom,
            int inputTo,
            int outputFrom,
            int outputTo) {
        for (int k = inputFrom; k < inputTo; k++) {
            for (int c = outputFrom; c < outputTo; c++) {
                float total = 0;
                for (int chunk = 0; chunk < rows; chunk += ROWS_PER_CHAIN) {
                    float sum = 0;
                    for (int r = chunk; r < Math.min(rows, chunk + ROWS_PER_CHAIN); r++) {
                        sum = Math.fma(x[xOffset + r * inputs + k], dy[dyOffset + r * outputs + c], sum);
                    }
                    total = chunk == 0 ? sum : total + sum;
                }
                dw[dwOffset + k * outputs + c] = total;
            }
        }
    }

    @Override
    public void biasGradient(
            float[] dy, int dyOffset, float[] db, int dbOffset, int rows, int outputs, int outputFrom, int outputTo) {
        for (int c = outputFrom; c < outputTo; c++) {
            float total = 0;
            for (int chunk = 0; chunk < rows; chunk += ROWS_PER_CHAIN) {
                float sum = 0;
                for (int r = chunk; r < Math.min(rows, chunk + ROWS_PER_CHAIN); r++) {
                    sum += dy[dyOffset + r * outputs + c];
                }
                total = chunk == 0 ? sum : total + sum;
            }
            db[dbOffset + c] = total;
        }
    }
}
