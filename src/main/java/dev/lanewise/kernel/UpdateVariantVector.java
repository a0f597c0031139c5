package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link UpdateVariantKernel}; the scalar twin takes what is left at the ends of a range. */
final class UpdateVariantVector implements UpdateVariantKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();
    private static final UpdateVariantScalar REST = new UpdateVariantScalar();

    @Override
    public void adaBelief(
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
        REST.adaBelief(w, g, m, v, from, i, step, beta1, gain1, beta2, gain2, root, inner, outer, scale, decay, shrink);
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
            FloatVector error = grad.sub(mean);
            FloatVector square = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, v, i))
                    .fma(FloatVector.broadcast(S, beta2), error.mul(gain2).mul(error))
                    .add(inner);
            square = square.blend(0f, square.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            square.intoArray(v, i);
            FloatVector d = square.sqrt().fma(FloatVector.broadcast(S, root), FloatVector.broadcast(S, outer));
            mean.div(d).fma(FloatVector.broadcast(S, -step), weight.mul(shrink)).intoArray(w, i);
        }
        REST.adaBelief(w, g, m, v, i, to, step, beta1, gain1, beta2, gain2, root, inner, outer, scale, decay, shrink);
    }

    @Override
    public void yogi(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int from,
            int to,
            float step,
            float beta1,
            float gain1,
            float gain2,
            float root,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        int i = UpdateHead.start(from, to, L);
        REST.yogi(w, g, m, v, from, i, step, beta1, gain1, gain2, root, inner, outer, scale, decay, shrink);
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
            FloatVector power = grad.mul(grad).min(Float.MAX_VALUE);
            FloatVector square = Lanes.TYPE.cast(FloatVector.fromArray(S, v, i));
            FloatVector turn = square.sub(power);
            turn = turn.blend(1f, turn.compare(VectorOperators.GT, 0f))
                    .blend(-1f, turn.compare(VectorOperators.LT, 0f));
            square = turn.mul(-gain2).fma(power, square);
            square = square.blend(0f, square.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            square.intoArray(v, i);
            FloatVector d =
                    square.add(inner).sqrt().fma(FloatVector.broadcast(S, root), FloatVector.broadcast(S, outer));
            mean.div(d).fma(FloatVector.broadcast(S, -step), weight.mul(shrink)).intoArray(w, i);
        }
        REST.yogi(w, g, m, v, i, to, step, beta1, gain1, gain2, root, inner, outer, scale, decay, shrink);
    }

    @Override
    public void adan(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            float[] n,
            float[] p,
            int from,
            int to,
            float keep,
            float look,
            float beta1,
            float gain1,
            float beta2,
            float gain2,
            float beta3,
            float gain3,
            float ahead,
            float past,
            float root,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        int i = UpdateHead.start(from, to, L);
        REST.adan(
                w, g, m, v, n, p, from, i, keep, look, beta1, gain1, beta2, gain2, beta3, gain3, ahead, past, root,
                inner, outer, scale, decay, shrink);
        for (; i <= to - L; i += L) {
            FloatVector weight = Lanes.TYPE.cast(FloatVector.fromArray(S, w, i));
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    Lanes.TYPE.cast(FloatVector.fromArray(S, g, i)).mul(scale));
            FloatVector change =
                    grad.sub(Lanes.TYPE.cast(FloatVector.fromArray(S, p, i))).mul(past);
            grad.intoArray(p, i);
            FloatVector mean = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, m, i))
                    .fma(FloatVector.broadcast(S, beta1), grad.mul(gain1));
            mean = mean.blend(0f, mean.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            mean.intoArray(m, i);
            FloatVector square = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, v, i))
                    .fma(FloatVector.broadcast(S, beta2), change.mul(gain2));
            square = square.blend(0f, square.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            square.intoArray(v, i);
            FloatVector looked = change.fma(FloatVector.broadcast(S, ahead), grad);
            FloatVector noise = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, n, i))
                    .fma(FloatVector.broadcast(S, beta3), looked.mul(gain3).mul(looked));
            noise = noise.blend(0f, noise.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            noise.intoArray(n, i);
            FloatVector d =
                    noise.add(inner).sqrt().fma(FloatVector.broadcast(S, root), FloatVector.broadcast(S, outer));
            FloatVector move = mean.fma(FloatVector.broadcast(S, keep), square.mul(look));
            weight.mul(shrink).sub(move.div(d)).intoArray(w, i);
        }
        REST.adan(
                w, g, m, v, n, p, i, to, keep, look, beta1, gain1, beta2, gain2, beta3, gain3, ahead, past, root, inner,
                outer, scale, decay, shrink);
    }

    @Override
    public void scheduleFree(
            float[] w,
            float[] g,
            float[] z,
            float[] v,
            int from,
            int to,
            float rate,
            float beta1,
            float gain1,
            float inverse,
            float back,
            float share,
            float beta2,
            float gain2,
            float root,
            float outer,
            float pull,
            float scale,
            float decay) {
        int i = UpdateHead.start(from, to, L);
        REST.scheduleFree(
                w, g, z, v, from, i, rate, beta1, gain1, inverse, back, share, beta2, gain2, root, outer, pull, scale,
                decay);
        for (; i <= to - L; i += L) {
            FloatVector weight = Lanes.TYPE.cast(FloatVector.fromArray(S, w, i));
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    Lanes.TYPE.cast(FloatVector.fromArray(S, g, i)).mul(scale));
            FloatVector square = Lanes.TYPE
                    .cast(FloatVector.fromArray(S, v, i))
                    .fma(FloatVector.broadcast(S, beta2), grad.mul(gain2).mul(grad));
            square = square.blend(0f, square.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            square.intoArray(v, i);
            FloatVector d = square.sqrt().fma(FloatVector.broadcast(S, root), FloatVector.broadcast(S, outer));
            FloatVector point = Lanes.TYPE.cast(FloatVector.fromArray(S, z, i));
            FloatVector x = weight.fma(FloatVector.broadcast(S, inverse), point.mul(-back));
            FloatVector move = weight.fma(FloatVector.broadcast(S, pull), grad.div(d));
            point = move.fma(FloatVector.broadcast(S, -rate), point);
            point.intoArray(z, i);
            x = point.sub(x).fma(FloatVector.broadcast(S, share), x);
            x.fma(FloatVector.broadcast(S, beta1), point.mul(gain1)).intoArray(w, i);
        }
        REST.scheduleFree(
                w, g, z, v, i, to, rate, beta1, gain1, inverse, back, share, beta2, gain2, root, outer, pull, scale,
                decay);
    }
}
