package dev.lanewise.kernel;

/**
 * Optimizer updates that divide a gradient by the root of sums or means of squares, element by element. Conventions are those of {@link
 * UpdateDescentKernel}.
 */
public interface UpdateRootKernel {

    /**
     * AdaGrad: {@code s = s + g'^2}, {@code d = sqrt(s + inner) + outer}, then {@code w = shrink * w - rate * g' / d}; the step is 0 where d is 0.
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
     * RMSProp: {@code v = rho * v + gain * g'^2}, then {@code w = shrink * w - rate * g' / (root * sqrt(v + inner) + outer)}.
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
            float root,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink);

    /**
     * RMSProp, centered and with momentum: {@code v} as above, {@code a = rho * a + gain * g'}, {@code d = root * sqrt(max(v - center * a^2, 0) +
     * inner) + outer}, {@code b = beta * b + push * g' / d}, then {@code w = shrink * w - rate * b}. A difference below 0 counts as 0, NaN stays.
     *
     * @param a means of gradients
     * @param b momentum buffer
     * @param center 1 where centered with {@code root} 1, 0 where not
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
            float push,
            float root,
            float inner,
            float outer,
            float scale,
            float decay,
            float shrink);

    /**
     * Adadelta: {@code v = rho * v + gain * g'^2}, {@code x = sqrt(u + inner) / sqrt(v + inner) * g'}, {@code u = rho * u + gain * x^2}, then {@code w =
     * shrink * w - rate * x}.
     *
     * @param v means of squared gradients
     * @param u means of squared steps
     */
    void adadelta(
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
            float shrink);
}
