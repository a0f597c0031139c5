package dev.lanewise.kernel;

/**
 * Losses of one output {@code o} and its target {@code t}, with {@code e = o - t}. Some take a parameter {@code a}.
 */
public enum LossFunction {
    /** {@code e^2}. */
    SQUARED,
    /** {@code |e|}; slope 0 at 0. */
    ABSOLUTE,
    /** {@code |e| / max(|t|, a)}; slope 0 at 0. */
    PERCENTAGE,
    /** {@code e^2 / 2} up to {@code |e| = a}, {@code a (|e| - a / 2)} beyond (Huber, 1964). */
    HUBER,
    /** {@code max(-a e, (1 - a) e)}, the pinball loss of quantile {@code a}; slope 0 at 0. */
    QUANTILE,
    /** {@code exp(o) - t o}: the output is the logarithm of the rate. */
    POISSON,
    /** {@code log(1 + exp(o)) - t' o} on a logit, with smoothed target {@code t' = t (1 - a) + a / 2}. */
    BINARY_CROSS_ENTROPY
}
