package dev.lanewise.kernel;

/**
 * Optimizer updates, element by element over parallel slabs, in one pass. Weight decay comes in two forms, and every rule takes both:
 * coupled, {@code g' = scale * g + decay * w}, and decoupled, where the weight is first multiplied by {@code shrink = 1 - rate * decay}. The
 * arguments are rounded to float once a step from values computed in double. Ranges are half-open.
 *
 * <p>Means that go under a root or a division (Adam's {@code m} and {@code v}, RMSProp's {@code v}) become +0.0 where they would be
 * subnormal: a decaying mean would stay subnormal for ever, and CPUs take up to three times as long to divide such numbers.
 */
public interface UpdateKernel {

    /** Gradient descent: {@code w = shrink * w - rate * g'}. */
    void sgd(float[] w, float[] g, int from, int to, float rate, float scale, float decay, float shrink);

    /**
     * Momentum: {@code b = beta * b + gain * g'}, then {@code w = shrink * w - rate * (keep * b + look * g')}. Classic momentum has keep 1 and
     * look 0, Nesterov's keep beta and look 1.
     *
     * @param b buffer
     */
    void momentum(
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
            float shrink);

    /**
     * AdaGrad: {@code s = s + g'^2}, then {@code w = shrink * w - rate * g' / (sqrt(s + inner) + outer)}.
     *
     * @param s sums of squares
     */
    void adaGrad(
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
            float shrink);

    /**
     * RMSProp: {@code v = rho * v + gain * g'^2}, then {@code w = shrink * w - rate * g' / (sqrt(v + inner) + outer)}.
     *
     * @param v means of squares
     */
    void rmsProp(
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
            float shrink);

    /**
     * RMSProp, centered and with momentum: {@code v} as above, {@code a = rho * a + gain * g'}, {@code d = sqrt(max(v - center * a^2, 0) + inner) +
     * outer}, {@code b = beta * b + g' / d}, then {@code w = shrink * w - rate * b}. A difference below 0 counts as 0, NaN stays.
     *
     * @param a means of gradients
     * @param b momentum buffer
     * @param center 1 where centered, else 0
     */
    void rmsPropFull(
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
            float shrink);

    /**
     * Adam: {@code m = beta1 * m + gain1 * g'}, {@code v = beta2 * v + gain2 * g'^2}, then {@code w = shrink * w - step * m / (root *
     * sqrt(v) + epsilon)}. Bias corrections are inside {@code step} and {@code root}.
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
            float epsilon,
            float scale,
            float decay,
            float shrink);

    /**
     * AMSGrad: as Adam, with {@code x = max(x, v)} in the place of {@code v} under the root.
     *
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
            float root,
            float epsilon,
            float scale,
            float decay,
            float shrink);
}
