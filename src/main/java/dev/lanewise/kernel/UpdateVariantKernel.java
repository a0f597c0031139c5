package dev.lanewise.kernel;

/**
 * Relatives of Adam that differ in what they take the mean of, element by element. Conventions are those of {@link UpdateDescentKernel} and {@link
 * UpdateAdamKernel}.
 */
public interface UpdateVariantKernel {

    /**
     * AdaBelief: as Adam, with {@code v = beta2 * v + gain2 * (g' - m)^2 + inner} and no other term under the root.
     *
     * @param m means of gradients
     * @param v means of squared differences from them
     */
    void adaBelief(
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
     * Yogi: as Adam, with {@code v = v - gain2 * sign(v - g'^2) * g'^2}.
     *
     * @param m means of gradients
     * @param v means of squares
     */
    void yogi(
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
            float shrink);

    /**
     * Adan: {@code c = past * (g' - p)}, {@code m = beta1 * m + gain1 * g'}, {@code v = beta2 * v + gain2 * c}, {@code n = beta3 * n + gain3 * (g' +
     * ahead * c)^2}, {@code p = g'}, then {@code w = shrink * w - (keep * m + look * v) / (root * sqrt(n + inner) + outer)}.
     *
     * @param m means of gradients
     * @param v means of changes
     * @param n means of squares
     * @param p the last {@code g'}
     * @param past 0 in the first step, then 1
     */
    void adan(
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
            float shrink);

    /**
     * Schedule-free AdamW on {@code w = y = beta1 * x + (1 - beta1) * z}: {@code v = beta2 * v + gain2 * g'^2}, {@code x = inverse * y - back * z}, {@code
     * z = z - rate * (g' / (root * sqrt(v) + outer) + pull * y)}, {@code x = x + share * (z - x)}, {@code y = beta1 * x + gain1 * z}.
     *
     * @param z points of the plain descent
     * @param v means of squares
     * @param pull decoupled weight decay
     */
    void scheduleFree(
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
            float decay);
}
