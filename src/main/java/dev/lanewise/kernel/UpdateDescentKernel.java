package dev.lanewise.kernel;

/**
 * Optimizer updates along the gradient, a mean of gradients, or their signs, element by element over parallel slabs, in one pass.
 * Every gradient is multiplied by {@code scale}. Weight decay comes in two forms, and every rule takes both: coupled, {@code g' = scale * g + decay *
 * w}, and decoupled, where the weight is first multiplied by {@code shrink = 1 - rate * decay}. The arguments are rounded to float once a step from
 * values computed in double. Ranges are half-open.
 *
 * <p>The other families, {@link UpdateRootKernel}, {@link UpdateAdamKernel}, {@link UpdateVariantKernel} and {@link UpdateLayerKernel}, share these
 * conventions and one more: means become +0.0 where they would be subnormal. A decaying mean would stay subnormal for ever, and CPUs take up to a hundred
 * times as long for such numbers.
 */
public interface UpdateDescentKernel {

    /**
     * Gradient descent: {@code w = shrink * w - rate * g'}.
     */
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
     * Lion: {@code c = beta1 * m + gain1 * g'}, {@code m = beta2 * m + gain2 * g'}, then {@code w = shrink * w - rate * sign(c)}. The sign of 0
     * is 0, that of NaN is NaN.
     *
     * @param m means of gradients
     */
    void lion(
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
            float shrink);

    /**
     * Rprop: where {@code g'} has the sign of the last one the step size {@code t} grows by {@code up}, where it has the other sign it is
     * multiplied by {@code down} and {@code g'} counts as 0; then {@code t} is brought between {@code least} and {@code most}, and {@code w =
     * shrink * w - t * sign(g')}.
     *
     * @param p the last {@code g'}, or 0
     * @param t step sizes
     */
    void rprop(
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
            float shrink);
}
