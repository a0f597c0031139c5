package dev.lanewise.optim;

/** The scalars that Adam's family shares, computed in double once a step and rounded once. */
final class AdamScalars {

    /** Share of the mean of gradients that stays, and what of the new gradient comes in. */
    float beta1;

    float gain1;

    /** The same for the mean of squares. */
    float beta2;

    float gain2;

    /** {@code 1 - beta1^t} and {@code 1 - beta2^t}; 1 without bias correction. */
    double correction1;

    double correction2;

    /** The step is {@code step * m / (root * sqrt(v + inner) + outer)}. */
    float step;

    float root;
    float inner;
    float outer;

    /** Computes everything for step {@code t}. */
    void prepare(
            double newBeta1,
            double newBeta2,
            Epsilon epsilon,
            double epsilonRoot,
            boolean corrected,
            long t,
            double rate) {
        beta1 = (float) newBeta1;
        gain1 = (float) (1 - newBeta1);
        beta2 = (float) newBeta2;
        gain2 = (float) (1 - newBeta2);
        correction1 = corrected ? Powers.complement(newBeta1, t) : 1;
        correction2 = corrected ? Powers.complement(newBeta2, t) : 1;
        double deviation = Math.sqrt(correction2);
        boolean hat = epsilon.place() == Epsilon.Place.HAT;
        step = (float) (hat ? rate * deviation / correction1 : rate / correction1);
        root = hat ? 1 : (float) (1 / deviation);
        double under = epsilonRoot + (epsilon.place() == Epsilon.Place.INSIDE ? epsilon.value() : 0);
        inner = (float) (under * correction2);
        outer = epsilon.place() == Epsilon.Place.INSIDE ? 0 : (float) epsilon.value();
    }
}
