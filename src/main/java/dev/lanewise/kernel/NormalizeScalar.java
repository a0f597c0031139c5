package dev.lanewise.kernel;

import java.util.Arrays;

/** The textbook twin of {@link NormalizeKernel}. */
final class NormalizeScalar implements NormalizeKernel {

    @Override
    public void rows(
            float[] x,
            int xOffset,
            float[] y,
            int yOffset,
            float[] inverse,
            int columns,
            int rowFrom,
            int rowTo,
            double epsilon,
            float[] scratch) {
        for (int r = rowFrom; r < rowTo; r++) {
            int xi = xOffset + r * columns;
            int yi = yOffset + r * columns;
            Arrays.fill(scratch, 0, SCRATCH, 0);
            for (int c = 0; c < columns; c++) {
                scratch[c % SCRATCH] += x[xi + c];
            }
            float mean = SumScalar.tree(scratch, 0) / columns;
            Arrays.fill(scratch, 0, SCRATCH, 0);
            for (int c = 0; c < columns; c++) {
                float distance = x[xi + c] - mean;
                scratch[c % SCRATCH] = Math.fma(distance, distance, scratch[c % SCRATCH]);
            }
            inverse[r] = NormalizeKernel.inverse(SumScalar.tree(scratch, 0) / columns, epsilon);
            for (int c = 0; c < columns; c++) {
                y[yi + c] = (x[xi + c] - mean) * inverse[r];
            }
        }
    }

    @Override
    public void rowDeltas(
            float[] y,
            int yOffset,
            float[] inverse,
            float[] d,
            int dOffset,
            int columns,
            int rowFrom,
            int rowTo,
            float[] scratch) {
        for (int r = rowFrom; r < rowTo; r++) {
            int yi = yOffset + r * columns;
            int di = dOffset + r * columns;
            Arrays.fill(scratch, 0, SCRATCH, 0);
            for (int c = 0; c < columns; c++) {
                scratch[c % SCRATCH] += d[di + c];
            }
            float a = SumScalar.tree(scratch, 0) / columns;
            Arrays.fill(scratch, 0, SCRATCH, 0);
            for (int c = 0; c < columns; c++) {
                scratch[c % SCRATCH] = Math.fma(d[di + c], y[yi + c], scratch[c % SCRATCH]);
            }
            float b = SumScalar.tree(scratch, 0) / columns;
            for (int c = 0; c < columns; c++) {
                d[di + c] = Math.fma(-b, y[yi + c], d[di + c] - a) * inverse[r];
            }
        }
    }

    @Override
    public void columns(
            float[] x,
            int xOffset,
            float[] mean,
            float[] inverse,
            float[] y,
            int yOffset,
            int columns,
            int rowFrom,
            int rowTo,
            int from,
            int to) {
        for (int r = rowFrom; r < rowTo; r++) {
            for (int c = from; c < to; c++) {
                y[yOffset + r * columns + c] = (x[xOffset + r * columns + c] - mean[c]) * inverse[c];
            }
        }
    }

    @Override
    public void columnDeltas(
            float[] y,
            int yOffset,
            float[] dy,
            int dyOffset,
            float[] mean,
            float[] slope,
            float[] factor,
            float[] dx,
            int dxOffset,
            int columns,
            int rowFrom,
            int rowTo) {
        for (int r = rowFrom; r < rowTo; r++) {
            for (int c = 0; c < columns; c++) {
                float distance = dy[dyOffset + r * columns + c] - mean[c];
                dx[dxOffset + r * columns + c] = Math.fma(slope[c], y[yOffset + r * columns + c], distance) * factor[c];
            }
        }
    }

    @Override
    public void add(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = a[aOffset + i] + b[bOffset + i];
        }
    }
}
