package dev.lanewise.kernel;

/** The textbook twin of {@link UpdateRootKernel}. */
final class UpdateRootScalar implements UpdateRootKernel {

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
            float move = grad / d;
            move = d == 0 ? 0 : move;
            w[i] = Math.fma(-rate, move, w[i] * shrink);
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
            float root,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            v[i] = normal(Math.fma(rho, v[i], gain * grad * grad));
            float d = Math.fma(root, (float) Math.sqrt(v[i] + inner), outer);
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
            float push,
            float root,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink) {
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            v[i] = normal(Math.fma(rho, v[i], gain * grad * grad));
            a[i] = Math.fma(rho, a[i], gain * grad);
            float variance = Math.fma(a[i] * -center, a[i], v[i]);
            variance = variance < 0 ? 0 : variance;
            float d = Math.fma(root, (float) Math.sqrt(variance + inner), outer);
            b[i] = Math.fma(beta, b[i], grad / d * push);
            w[i] = Math.fma(-rate, b[i], w[i] * shrink);
        }
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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            v[i] = normal(Math.fma(rho, v[i], gain * grad * grad));
            float move = (float) Math.sqrt(u[i] + inner) / (float) Math.sqrt(v[i] + inner) * grad;
            u[i] = normal(Math.fma(rho, u[i], gain * move * move));
            w[i] = Math.fma(-rate, move, w[i] * shrink);
        }
    }

    private static float normal(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0 : x;
    }
}
