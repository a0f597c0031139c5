package dev.lanewise.kernel;

/** The textbook twin of {@link UpdateKernel}. */
final class UpdateScalar implements UpdateKernel {

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
            b[i] = Math.fma(beta, b[i], gain * grad);
            float move = Math.fma(keep, b[i], look * grad);
            w[i] = Math.fma(-rate, move, w[i] * shrink);
        }
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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            s[i] = Math.fma(grad, grad, s[i]);
            float d = (float) Math.sqrt(s[i] + inner) + outer;
            w[i] = Math.fma(-rate, grad / d, w[i] * shrink);
        }
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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            v[i] = normal(Math.fma(rho, v[i], gain * grad * grad));
            float d = (float) Math.sqrt(v[i] + inner) + outer;
            w[i] = Math.fma(-rate, grad / d, w[i] * shrink);
        }
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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            v[i] = normal(Math.fma(rho, v[i], gain * grad * grad));
            a[i] = Math.fma(rho, a[i], gain * grad);
            float variance = Math.fma(-center * a[i], a[i], v[i]);
            float d = (float) Math.sqrt((variance < 0 ? 0 : variance) + inner) + outer;
            b[i] = Math.fma(beta, b[i], grad / d);
            w[i] = Math.fma(-rate, b[i], w[i] * shrink);
        }
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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            m[i] = normal(Math.fma(beta1, m[i], gain1 * grad));
            v[i] = normal(Math.fma(beta2, v[i], gain2 * grad * grad));
            float d = Math.fma(root, (float) Math.sqrt(v[i]), epsilon);
            w[i] = Math.fma(-step, m[i] / d, w[i] * shrink);
        }
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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            m[i] = normal(Math.fma(beta1, m[i], gain1 * grad));
            v[i] = normal(Math.fma(beta2, v[i], gain2 * grad * grad));
            x[i] = v[i] <= x[i] ? x[i] : v[i];
            float d = Math.fma(root, (float) Math.sqrt(x[i]), epsilon);
            w[i] = Math.fma(-step, m[i] / d, w[i] * shrink);
        }
    }

    private static float normal(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0 : x;
    }
}
