package dev.lanewise.loss;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.LossFunction;

/** The Huber loss: half the square of an error up to {@code delta}, linear beyond (Huber, 1964). */
public final class Huber extends ElementLoss {

    private final double delta;

    /**
     * Creates the loss.
     *
     * @param delta where the square ends; positive, 1 by default
     * @throws UserException if it is out of range
     */
    public Huber(double delta) {
        super(LossFunction.HUBER, delta);
        if (!(delta > 0 && delta < Double.POSITIVE_INFINITY)) {
            throw new UserException("delta of huber must be a positive number, not " + delta + ".");
        }
        this.delta = delta;
    }

    @Override
    public String label() {
        return "huber";
    }

    @Override
    public String setting() {
        return "delta=" + delta;
    }
}
