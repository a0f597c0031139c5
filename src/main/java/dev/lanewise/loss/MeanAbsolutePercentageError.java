package dev.lanewise.loss;

import dev.lanewise.kernel.LossFunction;

/**
 * The mean of {@code |error| / |target|}, as a fraction. Where the target is 0, or nearer to 0 than {@link #FLOOR}, the error is divided by
 * the floor instead, so that loss and slope stay finite.
 */
public final class MeanAbsolutePercentageError extends ElementLoss {

    /** Smallest size of a target that errors are divided by. */
    public static final double FLOOR = 1e-6;

    /** Creates the loss. */
    public MeanAbsolutePercentageError() {
        super(LossFunction.PERCENTAGE, FLOOR);
    }

    @Override
    public String label() {
        return "mean-absolute-percentage-error";
    }
}
