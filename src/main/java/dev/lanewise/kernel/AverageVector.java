package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link AverageKernel}. */
final class AverageVector implements AverageKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    @Override
    public void follow(float[] average, float[] w, int from, int to, float gain) {
        FloatVector share = FloatVector.broadcast(S, gain);
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector old = Lanes.TYPE.cast(FloatVector.fromArray(S, average, i));
            share.fma(Lanes.TYPE.cast(FloatVector.fromArray(S, w, i)).sub(old), old)
                    .intoArray(average, i);
        }
        if (i < to) {
            VectorMask<Float> mask = S.indexInRange(i, to);
            FloatVector old = Lanes.TYPE.cast(FloatVector.fromArray(S, average, i, mask));
            share.fma(Lanes.TYPE.cast(FloatVector.fromArray(S, w, i, mask)).sub(old), old)
                    .intoArray(average, i, mask);
        }
    }
}
