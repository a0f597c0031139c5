package dev.lanewise.kernel;

/** The textbook twin of {@link UpdateAdamKernel}. */
final class UpdateAdamScalar implements UpdateAdamKernel {

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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            m[i] = normal(Math.fma(beta1, m[i], gain1 * grad));
            v[i] = normal(Math.fma(beta2, v[i], gain2 * grad * grad));
            float d = Math.fma(root, (float) Math.sqrt(v[i] + inner), outer);
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
            float correct,
            float root,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            m[i] = normal(Math.fma(beta1, m[i], gain1 * grad));
            v[i] = normal(Math.fma(beta2, v[i], gain2 * grad * grad));
            x[i] = Math.max(x[i], v[i] * correct);
            float d = Math.fma(root, (float) Math.sqrt(x[i] + inner), outer);
            w[i] = Math.fma(-step, m[i] / d, w[i] * shrink);
        }
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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            m[i] = normal(Math.fma(beta1, m[i], gain1 * grad));
            u[i] = normal(Math.max(u[i] * beta2, Math.abs(grad) + inner));
            float d = u[i] + outer;
            w[i] = Math.fma(-step, m[i] / d, w[i] * shrink);
        }
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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            m[i] = normal(Math.fma(beta1, m[i], gain1 * grad));
            v[i] = normal(Math.fma(beta2, v[i], gain2 * grad * grad));
            float d = Math.fma(root, (float) Math.sqrt(v[i] + inner), outer);
            float move = Math.fma(keep, m[i], look * grad);
            w[i] = w[i] * shrink - move / d;
        }
    }

    private static float normal(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0 : x;
    }
}
