package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link UpdateRootKernel}; the scalar twin takes what is left at the ends of a range. */
final class UpdateRootVector implements UpdateRootKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();
    private static final UpdateRootScalar REST = new UpdateRootScalar();

    @Override
    public void adaGrad(
            float[] w,
            float[] g,
            float[] s,
            int from,
            int to,
            float rate,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        int i = UpdateHead.start(from, to, L);
        REST.adaGrad(w, g, s, from, i, rate, inner, outer, scale, decay, shrink);
        for (; i <= to - L; i += L) {
            FloatVector weight = Lanes.TYPE.cast(FloatVector.fromArray(S, w, i));
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    Lanes.TYPE.cast(FloatVector.fromArray(S, g, i)).mul(scale));
            FloatVector sum = grad.fma(grad, Lanes.TYPE.cast(FloatVector.fromArray(S, s, i)));
            sum.intoArray(s, i);
            FloatVector d = sum.add(inner).sqrt().add(outer);
            FloatVector move = grad.div(d);
            move = move.blend(0f, d.compare(VectorOperators.EQ, 0f));
            move.fma(FloatVector.broadcast(S, -rate), weight.mul(shrink)).intoArray(w, i);
        }
        REST.adaGrad(w, g, s, i, to, rate, inner, outer, scale, decay, shrink);
    }

    @Override
    public void rmsProp(
            float[] w,
            float[] g,
            float[] v,
            int from,
            int to,
            float rate,
            float rho,
            float gain,
            float root,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        int i = UpdateHead.start(from, to, L);
        REST.rmsProp(w, g, v, from, i, rate, rho, gain, root, inner, outer, scale, decay, shrink);
        for (; i <= to - L; i += L) {
            FloatVector weight = Lanes.TYPE.cast(FloatVector.fromArray(S, w, i));
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    Lanes.TYPE.cast(FloatVector.fromArray(S, g, i)).mul(scale));
            FloatVector square = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, v, i))
                    .fma(FloatVector.broadcast(S, rho), grad.mul(gain).mul(grad));
            square = square.blend(0f, square.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            square.intoArray(v, i);
            FloatVector d =
                    square.add(inner).sqrt().fma(FloatVector.broadcast(S, root), FloatVector.broadcast(S, outer));
            grad.div(d).fma(FloatVector.broadcast(S, -rate), weight.mul(shrink)).intoArray(w, i);
        }
        REST.rmsProp(w, g, v, i, to, rate, rho, gain, root, inner, outer, scale, decay, shrink);
    }

    @Override
    public void rmsPropFull(
            float[] w,
            float[] g,
            float[] v,
            float[] a,
            float[] b,
            int from,
            int to,
            float rate,
            float rho,
            float gain,
            float center,
            float beta,
            float push,
            float root,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        int i = UpdateHead.start(from, to, L);
        REST.rmsPropFull(
                w, g, v, a, b, from, i, rate, rho, gain, center, beta, push, root, inner, outer, scale, decay, shrink);
        for (; i <= to - L; i += L) {
            FloatVector weight = Lanes.TYPE.cast(FloatVector.fromArray(S, w, i));
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    Lanes.TYPE.cast(FloatVector.fromArray(S, g, i)).mul(scale));
            FloatVector square = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, v, i))
                    .fma(FloatVector.broadcast(S, rho), grad.mul(gain).mul(grad));
            square = square.blend(0f, square.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            square.intoArray(v, i);
            FloatVector average =
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, i)).fma(FloatVector.broadcast(S, rho), grad.mul(gain));
            average.intoArray(a, i);
            FloatVector variance = average.mul(-center).fma(average, square);
            variance = variance.blend(0f, variance.compare(VectorOperators.LT, 0f));
            FloatVector d =
                    variance.add(inner).sqrt().fma(FloatVector.broadcast(S, root), FloatVector.broadcast(S, outer));
            FloatVector buffer = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, b, i))
                    .fma(FloatVector.broadcast(S, beta), grad.div(d).mul(push));
            buffer.intoArray(b, i);
            buffer.fma(FloatVector.broadcast(S, -rate), weight.mul(shrink)).intoArray(w, i);
        }
        REST.rmsPropFull(
                w, g, v, a, b, i, to, rate, rho, gain, center, beta, push, root, inner, outer, scale, decay, shrink);
    }

    @Override
    public void adadelta(
            float[] w,
            float[] g,
            float[] v,
            float[] u,
            int from,
            int to,
            float rate,
            float rho,
            float gain,
            float inner,
            float scale,
            float decay,
            float shrink) {
        int i = UpdateHead.start(from, to, L);
        REST.adadelta(w, g, v, u, from, i, rate, rho, gain, inner, scale, decay, shrink);
        for (; i <= to - L; i += L) {
            FloatVector weight = Lanes.TYPE.cast(FloatVector.fromArray(S, w, i));
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    Lanes.TYPE.cast(FloatVector.fromArray(S, g, i)).mul(scale));
            FloatVector square = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, v, i))
                    .fma(FloatVector.broadcast(S, rho), grad.mul(gain).mul(grad));
            square = square.blend(0f, square.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            square.intoArray(v, i);
            FloatVector moved = Lanes.TYPE.cast(FloatVector.fromArray(S, u, i));
            FloatVector move =
                    moved.add(inner).sqrt().div(square.add(inner).sqrt()).mul(grad);
            moved = moved.fma(FloatVector.broadcast(S, rho), move.mul(gain).mul(move));
            moved = moved.blend(0f, moved.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            moved.intoArray(u, i);
            move.fma(FloatVector.broadcast(S, -rate), weight.mul(shrink)).intoArray(w, i);
        }
        REST.adadelta(w, g, v, u, i, to, rate, rho, gain, inner, scale, decay, shrink);
    }
}
