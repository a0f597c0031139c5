package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link UpdateKernel}; the scalar twin takes what is left of a range. */
final class UpdateVector implements UpdateKernel {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();
    private static final UpdateScalar TAIL = new UpdateScalar();

    @Override
    public void sgd(float[] w, float[] g, int from, int to, float rate, float decay, float shrink) {
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector weight = FloatVector.fromArray(S, w, i);
            FloatVector grad = weight.fma(FloatVector.broadcast(S, decay), FloatVector.fromArray(S, g, i));
            grad.fma(FloatVector.broadcast(S, -rate), weight.mul(shrink)).intoArray(w, i);
        }
        TAIL.sgd(w, g, i, to, rate, decay, shrink);
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
            float decay,
            float shrink) {
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector weight = FloatVector.fromArray(S, w, i);
            FloatVector grad = weight.fma(FloatVector.broadcast(S, decay), FloatVector.fromArray(S, g, i));
            FloatVector buffer = FloatVector.fromArray(S, b, i).fma(FloatVector.broadcast(S, beta), grad.mul(gain));
            buffer.intoArray(b, i);
            FloatVector move = buffer.fma(FloatVector.broadcast(S, keep), grad.mul(look));
            move.fma(FloatVector.broadcast(S, -rate), weight.mul(shrink)).intoArray(w, i);
        }
        TAIL.momentum(w, g, b, i, to, rate, beta, gain, keep, look, decay, shrink);
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
            float decay,
            float shrink) {
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector weight = FloatVector.fromArray(S, w, i);
            FloatVector grad = weight.fma(FloatVector.broadcast(S, decay), FloatVector.fromArray(S, g, i));
            FloatVector sum = grad.fma(grad, FloatVector.fromArray(S, s, i));
            sum.intoArray(s, i);
            FloatVector d = sum.add(inner).sqrt().add(outer);
            grad.div(d).fma(FloatVector.broadcast(S, -rate), weight.mul(shrink)).intoArray(w, i);
        }
        TAIL.adaGrad(w, g, s, i, to, rate, inner, outer, decay, shrink);
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
            float decay,
            float shrink) {
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector weight = FloatVector.fromArray(S, w, i);
            FloatVector grad = weight.fma(FloatVector.broadcast(S, decay), FloatVector.fromArray(S, g, i));
            FloatVector mean = FloatVector.fromArray(S, v, i)
                    .fma(FloatVector.broadcast(S, rho), grad.mul(gain).mul(grad));
            mean.intoArray(v, i);
            FloatVector d = mean.add(inner).sqrt().add(outer);
            grad.div(d).fma(FloatVector.broadcast(S, -rate), weight.mul(shrink)).intoArray(w, i);
        }
        TAIL.rmsProp(w, g, v, i, to, rate, rho, gain, inner, outer, decay, shrink);
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
            float decay,
            float shrink) {
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector weight = FloatVector.fromArray(S, w, i);
            FloatVector grad = weight.fma(FloatVector.broadcast(S, decay), FloatVector.fromArray(S, g, i));
            FloatVector mean = FloatVector.fromArray(S, v, i)
                    .fma(FloatVector.broadcast(S, rho), grad.mul(gain).mul(grad));
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
        TAIL.rmsPropFull(w, g, v, a, b, i, to, rate, rho, gain, center, beta, inner, outer, decay, shrink);
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
            float decay,
            float shrink) {
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector weight = FloatVector.fromArray(S, w, i);
            FloatVector grad = weight.fma(FloatVector.broadcast(S, decay), FloatVector.fromArray(S, g, i));
            FloatVector mean = FloatVector.fromArray(S, m, i).fma(FloatVector.broadcast(S, beta1), grad.mul(gain1));
            mean.intoArray(m, i);
            FloatVector square = FloatVector.fromArray(S, v, i)
                    .fma(FloatVector.broadcast(S, beta2), grad.mul(gain2).mul(grad));
            square.intoArray(v, i);
            FloatVector d = square.sqrt().fma(FloatVector.broadcast(S, root), FloatVector.broadcast(S, epsilon));
            mean.div(d).fma(FloatVector.broadcast(S, -step), weight.mul(shrink)).intoArray(w, i);
        }
        TAIL.adam(w, g, m, v, i, to, step, beta1, gain1, beta2, gain2, root, epsilon, decay, shrink);
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
            float decay,
            float shrink) {
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector weight = FloatVector.fromArray(S, w, i);
            FloatVector grad = weight.fma(FloatVector.broadcast(S, decay), FloatVector.fromArray(S, g, i));
            FloatVector mean = FloatVector.fromArray(S, m, i).fma(FloatVector.broadcast(S, beta1), grad.mul(gain1));
            mean.intoArray(m, i);
            FloatVector square = FloatVector.fromArray(S, v, i)
                    .fma(FloatVector.broadcast(S, beta2), grad.mul(gain2).mul(grad));
            square.intoArray(v, i);
            FloatVector largest = FloatVector.fromArray(S, x, i);
            largest = square.blend(largest, square.compare(VectorOperators.LE, largest));
            largest.intoArray(x, i);
            FloatVector d = largest.sqrt().fma(FloatVector.broadcast(S, root), FloatVector.broadcast(S, epsilon));
            mean.div(d).fma(FloatVector.broadcast(S, -step), weight.mul(shrink)).intoArray(w, i);
        }
        TAIL.amsGrad(w, g, m, v, x, i, to, step, beta1, gain1, beta2, gain2, root, epsilon, decay, shrink);
    }
}
