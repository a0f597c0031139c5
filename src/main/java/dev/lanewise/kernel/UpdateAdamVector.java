package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link UpdateAdamKernel}; the scalar twin takes what is left at the ends of a range. */
final class UpdateAdamVector implements UpdateAdamKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();
    private static final UpdateAdamScalar REST = new UpdateAdamScalar();

    @Override
    public void adam(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int from,
            int to,
            float step,
            float beta1,
            float gain1,
            float beta2,
            float gain2,
            float root,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        int i = UpdateHead.start(from, to, L);
        REST.adam(w, g, m, v, from, i, step, beta1, gain1, beta2, gain2, root, inner, outer, scale, decay, shrink);
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
            mean.div(d).fma(FloatVector.broadcast(S, -step), weight.mul(shrink)).intoArray(w, i);
        }
        REST.adam(w, g, m, v, i, to, step, beta1, gain1, beta2, gain2, root, inner, outer, scale, decay, shrink);
    }

    @Override
    public void amsGrad(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            float[] x,
            int from,
            int to,
            float step,
            float beta1,
            float gain1,
            float beta2,
            float gain2,
            float correct,
            float root,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        int i = UpdateHead.start(from, to, L);
        REST.amsGrad(
                w, g, m, v, x, from, i, step, beta1, gain1, beta2, gain2, correct, root, inner, outer, scale, decay,
                shrink);
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
            FloatVector largest =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, x, i)).max(square.mul(correct));
            largest.intoArray(x, i);
            FloatVector d =
                    largest.add(inner).sqrt().fma(FloatVector.broadcast(S, root), FloatVector.broadcast(S, outer));
            mean.div(d).fma(FloatVector.broadcast(S, -step), weight.mul(shrink)).intoArray(w, i);
        }
        REST.amsGrad(
                w, g, m, v, x, i, to, step, beta1, gain1, beta2, gain2, correct, root, inner, outer, scale, decay,
                shrink);
    }

    @Override
    public void adamax(
            float[] w,
            float[] g,
            float[] m,
            float[] u,
            int from,
            int to,
            float step,
            float beta1,
            float gain1,
            float beta2,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        int i = UpdateHead.start(from, to, L);
        REST.adamax(w, g, m, u, from, i, step, beta1, gain1, beta2, inner, outer, scale, decay, shrink);
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
            FloatVector moved = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, u, i))
                    .mul(beta2)
                    .max(grad.abs().add(inner));
            moved = moved.blend(0f, moved.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            moved.intoArray(u, i);
            FloatVector d = moved.add(outer);
            mean.div(d).fma(FloatVector.broadcast(S, -step), weight.mul(shrink)).intoArray(w, i);
        }
        REST.adamax(w, g, m, u, i, to, step, beta1, gain1, beta2, inner, outer, scale, decay, shrink);
    }

    @Override
    public void nadam(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int from,
            int to,
            float keep,
            float look,
            float beta1,
            float gain1,
            float beta2,
            float gain2,
            float root,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        int i = UpdateHead.start(from, to, L);
        REST.nadam(
                w, g, m, v, from, i, keep, look, beta1, gain1, beta2, gain2, root, inner, outer, scale, decay, shrink);
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
            FloatVector move = mean.fma(FloatVector.broadcast(S, keep), grad.mul(look));
            weight.mul(shrink).sub(move.div(d)).intoArray(w, i);
        }
        REST.nadam(w, g, m, v, i, to, keep, look, beta1, gain1, beta2, gain2, root, inner, outer, scale, decay, shrink);
    }
}
