package dev.lanewise.train;

import dev.lanewise.optim.GradientClipping;
import dev.lanewise.optim.MaxNorm;
import dev.lanewise.optim.Penalty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What holds weights and gradients down beside weight decay. The penalty enters the gradients, and not the loss that is told; then the gradients are clipped;
 * then the step is done, and after it the norms of weights are limited.
 *
 * @param penalty L1 and L2
 * @param clipping how gradients are clipped, or null
 * @param maxNorm limit of the weights into a unit, or null
 */
public record Regularization(
        Penalty penalty,
        @Nullable GradientClipping clipping,
        @Nullable MaxNorm maxNorm) {

    /** Checks. */
    public Regularization {
        Objects.requireNonNull(penalty, "penalty");
    }

    /** Nothing. */
    public static final Regularization NONE = new Regularization(Penalty.NONE, null, null);

    /** Returns the same with another penalty. */
    public Regularization with(Penalty newPenalty) {
        return new Regularization(newPenalty, clipping, maxNorm);
    }

    /** Returns the same with gradients clipped. */
    public Regularization with(GradientClipping newClipping) {
        return new Regularization(penalty, newClipping, maxNorm);
    }

    /** Returns the same with the weights into a unit limited. */
    public Regularization with(MaxNorm newMaxNorm) {
        return new Regularization(penalty, clipping, newMaxNorm);
    }
}
