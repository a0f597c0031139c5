package dev.lanewise.kernel;

/**
 * Adam and its closest relatives, element by element. Bias corrections are inside {@code step}, {@code root} and the like. Conventions are those
 * of {@link UpdateDescentKernel}.
 */
public interface UpdateAdamKernel {

    /**
     * Adam: {@code m = beta1 * m + gain1 * g'}, {@code v = beta2 * v + gain2 * g'^2}, then {@code w = shrink * w - step * m / (root *
     * sqrt(v + inner) + outer)}.
     *
     * @param m means of gradients
     * @param v means of squares
     */
    void adam(
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
            float shrink);

    /**
     * AMSGrad: as Adam, with {@code x = max(x, correct * v)} in the place of {@code v} under the root.
     *
     * @param m means of gradients
     * @param v means of squares
     * @param x largest means of squares
     */
    void amsGrad(
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
            float shrink);

    /**
     * Adamax: {@code m} as in Adam, {@code u = max(beta2 * u, |g'| + inner)}, then {@code w = shrink * w - step * m / (u + outer)}.
     *
     * @param m means of gradients
     * @param u decaying largest magnitudes
     */
    void adamax(
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
            float shrink);

    /**
     * NAdam: {@code m} and {@code v} as in Adam, then {@code w = shrink * w - (keep * m + look * g') / (root * sqrt(v + inner) + outer)}.
     *
     * @param m means of gradients
     * @param v means of squares
     */
    void nadam(
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
            float shrink);
}
