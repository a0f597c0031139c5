package dev.lanewise.train;

import dev.lanewise.core.UserException;
import java.util.Locale;

/**
 * What holds weights and gradients down beside weight decay. The penalty {@code l1 * sum |w| + l2 / 2 * sum w^2} of the weights, not of the biases, enters the
 * gradients, and not the loss that is told; then the gradients are clipped, by one rule at most; the norm of the weights that come into a unit is limited
 * after the step.
 *
 * @param l1 strength of the sum of magnitudes, 0 for none
 * @param l2 strength of the sum of squares, 0 for none
 * @param maxNorm most that the norm of a unit's incoming weights may be, 0 for no limit (Srivastava et al., Dropout, 2014)
 * @param clip rule by which gradients are clipped
 * @param limit the rule's limit, above 0
 */
public record Regularization(double l1, double l2, double maxNorm, Clip clip, double limit) {

    /** Rules of clipping. Where a norm is above the limit, gradients are multiplied by {@code limit / norm}. */
    public enum Clip {
        /** None. */
        NONE,
        /** Every element to {@code -limit} to {@code limit}. */
        VALUE,
        /** By the norm of each tensor. Keras's {@code clipnorm}. */
        NORM,
        /** By the norm of all tensors together. PyTorch's {@code clip_grad_norm_}, which adds 1e-6 to the norm. */
        GLOBAL_NORM
    }

    /** Nothing. */
    public static final Regularization NONE = new Regularization(0, 0, 0, Clip.NONE, 1);

    /** Checks the ranges. */
    public Regularization {
        check("l1", l1, l1 >= 0, "0 or a positive number");
        check("l2", l2, l2 >= 0, "0 or a positive number");
        check("max-norm", maxNorm, maxNorm >= 0, "0 or a positive number");
        check("The limit of clipping", limit, limit > 0, "a number above 0");
    }

    private static void check(String name, double value, boolean fits, String range) {
        if (!fits || !Double.isFinite(value)) {
            throw new UserException(name + " must be " + range + ", not " + value + ".");
        }
    }

    /** Returns the same with another L1 penalty. */
    public Regularization withL1(double strength) {
        return new Regularization(strength, l2, maxNorm, clip, limit);
    }

    /** Returns the same with another L2 penalty. */
    public Regularization withL2(double strength) {
        return new Regularization(l1, strength, maxNorm, clip, limit);
    }

    /** Returns the same with another limit of a unit's incoming weights. */
    public Regularization withMaxNorm(double most) {
        return new Regularization(l1, l2, most, clip, limit);
    }

    /** Returns the same with gradients clipped by a rule. */
    public Regularization withClip(Clip rule, double newLimit) {
        return new Regularization(l1, l2, maxNorm, rule, newLimit);
    }

    /** Returns the clipping in words, such as {@code global-norm 1.0}; empty for none. */
    public String clipText() {
        return clip == Clip.NONE ? "" : clip.name().toLowerCase(Locale.ROOT).replace('_', '-') + " " + limit;
    }
}
