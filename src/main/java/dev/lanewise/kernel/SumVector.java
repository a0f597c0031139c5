package dev.lanewise.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link SumKernel}: a virtual lane is a lane of one of sixteen doubles' worth of vectors. */
final class SumVector implements SumKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final VectorSpecies<Double> D = Lanes.DOUBLE;
    private static final int L = S.length();
    private static final int H = D.length();

    @Override
    public double sum(float[] values, int offset, int length, double[] lanes) {
        double total = 0;
        for (int block = 0; block < length; block += BLOCK) {
            total += block(values, offset + block, Math.min(BLOCK, length - block), false, lanes);
        }
        return total;
    }

    @Override
    public double sumOfSquares(float[] values, int offset, int length, double[] lanes) {
        double total = 0;
        for (int block = 0; block < length; block += BLOCK) {
            total += block(values, offset + block, Math.min(BLOCK, length - block), true, lanes);
        }
        return total;
    }

    /** Sums a block: whole groups of sixteen in vectors, the rest of the lanes one by one. */
    private static double block(float[] values, int from, int length, boolean squares, double[] lanes) {
        Arrays.fill(lanes, 0, LANES, 0);
        int whole = length - length % LANES;
        for (int part = 0; part < LANES; part += L) {
            if (squares) {
                squareLanes(values, from + part, whole, lanes, part);
            } else {
                plainLanes(values, from + part, whole, lanes, part);
            }
        }
        for (int i = whole; i < length; i++) {
            double value = values[from + i];
            lanes[i % LANES] += squares ? value * value : value;
        }
        return SumScalar.tree(lanes);
    }

    private static void plainLanes(float[] values, int from, int whole, double[] lanes, int part) {
        DoubleVector low = DoubleVector.zero(D);
        DoubleVector high = DoubleVector.zero(D);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v = Lanes.TYPE.cast(FloatVector.fromArray(S, values, from + i));
            low = ((DoubleVector) v.convertShape(VectorOperators.F2D, D, 0)).add(low);
            high = ((DoubleVector) v.convertShape(VectorOperators.F2D, D, 1)).add(high);
        }
        Lanes.DOUBLE_TYPE.cast(low).intoArray(lanes, part);
        Lanes.DOUBLE_TYPE.cast(high).intoArray(lanes, part + H);
    }

    private static void squareLanes(float[] values, int from, int whole, double[] lanes, int part) {
        DoubleVector low = DoubleVector.zero(D);
        DoubleVector high = DoubleVector.zero(D);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v = Lanes.TYPE.cast(FloatVector.fromArray(S, values, from + i));
            DoubleVector a = (DoubleVector) v.convertShape(VectorOperators.F2D, D, 0);
            DoubleVector b = (DoubleVector) v.convertShape(VectorOperators.F2D, D, 1);
            low = a.mul(a).add(low);
            high = b.mul(b).add(high);
        }
        Lanes.DOUBLE_TYPE.cast(low).intoArray(lanes, part);
        Lanes.DOUBLE_TYPE.cast(high).intoArray(lanes, part + H);
    }

    @Override
    public double sumOfMagnitudes(float[] values, int offset, int length, double[] lanes) {
        double total = 0;
        for (int block = 0; block < length; block += BLOCK) {
            int from = offset + block;
            int size = Math.min(BLOCK, length - block);
            int whole = size - size % LANES;
            Arrays.fill(lanes, 0, LANES, 0);
            for (int part = 0; part < LANES; part += L) {
                magnitudeLanes(values, from + part, whole, lanes, part);
            }
            for (int i = whole; i < size; i++) {
                lanes[i % LANES] += Math.abs(values[from + i]);
            }
            total += SumScalar.tree(lanes);
        }
        return total;
    }

    @Override
    public double dot(float[] a, int aOffset, float[] b, int bOffset, int length, double[] lanes) {
        double total = 0;
        for (int block = 0; block < length; block += BLOCK) {
            int size = Math.min(BLOCK, length - block);
            int whole = size - size % LANES;
            Arrays.fill(lanes, 0, LANES, 0);
            for (int part = 0; part < LANES; part += L) {
                productLanes(a, aOffset + block + part, b, bOffset + block + part, whole, lanes, part);
            }
            for (int i = whole; i < size; i++) {
                lanes[i % LANES] += (double) a[aOffset + block + i] * b[bOffset + block + i];
            }
            total += SumScalar.tree(lanes);
        }
        return total;
    }

    private static void magnitudeLanes(float[] values, int from, int whole, double[] lanes, int part) {
        DoubleVector low = DoubleVector.zero(D);
        DoubleVector high = DoubleVector.zero(D);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, values, from + i)).abs();
            low = ((DoubleVector) v.convertShape(VectorOperators.F2D, D, 0)).add(low);
            high = ((DoubleVector) v.convertShape(VectorOperators.F2D, D, 1)).add(high);
        }
        Lanes.DOUBLE_TYPE.cast(low).intoArray(lanes, part);
        Lanes.DOUBLE_TYPE.cast(high).intoArray(lanes, part + H);
    }

    private static void productLanes(float[] a, int aFrom, float[] b, int bFrom, int whole, double[] lanes, int part) {
        DoubleVector low = DoubleVector.zero(D);
        DoubleVector high = DoubleVector.zero(D);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector x = Lanes.TYPE.cast(FloatVector.fromArray(S, a, aFrom + i));
            FloatVector y = Lanes.TYPE.cast(FloatVector.fromArray(S, b, bFrom + i));
            DoubleVector xLow = (DoubleVector) x.convertShape(VectorOperators.F2D, D, 0);
            DoubleVector xHigh = (DoubleVector) x.convertShape(VectorOperators.F2D, D, 1);
            low = xLow.mul(y.convertShape(VectorOperators.F2D, D, 0)).add(low);
            high = xHigh.mul(y.convertShape(VectorOperators.F2D, D, 1)).add(high);
        }
        Lanes.DOUBLE_TYPE.cast(low).intoArray(lanes, part);
        Lanes.DOUBLE_TYPE.cast(high).intoArray(lanes, part + H);
    }
}
