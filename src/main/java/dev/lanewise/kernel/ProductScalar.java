package dev.lanewise.kernel;

import java.util.Arrays;

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
            int columnTo,
            ProductScratch scratch) {
        for (int r = rowFrom; r < rowTo; r++) {
            int row = yOffset + r * outputs;
            System.arraycopy(bias, biasOffset + columnFrom, y, row + columnFrom, columnTo - columnFrom);
            int k = 0;
            // Two steps at a time, since sums stay in memory.
            for (; k < inputs - 1; k += 2) {
                float factor0 = x[xOffset + r * inputs + k];
                float factor1 = x[xOffset + r * inputs + k + 1];
                int from = wOffset + k * outputs;
                for (int c = columnFrom; c < columnTo; c++) {
                    float sum = Math.fma(factor0, w[from + c], y[row + c]);
                    y[row + c] = Math.fma(factor1, w[from + outputs + c], sum);
                }
            }
            if (k < inputs) {
                float factor = x[xOffset + r * inputs + k];
                for (int c = columnFrom; c < columnTo; c++) {
                    y[row + c] = Math.fma(factor, w[wOffset + k * outputs + c], y[row + c]);
                }
            }
        }
    }

    @Override
    public void inputGradient(
            float[] dy,
            int dyOffset,
            float[] w,
            int wOffset,
            float[] dx,
            int dxOffset,
            int inputs,
            int outputs,
            int rowFrom,
            int rowTo,
            int inputFrom,
            int inputTo,
            ProductScratch scratch) {
        for (int r = rowFrom; r < rowTo; r++) {
            int row = dyOffset + r * outputs;
            int to = dxOffset + r * inputs;
            int i = inputFrom;
            // Four chains at a time: one alone waits for itself.
            for (; i <= inputTo - 4; i += 4) {
                int from = wOffset + i * outputs;
                float sum0 = 0;
                float sum1 = 0;
                float sum2 = 0;
                float sum3 = 0;
                for (int c = 0; c < outputs; c++) {
                    float delta = dy[row + c];
                    sum0 = Math.fma(delta, w[from + c], sum0);
                    sum1 = Math.fma(delta, w[from + outputs + c], sum1);
                    sum2 = Math.fma(delta, w[from + 2 * outputs + c], sum2);
                    sum3 = Math.fma(delta, w[from + 3 * outputs + c], sum3);
                }
                dx[to + i] = sum0;
                dx[to + i + 1] = sum1;
                dx[to + i + 2] = sum2;
                dx[to + i + 3] = sum3;
            }
            for (; i < inputTo; i++) {
                float sum = 0;
                for (int c = 0; c < outputs; c++) {
                    sum = Math.fma(dy[row + c], w[wOffset + i * outputs + c], sum);
                }
                dx[to + i] = sum;
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
            int outputTo,
            boolean add,
            ProductScratch scratch) {
        for (int k = inputFrom; k < inputTo; k++) {
            int row = dwOffset + k * outputs;
            int begun = add ? 0 : Math.min(rows, ROWS_PER_CHAIN);
            if (!add) {
                Arrays.fill(dw, row + outputFrom, row + outputTo, 0);
            }
            int r = 0;
            for (; r < begun - 1; r += 2) {
                float factor0 = x[xOffset + r * inputs + k];
                float factor1 = x[xOffset + r * inputs + inputs + k];
                int from = dyOffset + r * outputs;
                for (int c = outputFrom; c < outputTo; c++) {
                    float sum = Math.fma(factor0, dy[from + c], dw[row + c]);
                    dw[row + c] = Math.fma(factor1, dy[from + outputs + c], sum);
                }
            }
            if (r < begun) {
                float factor = x[xOffset + r * inputs + k];
                for (int c = outputFrom; c < outputTo; c++) {
                    dw[row + c] = Math.fma(factor, dy[dyOffset + r * outputs + c], dw[row + c]);
                }
            }
            for (int c = outputFrom; c < outputTo; c++) {
                float total = dw[row + c];
                for (int chunk = begun; chunk == 0 || chunk < rows; chunk += ROWS_PER_CHAIN) {
                    float sum = 0;
                    for (r = chunk; r < Math.min(rows, chunk + ROWS_PER_CHAIN); r++) {
                        sum = Math.fma(x[xOffset + r * inputs + k], dy[dyOffset + r * outputs + c], sum);
                    }
                    total += sum;
                }
                dw[row + c] = total;
            }
        }
    }

    @Override
    public void biasGradient(
            float[] dy,
            int dyOffset,
            float[] db,
            int dbOffset,
            int rows,
            int outputs,
            int outputFrom,
            int outputTo,
            boolean add) {
        for (int c = outputFrom; c < outputTo; c++) {
            float total = db[dbOffset + c];
            for (int chunk = 0; chunk == 0 || chunk < rows; chunk += ROWS_PER_CHAIN) {
                float sum = 0;
                for (int r = chunk; r < Math.min(rows, chunk + ROWS_PER_CHAIN); r++) {
                    sum += dy[dyOffset + r * outputs + c];
                }
                total = add || chunk > 0 ? total + sum : sum;
            }
            db[dbOffset + c] = total;
        }
    }
}
