package dev.lanewise.kernel;

import java.util.Arrays;

/** The textbook twin of {@link SumKernel}. */
final class SumScalar implements SumKernel {

    @Override
    public double sum(float[] values, int offset, int length, double[] lanes) {
        double total = 0;
        for (int block = 0; block < length; block += BLOCK) {
            Arrays.fill(lanes, 0, LANES, 0);
            for (int i = block; i < Math.min(length, block + BLOCK); i++) {
                lanes[i % LANES] += values[offset + i];
            }
            total += tree(lanes);
        }
        return total;
    }

    @Override
    public double sumOfSquares(float[] values, int offset, int length, double[] lanes) {
        double total = 0;
        for (int block = 0; block < length; block += BLOCK) {
            Arrays.fill(lanes, 0, LANES, 0);
            for (int i = block; i < Math.min(length, block + BLOCK); i++) {
                double value = values[offset + i];
                lanes[i % LANES] += value * value;
            }
            total += tree(lanes);
        }
        return total;
    }

    @Override
    public double sumOfMagnitudes(float[] values, int offset, int length, double[] lanes) {
        double total = 0;
        for (int block = 0; block < length; block += BLOCK) {
            Arrays.fill(lanes, 0, LANES, 0);
            for (int i = block; i < Math.min(length, block + BLOCK); i++) {
                lanes[i % LANES] += Math.abs(values[offset + i]);
            }
            total += tree(lanes);
        }
        return total;
    }

    @Override
    public double dot(float[] a, int aOffset, float[] b, int bOffset, int length, double[] lanes) {
        double total = 0;
        for (int block = 0; block < length; block += BLOCK) {
            Arrays.fill(lanes, 0, LANES, 0);
            for (int i = block; i < Math.min(length, block + BLOCK); i++) {
                lanes[i % LANES] += (double) a[aOffset + i] * b[bOffset + i];
            }
            total += tree(lanes);
        }
        return total;
    }

    /** Adds sixteen lanes by a fixed tree: lane j and j + 8, then + 4, + 2, + 1. */
    static double tree(double[] lanes) {
        return ((lanes[0] + lanes[8]) + (lanes[4] + lanes[12]))
                + ((lanes[2] + lanes[10]) + (lanes[6] + lanes[14]))
                + (((lanes[1] + lanes[9]) + (lanes[5] + lanes[13]))
                        + ((lanes[3] + lanes[11]) + (lanes[7] + lanes[15])));
    }

    /** The same tree over floats from {@code offset}. */
    static float tree(float[] lanes, int offset) {
        int o = offset;
        return ((lanes[o] + lanes[o + 8]) + (lanes[o + 4] + lanes[o + 12]))
                + ((lanes[o + 2] + lanes[o + 10]) + (lanes[o + 6] + lanes[o + 14]))
                + (((lanes[o + 1] + lanes[o + 9]) + (lanes[o + 5] + lanes[o + 13]))
                        + ((lanes[o + 3] + lanes[o + 11]) + (lanes[o + 7] + lanes[o + 15])));
    }
}
