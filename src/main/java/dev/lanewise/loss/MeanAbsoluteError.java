package dev.lanewise.loss;

import dev.lanewise.kernel.LossFunction;

/** The mean of the absolute errors; its slope at an error of 0 is 0. */
public final class MeanAbsoluteError extends ElementLoss {

    /** Creates the loss. */
    public MeanAbsoluteError() {
        super(LossFunction.ABSOLUTE, 0);
    }

    @Override
    public String label() {
        return "mean-absolute-error";
    }
}
