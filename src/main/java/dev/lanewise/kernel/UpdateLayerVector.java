package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link UpdateLayerKernel}; the scalar twin takes what is left at the ends of a range. */
final class UpdateLayerVector implements UpdateLayerKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();
    private static final UpdateLayerScalar REST = new UpdateLayerScalar();

    @Override
    public void adamMoments(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            float[] r,
            int shift,
            int from,
            int to,
            float correct,
            float beta1,
            float gain1,
            float beta2,
            float gain2,
            float root,
            float inner,
            float outer,
            float pull,
            float scale,
            float decay) {
        int i = UpdateHead.start(from, to, L);
        REST.adamMoments(
                w, g, m, v, r, shift, from, i, correct, beta1, gain1, beta2, gain2, root, inner, outer, pull, scale,
                decay);
        for (; i <= to - L; i += L) {
            FloatVector weight = Lanes.TYPE.cast(FloatVector.fromArray(S, w, i));
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    Lanes.TYPE.cast(FloatVector.fromArray(S, g, i)).mul(scale));
            FloatVector mean = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, m, i))
                    .fma(FloatVector.broadcast(S, beta1), grad.mul(gain1));
            mean = mean.blend(0f, mean.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            mean.intoArray(m, i);
            FloatVector square = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, v, i))
                    .fma(FloatVector.broadcast(S, beta2), grad.mul(gain2).mul(grad));
            square = square.blend(0f, square.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            square.intoArray(v, i);
            FloatVector d =
                    square.add(inner).sqrt().fma(FloatVector.broadcast(S, root), FloatVector.broadcast(S, outer));
            weight.fma(FloatVector.broadcast(S, pull), mean.div(d).mul(correct)).intoArray(r, i + shift);
        }
        REST.adamMoments(
                w, g, m, v, r, shift, i, to, correct, beta1, gain1, beta2, gain2, root, inner, outer, pull, scale,
                decay);
    }

    @Override
    public void adamMove(
            float[] w,
            float[] m,
            float[] v,
            int from,
            int to,
            float step,
            float correct,
            float root,
            float inner,
            float outer,
            float pull,
            float shrink) {
        int i = UpdateHead.start(from, to, L);
        REST.adamMove(w, m, v, from, i, step, correct, root, inner, outer, pull, shrink);
        for (; i <= to - L; i += L) {
            FloatVector d = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, v, i))
                    .add(inner)
                    .sqrt()
                    .fma(FloatVector.broadcast(S, root), FloatVector.broadcast(S, outer));
            FloatVector weight = Lanes.TYPE.cast(FloatVector.fromArray(S, w, i));
            FloatVector move = weight.fma(
                    FloatVector.broadcast(S, pull),
                    Lanes.TYPE.cast(FloatVector.fromArray(S, m, i)).div(d).mul(correct));
            move.fma(FloatVector.broadcast(S, -step), weight.mul(shrink)).intoArray(w, i);
        }
        REST.adamMove(w, m, v, i, to, step, correct, root, inner, outer, pull, shrink);
    }

    @Override
    public void prodigyMoments(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            float[] s,
            float[] p,
            float[] r,
            int shift,
            int from,
            int to,
            float beta1,
            float gain1,
            float beta2,
            float gain2,
            float beta3,
            float gain3,
            float scale) {
        int i = UpdateHead.start(from, to, L);
        REST.prodigyMoments(w, g, m, v, s, p, r, shift, from, i, beta1, gain1, beta2, gain2, beta3, gain3, scale);
        for (; i <= to - L; i += L) {
            FloatVector grad = Lanes.TYPE.cast(FloatVector.fromArray(S, g, i)).mul(scale);
            FloatVector mean = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, m, i))
                    .fma(FloatVector.broadcast(S, beta1), grad.mul(gain1));
            mean = mean.blend(0f, mean.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            mean.intoArray(m, i);
            FloatVector square = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, v, i))
                    .fma(FloatVector.broadcast(S, beta2), grad.mul(gain2).mul(grad));
            square = square.blend(0f, square.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            square.intoArray(v, i);
            FloatVector sum = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, s, i))
                    .fma(FloatVector.broadcast(S, beta3), grad.mul(gain3));
            sum = sum.blend(0f, sum.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            sum.intoArray(s, i);
            Lanes.TYPE
                    .cast(FloatVector.fromArray(S, p, i))
                    .sub(Lanes.TYPE.cast(FloatVector.fromArray(S, w, i)))
                    .intoArray(r, i + shift);
        }
        REST.prodigyMoments(w, g, m, v, s, p, r, shift, i, to, beta1, gain1, beta2, gain2, beta3, gain3, scale);
    }

    @Override
    public void direction(
            float[] w,
            float[] g,
            float[] b,
            float[] r,
            int shift,
            int from,
            int to,
            float beta,
            float gain,
            float keep,
            float look,
            float scale,
            float decay) {
        int i = UpdateHead.start(from, to, L);
        REST.direction(w, g, b, r, shift, from, i, beta, gain, keep, look, scale, decay);
        for (; i <= to - L; i += L) {
            FloatVector grad = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, w, i))
                    .fma(
                            FloatVector.broadcast(S, decay),
                            Lanes.TYPE.cast(FloatVector.fromArray(S, g, i)).mul(scale));
            FloatVector buffer =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, b, i)).fma(FloatVector.broadcast(S, beta), grad.mul(gain));
            buffer = buffer.blend(0f, buffer.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            buffer.intoArray(b, i);
            buffer.fma(FloatVector.broadcast(S, keep), grad.mul(look)).intoArray(r, i + shift);
        }
        REST.direction(w, g, b, r, shift, i, to, beta, gain, keep, look, scale, decay);
    }

    @Override
    public void move(float[] w, float[] r, int shift, int from, int to, float rate, float shrink) {
        int i = UpdateHead.start(from, to, L);
        REST.move(w, r, shift, from, i, rate, shrink);
        for (; i <= to - L; i += L) {
            Lanes.TYPE
                    .cast(FloatVector.fromArray(S, r, i + shift))
                    .fma(
                            FloatVector.broadcast(S, -rate),
                            Lanes.TYPE.cast(FloatVector.fromArray(S, w, i)).mul(shrink))
                    .intoArray(w, i);
        }
        REST.move(w, r, shift, i, to, rate, shrink);
    }

    @Override
    public void combine(float[] w, float[] r, int shift, int from, int to, float first, float second) {
        int i = UpdateHead.start(from, to, L);
        REST.combine(w, r, shift, from, i, first, second);
        for (; i <= to - L; i += L) {
            Lanes.TYPE
                    .cast(FloatVector.fromArray(S, w, i))
                    .fma(
                            FloatVector.broadcast(S, second),
                            Lanes.TYPE
                                    .cast(FloatVector.fromArray(S, r, i + shift))
                                    .mul(first))
                    .intoArray(r, i + shift);
        }
        REST.combine(w, r, shift, i, to, first, second);
    }
}
