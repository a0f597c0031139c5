package dev.lanewise.kernel;

/**
 * Parts of updates that look at a whole tensor, element by element; the sums between them are {@link SumKernel}'s. Conventions are those of {@link
 * UpdateDescentKernel}. Element {@code i} of a result {@code r} stands at {@code i + shift}.
 */
public interface UpdateLayerKernel {

    /**
     * The first pass of LAMB: {@code m} and {@code v} as in Adam, {@code r = correct * m / (root * sqrt(v + inner) + outer) + pull * w}.
     *
     * @param m means of gradients
     * @param v means of squares
     * @param r directions, written
     */
    void adamMoments(
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
            float decay);

    /**
     * The last pass of LAMB and Prodigy: {@code w = shrink * w - step * r}, with {@code r} computed again as in {@link #adamMoments} from what stands in
     * {@code m} and {@code v}.
     *
     * @param m means of gradients
     * @param v means of squares
     */
    void adamMove(
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
            float shrink);

    /**
     * The first pass of Prodigy: {@code m = beta1 * m + gain1 * g'}, {@code v = beta2 * v + gain2 * g'^2}, {@code s = beta3 * s + gain3 * g'}, {@code r = p - w}.
     *
     * @param m means of gradients
     * @param v means of squares
     * @param s sums of gradients
     * @param p start weights
     * @param r how far the weights have come, written
     */
    void prodigyMoments(
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
            float scale);

    /**
     * The first pass of Muon: {@code b = beta * b + gain * g'}, {@code r = keep * b + look * g'}.
     *
     * @param b buffer
     * @param r directions, written
     */
    void direction(
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
            float decay);

    /**
     * The last pass of Muon: {@code w = shrink * w - rate * r}.
     *
     * @param r directions
     */
    void move(float[] w, float[] r, int shift, int from, int to, float rate, float shrink);

    /**
     * {@code r = first * r + second * w}, within Muon's iteration.
     *
     * @param w read
     * @param r changed
     */
    void combine(float[] w, float[] r, int shift, int from, int to, float first, float second);
}
