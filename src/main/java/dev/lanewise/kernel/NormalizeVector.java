package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector twin of {@link NormalizeKernel}: lanes run across columns, and the last vector of a row is masked. A lane that the mask leaves out keeps its sum: even adding 0
 * could turn a -0.0.
 */
final class NormalizeVector implements NormalizeKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

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
            for (int part = 0; part < SCRATCH; part += L) {
                sum(x, xi, part, columns, scratch);
            }
            float mean = SumScalar.tree(scratch, 0) / columns;
            for (int part = 0; part < SCRATCH; part += L) {
                squares(x, xi, part, columns, mean, scratch);
            }
            inverse[r] = NormalizeKernel.inverse(SumScalar.tree(scratch, 0) / columns, epsilon);
            row(x, xi, mean, inverse[r], y, yOffset + r * columns, columns);
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
            for (int part = 0; part < SCRATCH; part += L) {
                sum(d, di, part, columns, scratch);
            }
            float a = SumScalar.tree(scratch, 0) / columns;
            for (int part = 0; part < SCRATCH; part += L) {
                products(d, di, y, yi, part, columns, scratch);
            }
            float b = SumScalar.tree(scratch, 0) / columns;
            rowDelta(y, yi, a, -b, inverse[r], d, di, columns);
        }
    }

    /** As many of the virtual lanes of a row's sum as a vector has, from {@code part} on. */
    private static void sum(float[] x, int from, int part, int columns, float[] scratch) {
        FloatVector sum = FloatVector.zero(S);
        int c = part;
        for (; c <= columns - L; c += SCRATCH) {
            sum = Lanes.TYPE.cast(FloatVector.fromArray(S, x, from + c)).add(sum);
        }
        if (c < columns) {
            VectorMask<Float> mask = S.indexInRange(c, columns);
            sum = sum.add(Lanes.TYPE.cast(FloatVector.fromArray(S, x, from + c, mask)), mask);
        }
        Lanes.TYPE.cast(sum).intoArray(scratch, part);
    }

    private static void squares(float[] x, int from, int part, int columns, float mean, float[] scratch) {
        FloatVector sum = FloatVector.zero(S);
        int c = part;
        for (; c <= columns - L; c += SCRATCH) {
            FloatVector distance =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, x, from + c)).sub(mean);
            sum = distance.fma(distance, sum);
        }
        if (c < columns) {
            VectorMask<Float> mask = S.indexInRange(c, columns);
            FloatVector distance =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, x, from + c, mask)).sub(mean);
            sum = sum.blend(distance.fma(distance, sum), mask);
        }
        Lanes.TYPE.cast(sum).intoArray(scratch, part);
    }

    private static void products(float[] a, int aFrom, float[] b, int bFrom, int part, int columns, float[] scratch) {
        FloatVector sum = FloatVector.zero(S);
        int c = part;
        for (; c <= columns - L; c += SCRATCH) {
            sum = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, a, aFrom + c))
                    .fma(Lanes.TYPE.cast(FloatVector.fromArray(S, b, bFrom + c)), sum);
        }
        if (c < columns) {
            VectorMask<Float> mask = S.indexInRange(c, columns);
            FloatVector more = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, a, aFrom + c, mask))
                    .fma(Lanes.TYPE.cast(FloatVector.fromArray(S, b, bFrom + c, mask)), sum);
            sum = sum.blend(more, mask);
        }
        Lanes.TYPE.cast(sum).intoArray(scratch, part);
    }

    private static void row(float[] x, int from, float mean, float inverse, float[] y, int to, int columns) {
        int c = 0;
        for (; c <= columns - L; c += L) {
            Lanes.TYPE
                    .cast(FloatVector.fromArray(S, x, from + c))
                    .sub(mean)
                    .mul(inverse)
                    .intoArray(y, to + c);
        }
        if (c < columns) {
            VectorMask<Float> mask = S.indexInRange(c, columns);
            Lanes.TYPE
                    .cast(FloatVector.fromArray(S, x, from + c, mask))
                    .sub(mean)
                    .mul(inverse)
                    .intoArray(y, to + c, mask);
        }
    }

    private static void rowDelta(
            float[] y, int from, float mean, float slope, float inverse, float[] d, int to, int columns) {
        int c = 0;
        for (; c <= columns - L; c += L) {
            Lanes.TYPE
                    .cast(FloatVector.fromArray(S, y, from + c))
                    .fma(
                            FloatVector.broadcast(S, slope),
                            Lanes.TYPE.cast(FloatVector.fromArray(S, d, to + c)).sub(mean))
                    .mul(inverse)
                    .intoArray(d, to + c);
        }
        if (c < columns) {
            VectorMask<Float> mask = S.indexInRange(c, columns);
            Lanes.TYPE
                    .cast(FloatVector.fromArray(S, y, from + c, mask))
                    .fma(
                            FloatVector.broadcast(S, slope),
                            Lanes.TYPE
                                    .cast(FloatVector.fromArray(S, d, to + c, mask))
                                    .sub(mean))
                    .mul(inverse)
                    .intoArray(d, to + c, mask);
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
        int whole = from + S.loopBound(to - from);
        VectorMask<Float> mask = S.indexInRange(whole, to);
        for (int r = rowFrom; r < rowTo; r++) {
            int xi = xOffset + r * columns;
            int yi = yOffset + r * columns;
            for (int c = from; c < whole; c += L) {
                Lanes.TYPE
                        .cast(FloatVector.fromArray(S, x, xi + c))
                        .sub(Lanes.TYPE.cast(FloatVector.fromArray(S, mean, c)))
                        .mul(Lanes.TYPE.cast(FloatVector.fromArray(S, inverse, c)))
                        .intoArray(y, yi + c);
            }
            if (whole < to) {
                Lanes.TYPE
                        .cast(FloatVector.fromArray(S, x, xi + whole, mask))
                        .sub(Lanes.TYPE.cast(FloatVector.fromArray(S, mean, whole, mask)))
                        .mul(Lanes.TYPE.cast(FloatVector.fromArray(S, inverse, whole, mask)))
                        .intoArray(y, yi + whole, mask);
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
        int whole = S.loopBound(columns);
        VectorMask<Float> mask = S.indexInRange(whole, columns);
        for (int r = rowFrom; r < rowTo; r++) {
            int yi = yOffset + r * columns;
            int di = dyOffset + r * columns;
            int to = dxOffset + r * columns;
            for (int c = 0; c < whole; c += L) {
                FloatVector distance = Lanes.TYPE
                        .cast(FloatVector.fromArray(S, dy, di + c))
                        .sub(Lanes.TYPE.cast(FloatVector.fromArray(S, mean, c)));
                Lanes.TYPE
                        .cast(FloatVector.fromArray(S, slope, c))
                        .fma(Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + c)), distance)
                        .mul(Lanes.TYPE.cast(FloatVector.fromArray(S, factor, c)))
                        .intoArray(dx, to + c);
            }
            if (whole < columns) {
                FloatVector distance = Lanes.TYPE
                        .cast(FloatVector.fromArray(S, dy, di + whole, mask))
                        .sub(Lanes.TYPE.cast(FloatVector.fromArray(S, mean, whole, mask)));
                Lanes.TYPE
                        .cast(FloatVector.fromArray(S, slope, whole, mask))
                        .fma(Lanes.TYPE.cast(FloatVector.fromArray(S, y, yi + whole, mask)), distance)
                        .mul(Lanes.TYPE.cast(FloatVector.fromArray(S, factor, whole, mask)))
                        .intoArray(dx, to + whole, mask);
            }
        }
    }

    @Override
    public void add(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int length) {
        int i = 0;
        for (; i <= length - L; i += L) {
            Lanes.TYPE
                    .cast(FloatVector.fromArray(S, a, aOffset + i))
                    .add(Lanes.TYPE.cast(FloatVector.fromArray(S, b, bOffset + i)))
                    .intoArray(y, yOffset + i);
        }
        if (i < length) {
            VectorMask<Float> mask = S.indexInRange(i, length);
            Lanes.TYPE
                    .cast(FloatVector.fromArray(S, a, aOffset + i, mask))
                    .add(Lanes.TYPE.cast(FloatVector.fromArray(S, b, bOffset + i, mask)))
                    .intoArray(y, yOffset + i, mask);
        }
    }
}
