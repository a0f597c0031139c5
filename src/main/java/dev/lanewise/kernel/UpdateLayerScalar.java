package dev.lanewise.kernel;

/** The textbook twin of {@link UpdateLayerKernel}. */
final class UpdateLayerScalar implements UpdateLayerKernel {

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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            m[i] = normal(Math.fma(beta1, m[i], gain1 * grad));
            v[i] = normal(Math.fma(beta2, v[i], gain2 * grad * grad));
            float d = Math.fma(root, (float) Math.sqrt(v[i] + inner), outer);
            r[i + shift] = Math.fma(pull, w[i], m[i] / d * correct);
        }
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
        for (int i = from; i < to; i++) {
            float d = Math.fma(root, (float) Math.sqrt(v[i] + inner), outer);
            float move = Math.fma(pull, w[i], m[i] / d * correct);
            w[i] = Math.fma(-step, move, w[i] * shrink);
        }
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
        for (int i = from; i < to; i++) {
            float grad = g[i] * scale;
            m[i] = normal(Math.fma(beta1, m[i], gain1 * grad));
            v[i] = normal(Math.fma(beta2, v[i], gain2 * grad * grad));
            s[i] = normal(Math.fma(beta3, s[i], gain3 * grad));
            r[i + shift] = p[i] - w[i];
        }
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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            b[i] = normal(Math.fma(beta, b[i], gain * grad));
            r[i + shift] = Math.fma(keep, b[i], look * grad);
        }
    }

    @Override
    public void move(float[] w, float[] r, int shift, int from, int to, float rate, float shrink) {
        for (int i = from; i < to; i++) {
            w[i] = Math.fma(-rate, r[i + shift], w[i] * shrink);
        }
    }

    @Override
    public void combine(float[] w, float[] r, int shift, int from, int to, float first, float second) {
        for (int i = from; i < to; i++) {
            r[i + shift] = Math.fma(second, w[i], r[i + shift] * first);
        }
    }

    private static float normal(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0 : x;
    }
}
