package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link UpdateKernel}; the scalar twin takes what is left at the ends of a range. */
final class UpdateVector implements UpdateKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();
    private static final UpdateScalar REST = new UpdateScalar();

    /** An element that starts a cache line where the array's object, with its header of 16 bytes, does. */
    private static final int ALIGNED = 12;

    /** Elements below which a head costs more than aligned vectors gain. */
    private static final int LONG = 2048;

    /**
     * Where the vectors start. Objects of at least half a region of the G1 collector start cache lines, and so do all objects with {@code
     * -XX:ObjectAlignmentInBytes=64}: there vectors that do not straddle two lines are up to 1.3 times as fast.
     */
    private static int start(int from, int to) {
        return to - from < LONG ? from : from + Math.floorMod(ALIGNED - from, L);
    }

    @Override
    public void sgd(float[] w, float[] g, int from, int to, float rate, float scale, float decay, float shrink) {
        int i = start(from, to);
        REST.sgd(w, g, from, i, rate, scale, decay, shrink);
        for (; i <= to - L; i += L) {
            FloatVector weight = FloatVector.fromArray(S, w, i);
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    FloatVector.fromArray(S, g, i).mul(scale));
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
        int i = start(from, to);
        REST.momentum(w, g, b, from, i, rate, beta, gain, keep, look, scale, decay, shrink);
        for (; i <= to - L; i += L) {
            FloatVector weight = FloatVector.fromArray(S, w, i);
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    FloatVector.fromArray(S, g, i).mul(scale));
            FloatVector buffer = FloatVector.fromArray(S, b, i).fma(FloatVector.broadcast(S, beta), grad.mul(gain));
            buffer.intoArray(b, i);
            FloatVector move = buffer.fma(FloatVector.broadcast(S, keep), grad.mul(look));
            move.fma(FloatVector.broadcast(S, -rate), weight.mul(shrink)).intoArray(w, i);
        }
        REST.momentum(w, g, b, i, to, rate, beta, gain, keep, look, scale, decay, shrink);
    }

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
        int i = start(from, to);
        REST.adaGrad(w, g, s, from, i, rate, inner, outer, scale, decay, shrink);
        for (; i <= to - L; i += L) {
            FloatVector weight = FloatVector.fromArray(S, w, i);
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    FloatVector.fromArray(S, g, i).mul(scale));
            FloatVector sum = grad.fma(grad, FloatVector.fromArray(S, s, i));
            sum.intoArray(s, i);
            FloatVector d = sum.add(inner).sqrt().add(outer);
            grad.div(d).fma(FloatVector.broadcast(S, -rate), weight.mul(shrink)).intoArray(w, i);
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
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        int i = start(from, to);
        REST.rmsProp(w, g, v, from, i, rate, rho, gain, inner, outer, scale, decay, shrink);
        for (; i <= to - L; i += L) {
            FloatVector weight = FloatVector.fromArray(S, w, i);
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    FloatVector.fromArray(S, g, i).mul(scale));
            FloatVector mean = FloatVector.fromArray(S, v, i)
                    .fma(FloatVector.broadcast(S, rho), grad.mul(gain).mul(grad));
            mean = mean.blend(0f, mean.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            mean.intoArray(v, i);
            FloatVector d = mean.add(inner).sqrt().add(outer);
            grad.div(d).fma(FloatVector.broadcast(S, -rate), weight.mul(shrink)).intoArray(w, i);
        }
        REST.rmsProp(w, g, v, i, to, rate, rho, gain, inner, outer, scale, decay, shrink);
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
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        int i = start(from, to);
        REST.rmsPropFull(w, g, v, a, b, from, i, rate, rho, gain, center, beta, inner, outer, scale, decay, shrink);
        for (; i <= to - L; i += L) {
            FloatVector weight = FloatVector.fromArray(S, w, i);
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    FloatVector.fromArray(S, g, i).mul(scale));
            FloatVector mean = FloatVector.fromArray(S, v, i)
                    .fma(FloatVector.broadcast(S, rho), grad.mul(gain).mul(grad));
            mean = mean.blend(0f, mean.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            mean.intoArray(v, i);
            FloatVector average = FloatVector.fromArray(S, a, i).fma(FloatVector.broadcast(S, rho), grad.mul(gain));
            average.intoArray(a, i);
            FloatVector variance = average.mul(-center).fma(average, mean);
            variance = variance.blend(0f, variance.compare(VectorOperators.LT, 0f));
            FloatVector d = variance.add(inner).sqrt().add(outer);
            FloatVector buffer = FloatVector.fromArray(S, b, i).fma(FloatVector.broadcast(S, beta), grad.div(d));
            buffer.intoArray(b, i);
            buffer.fma(FloatVector.broadcast(S, -rate), weight.mul(shrink)).intoArray(w, i);
        }
        REST.rmsPropFull(w, g, v, a, b, i, to, rate, rho, gain, center, beta, inner, outer, scale, decay, shrink);
    }

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
            float epsilon,
            float scale,
            float decay,
            float shrink) {
        int i = start(from, to);
        REST.adam(w, g, m, v, from, i, step, beta1, gain1, beta2, gain2, root, epsilon, scale, decay, shrink);
        for (; i <= to - L; i += L) {
            FloatVector weight = FloatVector.fromArray(S, w, i);
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    FloatVector.fromArray(S, g, i).mul(scale));
            FloatVector mean = FloatVector.fromArray(S, m, i).fma(FloatVector.broadcast(S, beta1), grad.mul(gain1));
            mean = mean.blend(0f, mean.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            mean.intoArray(m, i);
            FloatVector square = FloatVector.fromArray(S, v, i)
                    .fma(FloatVector.broadcast(S, beta2), grad.mul(gain2).mul(grad));
            square = square.blend(0f, square.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            square.intoArray(v, i);
            FloatVector d = square.sqrt().fma(FloatVector.broadcast(S, root), FloatVector.broadcast(S, epsilon));
            mean.div(d).fma(FloatVector.broadcast(S, -step), weight.mul(shrink)).intoArray(w, i);
        }
        REST.adam(w, g, m, v, i, to, step, beta1, gain1, beta2, gain2, root, epsilon, scale, decay, shrink);
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
            float root,
            float epsilon,
            float scale,
            float decay,
            float shrink) {
        int i = start(from, to);
        REST.amsGrad(w, g, m, v, x, from, i, step, beta1, gain1, beta2, gain2, root, epsilon, scale, decay, shrink);
        for (; i <= to - L; i += L) {
            FloatVector weight = FloatVector.fromArray(S, w, i);
            FloatVector grad = weight.fma(
                    FloatVector.broadcast(S, decay),
                    FloatVector.fromArray(S, g, i).mul(scale));
            FloatVector mean = FloatVector.fromArray(S, m, i).fma(FloatVector.broadcast(S, beta1), grad.mul(gain1));
            mean = mean.blend(0f, mean.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            mean.intoArray(m, i);
            FloatVector square = FloatVector.fromArray(S, v, i)
                    .fma(FloatVector.broadcast(S, beta2), grad.mul(gain2).mul(grad));
            square = square.blend(0f, square.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
            square.intoArray(v, i);
            FloatVector largest = FloatVector.fromArray(S, x, i);
            largest = square.blend(largest, square.compare(VectorOperators.LE, largest));
            largest.intoArray(x, i);
            FloatVector d = largest.sqrt().fma(FloatVector.broadcast(S, root), FloatVector.broadcast(S, epsilon));
            mean.div(d).fma(FloatVector.broadcast(S, -step), weight.mul(shrink)).intoArray(w, i);
        }
        REST.amsGrad(w, g, m, v, x, i, to, step, beta1, gain1, beta2, gain2, root, epsilon, scale, decay, shrink);
    }
}
