package dev.lanewise.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link PenaltyKernel}; the scalar twin takes what is left at the ends of a range. */
final class PenaltyVector implements PenaltyKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final VectorSpecies<Double> D = Lanes.DOUBLE;
    private static final int L = S.length();
    private static final PenaltyScalar REST = new PenaltyScalar();

    @Override
    public void addDecay(float[] w, float[] g, int from, int to, float absolute, float square) {
        int i = UpdateHead.start(from, to, L);
        REST.addDecay(w, g, from, i, absolute, square);
        for (; i <= to - L; i += L) {
            FloatVector weight = Lanes.TYPE.cast(FloatVector.fromArray(S, w, i));
            FloatVector turn = weight;
            turn = turn.blend(1f, turn.compare(VectorOperators.GT, 0f))
                    .blend(-1f, turn.compare(VectorOperators.LT, 0f));
            weight.fma(
                            FloatVector.broadcast(S, square),
                            turn.fma(
                                    FloatVector.broadcast(S, absolute),
                                    Lanes.TYPE.cast(FloatVector.fromArray(S, g, i))))
                    .intoArray(g, i);
        }
        REST.addDecay(w, g, i, to, absolute, square);
    }

    @Override
    public void clip(float[] g, int from, int to, float limit) {
        int i = UpdateHead.start(from, to, L);
        REST.clip(g, from, i, limit);
        for (; i <= to - L; i += L) {
            FloatVector gradient = Lanes.TYPE.cast(FloatVector.fromArray(S, g, i));
            gradient = gradient.blend(limit, gradient.compare(VectorOperators.GT, limit));
            gradient = gradient.blend(-limit, gradient.compare(VectorOperators.LT, -limit));
            gradient.intoArray(g, i);
        }
        REST.clip(g, i, to, limit);
    }

    @Override
    public void multiply(float[] g, int from, int to, float factor) {
        int i = UpdateHead.start(from, to, L);
        REST.multiply(g, from, i, factor);
        for (; i <= to - L; i += L) {
            Lanes.TYPE.cast(FloatVector.fromArray(S, g, i)).mul(factor).intoArray(g, i);
        }
        REST.multiply(g, i, to, factor);
    }

    @Override
    public void columnSquares(float[] w, int offset, int rows, int columns, double[] sums) {
        int c = 0;
        for (; c <= columns - L; c += L) {
            squares(w, offset + c, rows, columns, sums, c);
        }
        PenaltyScalar.columnSquares(w, offset, rows, columns, c, sums);
    }

    /** As many columns as a vector of floats has lanes, in two vectors of doubles. */
    private static void squares(float[] w, int at, int rows, int columns, double[] sums, int c) {
        DoubleVector low = DoubleVector.zero(D);
        DoubleVector high = DoubleVector.zero(D);
        for (int r = 0; r < rows; r++) {
            FloatVector v = Lanes.TYPE.cast(FloatVector.fromArray(S, w, at + r * columns));
            DoubleVector a = (DoubleVector) v.convertShape(VectorOperators.F2D, D, 0);
            DoubleVector b = (DoubleVector) v.convertShape(VectorOperators.F2D, D, 1);
            low = a.mul(a).add(low);
            high = b.mul(b).add(high);
        }
        Lanes.DOUBLE_TYPE.cast(low).intoArray(sums, c);
        Lanes.DOUBLE_TYPE.cast(high).intoArray(sums, c + D.length());
    }

    @Override
    public void scaleColumns(float[] w, int offset, int rows, int columns, float[] factors) {
        for (int r = 0; r < rows; r++) {
            int row = offset + r * columns;
            int c = 0;
            for (; c <= columns - L; c += L) {
                Lanes.TYPE
                        .cast(FloatVector.fromArray(S, w, row + c))
                        .mul(Lanes.TYPE.cast(FloatVector.fromArray(S, factors, c)))
                        .intoArray(w, row + c);
            }
            for (; c < columns; c++) {
                w[row + c] *= factors[c];
            }
        }
    }
}
