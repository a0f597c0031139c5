package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link MachineKernel}. */
final class MachineVector implements MachineKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();
    private static final MachineScalar TAIL = new MachineScalar();

    @Override
    public int lanes() {
        return L;
    }

    /** The one operand of each chain needs no register but the chain's own. */
    @Override
    public void multiplyAdds(float[] values, int rounds) {
        FloatVector v0 = FloatVector.fromArray(S, values, 0);
        FloatVector v1 = FloatVector.fromArray(S, values, L);
        FloatVector v2 = FloatVector.fromArray(S, values, 2 * L);
        FloatVector v3 = FloatVector.fromArray(S, values, 3 * L);
        FloatVector v4 = FloatVector.fromArray(S, values, 4 * L);
        FloatVector v5 = FloatVector.fromArray(S, values, 5 * L);
        FloatVector v6 = FloatVector.fromArray(S, values, 6 * L);
        FloatVector v7 = FloatVector.fromArray(S, values, 7 * L);
        FloatVector v8 = FloatVector.fromArray(S, values, 8 * L);
        FloatVector v9 = FloatVector.fromArray(S, values, 9 * L);
        FloatVector v10 = FloatVector.fromArray(S, values, 10 * L);
        FloatVector v11 = FloatVector.fromArray(S, values, 11 * L);
        FloatVector v12 = FloatVector.fromArray(S, values, 12 * L);
        FloatVector v13 = FloatVector.fromArray(S, values, 13 * L);
        FloatVector v14 = FloatVector.fromArray(S, values, 14 * L);
        FloatVector v15 = FloatVector.fromArray(S, values, 15 * L);
        for (int round = 0; round < rounds; round++) {
            v0 = v0.fma(v0, v0);
            v1 = v1.fma(v1, v1);
            v2 = v2.fma(v2, v2);
            v3 = v3.fma(v3, v3);
            v4 = v4.fma(v4, v4);
            v5 = v5.fma(v5, v5);
            v6 = v6.fma(v6, v6);
            v7 = v7.fma(v7, v7);
            v8 = v8.fma(v8, v8);
            v9 = v9.fma(v9, v9);
            v10 = v10.fma(v10, v10);
            v11 = v11.fma(v11, v11);
            v12 = v12.fma(v12, v12);
            v13 = v13.fma(v13, v13);
            v14 = v14.fma(v14, v14);
            v15 = v15.fma(v15, v15);
        }
        v0.intoArray(values, 0);
        v1.intoArray(values, L);
        v2.intoArray(values, 2 * L);
        v3.intoArray(values, 3 * L);
        v4.intoArray(values, 4 * L);
        v5.intoArray(values, 5 * L);
        v6.intoArray(values, 6 * L);
        v7.intoArray(values, 7 * L);
        v8.intoArray(values, 8 * L);
        v9.intoArray(values, 9 * L);
        v10.intoArray(values, 10 * L);
        v11.intoArray(values, 11 * L);
        v12.intoArray(values, 12 * L);
        v13.intoArray(values, 13 * L);
        v14.intoArray(values, 14 * L);
        v15.intoArray(values, 15 * L);
    }

    @Override
    public void stream(float[] g, float[][] slabs, int from, int to, float factor) {
        int end = to - (to - from) % L;
        switch (slabs.length) {
            case 1 -> one(g, slabs[0], from, end, factor);
            case 2 -> two(g, slabs[0], slabs[1], from, end, factor);
            case 3 -> three(g, slabs[0], slabs[1], slabs[2], from, end, factor);
            case 4 -> four(g, slabs[0], slabs[1], slabs[2], slabs[3], from, end, factor);
            case 5 -> five(g, slabs[0], slabs[1], slabs[2], slabs[3], slabs[4], from, end, factor);
            default -> throw new IllegalArgumentException("1 to " + MAX_STREAMS + " slabs, not " + slabs.length);
        }
        TAIL.stream(g, slabs, end, to, factor);
    }

    private static void one(float[] g, float[] a, int from, int to, float factor) {
        for (int i = from; i < to; i += L) {
            FloatVector grad = FloatVector.fromArray(S, g, i);
            grad.fma(FloatVector.broadcast(S, factor), FloatVector.fromArray(S, a, i))
                    .intoArray(a, i);
        }
    }

    private static void two(float[] g, float[] a, float[] b, int from, int to, float factor) {
        for (int i = from; i < to; i += L) {
            FloatVector grad = FloatVector.fromArray(S, g, i);
            grad.fma(FloatVector.broadcast(S, factor), FloatVector.fromArray(S, a, i))
                    .intoArray(a, i);
            grad.fma(FloatVector.broadcast(S, factor), FloatVector.fromArray(S, b, i))
                    .intoArray(b, i);
        }
    }

    private static void three(float[] g, float[] a, float[] b, float[] c, int from, int to, float factor) {
        for (int i = from; i < to; i += L) {
            FloatVector grad = FloatVector.fromArray(S, g, i);
            grad.fma(FloatVector.broadcast(S, factor), FloatVector.fromArray(S, a, i))
                    .intoArray(a, i);
            grad.fma(FloatVector.broadcast(S, factor), FloatVector.fromArray(S, b, i))
                    .intoArray(b, i);
            grad.fma(FloatVector.broadcast(S, factor), FloatVector.fromArray(S, c, i))
                    .intoArray(c, i);
        }
    }

    private static void four(float[] g, float[] a, float[] b, float[] c, float[] d, int from, int to, float factor) {
        for (int i = from; i < to; i += L) {
            FloatVector grad = FloatVector.fromArray(S, g, i);
            grad.fma(FloatVector.broadcast(S, factor), FloatVector.fromArray(S, a, i))
                    .intoArray(a, i);
            grad.fma(FloatVector.broadcast(S, factor), FloatVector.fromArray(S, b, i))
                    .intoArray(b, i);
            grad.fma(FloatVector.broadcast(S, factor), FloatVector.fromArray(S, c, i))
                    .intoArray(c, i);
            grad.fma(FloatVector.broadcast(S, factor), FloatVector.fromArray(S, d, i))
                    .intoArray(d, i);
        }
    }

    private static void five(
            float[] g, float[] a, float[] b, float[] c, float[] d, float[] e, int from, int to, float factor) {
        for (int i = from; i < to; i += L) {
            FloatVector grad = FloatVector.fromArray(S, g, i);
            grad.fma(FloatVector.broadcast(S, factor), FloatVector.fromArray(S, a, i))
                    .intoArray(a, i);
            grad.fma(FloatVector.broadcast(S, factor), FloatVector.fromArray(S, b, i))
                    .intoArray(b, i);
            grad.fma(FloatVector.broadcast(S, factor), FloatVector.fromArray(S, c, i))
                    .intoArray(c, i);
            grad.fma(FloatVector.broadcast(S, factor), FloatVector.fromArray(S, d, i))
                    .intoArray(d, i);
            grad.fma(FloatVector.broadcast(S, factor), FloatVector.fromArray(S, e, i))
                    .intoArray(e, i);
        }
    }
}
