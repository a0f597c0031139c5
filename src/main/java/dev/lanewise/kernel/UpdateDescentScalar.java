package dev.lanewise.kernel;

/** The textbook twin of {@link UpdateDescentKernel}. */
final class UpdateDescentScalar implements UpdateDescentKernel {

    @Override
    public void sgd(float[] w, float[] g, int from, int to, float rate, float scale, float decay, float shrink) {
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            w[i] = Math.fma(-rate, grad, w[i] * shrink);
        }
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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            b[i] = normal(Math.fma(beta, b[i], gain * grad));
            float move = Math.fma(keep, b[i], look * grad);
            w[i] = Math.fma(-rate, move, w[i] * shrink);
        }
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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            float move = Math.signum(Math.fma(beta1, m[i], gain1 * grad));
            m[i] = normal(Math.fma(beta2, m[i], gain2 * grad));
            w[i] = Math.fma(-rate, move, w[i] * shrink);
        }
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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            float side = Math.signum(grad);
            float before = Math.signum(p[i]);
            float turn = side * before;
            float factor = turn > 0 ? up : 1;
            factor = turn < 0 ? down : factor;
            float size = t[i] * factor;
            size = size < least ? least : size;
            size = size > most ? most : size;
            t[i] = size;
            float kept = turn < 0 ? 0 : grad;
            p[i] = kept;
            float move = Math.signum(kept);
            w[i] = Math.fma(-size, move, w[i] * shrink);
        }
    }

    private static float normal(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0 : x;
    }
}
