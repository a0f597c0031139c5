package dev.lanewise.loss;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.LossFunction;

/** The pinball loss, whose minimum is a quantile of the targets (Koenker and Bassett, 1978). */
public final class Quantile extends ElementLoss {

    private final double quantile;

    /**
     * Creates the loss.
     *
     * @param quantile which quantile; between 0 and 1, 0.5 by default
     * @throws UserException if it is out of range
     */
    public Quantile(double quantile) {
        super(LossFunction.QUANTILE, quantile);
        if (!(quantile > 0 && quantile < 1)) {
            throw new UserException(
                    "quantile of quantile must be between 0 and 1, both excluded, not " + quantile + ".");
        }
        this.quantile = quantile;
    }

    @Override
    public String label() {
        return "quantile";
    }

    @Override
    public String setting() {
        return "quantile=" + quantile;
    }
}
