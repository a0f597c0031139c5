package dev.lanewise.kernel;

/** The textbook twin of {@link UpdateVariantKernel}. */
final class UpdateVariantScalar implements UpdateVariantKernel {

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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            m[i] = normal(Math.fma(beta1, m[i], gain1 * grad));
            float error = grad - m[i];
            v[i] = normal(Math.fma(beta2, v[i], gain2 * error * error) + inner);
            float d = Math.fma(root, (float) Math.sqrt(v[i]), outer);
            w[i] = Math.fma(-step, m[i] / d, w[i] * shrink);
        }
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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            m[i] = normal(Math.fma(beta1, m[i], gain1 * grad));
            // A square that overflows would end in infinity - infinity.
            float power = Math.min(grad * grad, Float.MAX_VALUE);
            float turn = Math.signum(v[i] - power);
            v[i] = normal(Math.fma(turn * -gain2, power, v[i]));
            float d = Math.fma(root, (float) Math.sqrt(v[i] + inner), outer);
            w[i] = Math.fma(-step, m[i] / d, w[i] * shrink);
        }
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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            float change = (grad - p[i]) * past;
            p[i] = grad;
            m[i] = normal(Math.fma(beta1, m[i], gain1 * grad));
            v[i] = normal(Math.fma(beta2, v[i], gain2 * change));
            float looked = Math.fma(ahead, change, grad);
            n[i] = normal(Math.fma(beta3, n[i], gain3 * looked * looked));
            float d = Math.fma(root, (float) Math.sqrt(n[i] + inner), outer);
            float move = Math.fma(keep, m[i], look * v[i]);
            w[i] = w[i] * shrink - move / d;
        }
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
        for (int i = from; i < to; i++) {
            float grad = Math.fma(decay, w[i], scale * g[i]);
            v[i] = normal(Math.fma(beta2, v[i], gain2 * grad * grad));
            float d = Math.fma(root, (float) Math.sqrt(v[i]), outer);
            float x = Math.fma(inverse, w[i], z[i] * -back);
            float move = Math.fma(pull, w[i], grad / d);
            z[i] = Math.fma(-rate, move, z[i]);
            x = Math.fma(share, z[i] - x, x);
            w[i] = Math.fma(beta1, x, z[i] * gain1);
        }
    }

    private static float normal(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0 : x;
    }
}
