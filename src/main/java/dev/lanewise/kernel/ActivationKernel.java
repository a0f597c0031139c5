package dev.lanewise.kernel;

/** Activation functions and their derivatives, element by element over flat arrays. NaN in, NaN out. */
public interface ActivationKernel {

    /**
     * Applies {@code y[i] = f(z[i])}.
     *
     * @param activation the function
     * @param z arguments, from {@code zOffset}
     * @param y results, from {@code yOffset}; must not overlap {@code z}; where the derivative is computed
     *     from the output it may be {@code z} itself with the same offset
     * @param length number of elements
     */
    void forward(Activation activation, float[] z, int zOffset, float[] y, int yOffset, int length);

    /**
     * Multiplies deltas by the derivative: {@code delta[i] = delta[i] * f'(..)}, where the derivative is computed from the
     * output {@code y} or from the argument {@code z}, see {@link Activation#derivativeFromArgument()}. It is a product even
     * where the derivative is 0, so that a NaN or an infinity in either operand shows as NaN.
     *
     * @param activation the function
     * @param saved outputs or arguments of the forward pass, from {@code savedOffset}
     * @param delta derivatives of the loss by the outputs, from {@code deltaOffset}; replaced by those by the arguments
     * @param length number of elements
     * @param scratch twice {@code length} elements from {@code scratchOffset}, overwritten, where the derivative is computed from the argument;
     *     otherwise not used
     */
    void backward(
            Activation activation,
            float[] saved,
            int savedOffset,
            float[] delta,
            int deltaOffset,
            int length,
            float[] scratch,
            int scratchOffset);
}
