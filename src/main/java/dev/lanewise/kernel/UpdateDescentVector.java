package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link UpdateDescentKernel}; the scalar twin takes what is left at the ends of a range. */
final class UpdateDescentVector implements UpdateDescentKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();
    private static final UpdateDescentScalar REST = new UpdateDescentScalar();

    @Override
    public void sgd(float[] w, float[] g, int from, int to, float rate, float scale, float decay, float shrink) {
        int i = UpdateHead.start(from, to, L);
        REST.sgd(w, g, from, i, rate, scale, decay, shrink);
        for (; i <= to - L; i += L) {
            FloatVector weight = Lanes.TYPE.cast(FloatVector.fromArray(S, w, i));
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    Lanes.TYPE.cast(FloatVector.fromArray(S, g, i)).mul(scale));
            grad.fma(FloatVector.broadcast(S, -rate), weight.mul(shrink)).intoArray(w, i);
        }
        REST.sgd(w, g, i, to, rate, scale, decay, shrink);
    }

    @Override
    public void momentum(
            float[] w,
            float[] g,
            float[] b,
            int from,
            int to,
            float rate,
            float beta,
            float gain,
            float keep,
            float look,
            float scale,
            float decay,
            float shrink) {
        int i = UpdateHead.start(from, to, L);
        REST.momentum(w, g, b, from, i, rate, beta, gain, keep, look, scale, decay, shrink);
        for (; i <= to - L; i += L) {
            FloatVector weight = Lanes.TYPE.cast(FloatVector.fromArray(S, w, i));
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    Lanes.TYPE.cast(FloatVector.fromArray(S, g, i)).mul(scale));
            FloatVector buffer =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, b, i)).fma(FloatVector.broadcast(S, beta), grad.mul(gain));
            buffer = buffer.blend(0f, buffer.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            buffer.intoArray(b, i);
            FloatVector move = buffer.fma(FloatVector.broadcast(S, keep), grad.mul(look));
            move.fma(FloatVector.broadcast(S, -rate), weight.mul(shrink)).intoArray(w, i);
        }
        REST.momentum(w, g, b, i, to, rate, beta, gain, keep, look, scale, decay, shrink);
    }

    @Override
    public void lion(
            float[] w,
            float[] g,
            float[] m,
            int from,
            int to,
            float rate,
            float beta1,
            float gain1,
            float beta2,
            float gain2,
            float scale,
            float decay,
            float shrink) {
        int i = UpdateHead.start(from, to, L);
        REST.lion(w, g, m, from, i, rate, beta1, gain1, beta2, gain2, scale, decay, shrink);
        for (; i <= to - L; i += L) {
            FloatVector weight = Lanes.TYPE.cast(FloatVector.fromArray(S, w, i));
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    Lanes.TYPE.cast(FloatVector.fromArray(S, g, i)).mul(scale));
            FloatVector mean = Lanes.TYPE.cast(FloatVector.fromArray(S, m, i));
            FloatVector move = mean.fma(FloatVector.broadcast(S, beta1), grad.mul(gain1));
            move = move.blend(1f, move.compare(VectorOperators.GT, 0f))
                    .blend(-1f, move.compare(VectorOperators.LT, 0f));
            mean = mean.fma(FloatVector.broadcast(S, beta2), grad.mul(gain2));
            mean = mean.blend(0f, mean.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            mean.intoArray(m, i);
            move.fma(FloatVector.broadcast(S, -rate), weight.mul(shrink)).intoArray(w, i);
        }
        REST.lion(w, g, m, i, to, rate, beta1, gain1, beta2, gain2, scale, decay, shrink);
    }

    @Override
    public void rprop(
            float[] w,
            float[] g,
            float[] p,
            float[] t,
            int from,
            int to,
            float up,
            float down,
            float least,
            float most,
            float scale,
            float decay,
            float shrink) {
        int i = UpdateHead.start(from, to, L);
        REST.rprop(w, g, p, t, from, i, up, down, least, most, scale, decay, shrink);
        for (; i <= to - L; i += L) {
            FloatVector weight = Lanes.TYPE.cast(FloatVector.fromArray(S, w, i));
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    Lanes.TYPE.cast(FloatVector.fromArray(S, g, i)).mul(scale));
            FloatVector side = grad;
            side = side.blend(1f, side.compare(VectorOperators.GT, 0f))
                    .blend(-1f, side.compare(VectorOperators.LT, 0f));
            FloatVector before = Lanes.TYPE.cast(FloatVector.fromArray(S, p, i));
            before = before.blend(1f, before.compare(VectorOperators.GT, 0f))
                    .blend(-1f, before.compare(VectorOperators.LT, 0f));
            FloatVector turn = side.mul(before);
            FloatVector factor = FloatVector.broadcast(S, 1f).blend(up, turn.compare(VectorOperators.GT, 0f));
            factor = factor.blend(down, turn.compare(VectorOperators.LT, 0f));
            FloatVector size = Lanes.TYPE.cast(FloatVector.fromArray(S, t, i)).mul(factor);
            size = size.blend(least, size.compare(VectorOperators.LT, least));
            size = size.blend(most, size.compare(VectorOperators.GT, most));
            size.intoArray(t, i);
            FloatVector kept = grad.blend(0f, turn.compare(VectorOperators.LT, 0f));
            kept.intoArray(p, i);
            FloatVector move = kept;
            move = move.blend(1f, move.compare(VectorOperators.GT, 0f))
                    .blend(-1f, move.compare(VectorOperators.LT, 0f));
            size.neg().fma(move, weight.mul(shrink)).intoArray(w, i);
        }
        REST.rprop(w, g, p, t, i, to, up, down, least, most, scale, decay, shrink);
    }
}
