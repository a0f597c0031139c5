package dev.lanewise.loss;

import dev.lanewise.core.Link;
import dev.lanewise.kernel.LossFunction;

/** The Poisson loss without its constant term, {@code exp(o) - t o}: the output is the logarithm of the rate. */
public final class Poisson extends ElementLoss {

    /** Creates the loss. */
    public Poisson() {
        super(LossFunction.POISSON, 0);
    }

    @Override
    public Link link() {
        return Link.LOG;
    }

    @Override
    public String label() {
        return "poisson";
    }
}
