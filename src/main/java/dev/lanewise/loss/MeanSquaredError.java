package dev.lanewise.loss;

import dev.lanewise.kernel.LossFunction;

/** The mean of the squared errors. */
public final class MeanSquaredError extends ElementLoss {

    /** Creates the loss. */
    public MeanSquaredError() {
        super(LossFunction.SQUARED, 0);
    }

    @Override
    public String label() {
        return "mean-squared-error";
    }
}
