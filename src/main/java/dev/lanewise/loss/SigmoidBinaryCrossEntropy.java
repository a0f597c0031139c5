package dev.lanewise.loss;

import dev.lanewise.core.Link;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.LossFunction;

/** The cross-entropy of a target from 0 to 1 and the sigmoid of a logit, computed without overflow. */
public final class SigmoidBinaryCrossEntropy extends ElementLoss {

    private final double smoothing;

    /**
     * Creates the loss.
     *
     * @param smoothing label smoothing, from 0 to below 1, 0 by default: targets become {@code t (1 - smoothing) + smoothing / 2}
     * @throws UserException if it is out of range
     */
    public SigmoidBinaryCrossEntropy(double smoothing) {
        super(LossFunction.BINARY_CROSS_ENTROPY, smoothing);
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new UserException("label-smoothing of sigmoid-binary-cross-entropy must be from 0 to below 1, not "
                    + smoothing + ".");
        }
        this.smoothing = smoothing;
    }

    @Override
    public Link link() {
        return Link.LOGIT;
    }

    @Override
    public String label() {
        return "sigmoid-binary-cross-entropy";
    }

    @Override
    public String setting() {
        return "label-smoothing=" + smoothing;
    }
}
