package dev.lanewise.kernel;

import java.util.Locale;

/**
 * Activation functions. The transcendental ones are within 3 ulp, where the result is normal; below 0, where they cancel, GELU within 1e-6 and
 * GELU's tanh form, SiLU and Mish within 1e-7 absolute. Names on the command line and in model files are the kebab-case ones, see {@link #label()}.
 */
public enum Activation {
    /** {@code z}. */
    IDENTITY(false),
    /** {@code z <= 0 ? 0 : z}. */
    RELU(false),
    /** {@code z > 0 ? z : 0.01 z}. */
    LEAKY_RELU(false),
    /** {@code z} clipped to 0 and 6; slope 0 at both ends. */
    RELU6(false),
    /** {@code z > 0 ? z : exp(z) - 1}. */
    ELU(false),
    /** ELU scaled so that means and variances keep (Klambauer et al., Self-Normalizing Neural Networks, 2017). */
    SELU(false),
    /** {@code 1 / (1 + exp(-z))}. */
    SIGMOID(false),
    /** {@code z / 6 + 1 / 2} clipped to 0 and 1; slope 0 at both ends. */
    HARD_SIGMOID(false),
    /** Hyperbolic tangent. */
    TANH(false),
    /** {@code log(1 + exp(z))}. */
    SOFTPLUS(true),
    /** {@code z / (1 + |z|)}. */
    SOFTSIGN(true),
    /** {@code z * (1 + erf(z / sqrt(2))) / 2} (Hendrycks and Gimpel, Gaussian Error Linear Units, 2016). */
    GELU(true),
    /** The tanh approximation of GELU, {@code z / 2 * (1 + tanh(sqrt(2 / pi) * (z + 0.044715 z^3)))}. */
    GELU_TANH(true),
    /** {@code z * sigmoid(z)}, also called swish. */
    SILU(true),
    /** {@code z * tanh(softplus(z))} (Misra, Mish, 2019). */
    MISH(true);

    private final boolean derivativeFromArgument;

    Activation(boolean derivativeFromArgument) {
        this.derivativeFromArgument = derivativeFromArgument;
    }

    /** Whether the derivative is computed from the argument {@code z}; otherwise from the output {@code y}. */
    public boolean derivativeFromArgument() {
        return derivativeFromArgument;
    }

    /** The name in kebab case, for example {@code leaky-relu}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
