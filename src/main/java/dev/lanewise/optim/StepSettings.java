package dev.lanewise.optim;

import dev.lanewise.core.UserException;

/**
 * What may change from step to step: held and changed by the caller, read by {@link OptimizerState#step}, so that a step allocates nothing. A setter
 * returns this.
 */
public final class StepSettings {

    private double learningRate;
    private double momentum = Double.NaN;
    private double weightDecayFactor = 1;
    private float gradientScale = 1;

    /**
     * Starts with a learning rate, the rule's own momentum and decay, and gradients as they are.
     *
     * @throws UserException here and in the setters, if a value is outside its range, or is so as a float
     */
    public StepSettings(double learningRate) {
        this.learningRate = Range.NOT_NEGATIVE.check("The learning rate of a step", learningRate);
    }

    /** Returns the learning rate of the step. */
    public double learningRate() {
        return learningRate;
    }

    /** Sets the learning rate of the step, 0 or more. */
    public StepSettings learningRate(double newRate) {
        learningRate = Range.NOT_NEGATIVE.check("The learning rate of a step", newRate);
        return this;
    }

    /**
     * Returns what stands in the place of the rule's momentum (the share of the old buffer that stays; {@code beta1} in Adam's family); NaN for the
     * rule's own.
     */
    public double momentum() {
        return momentum;
    }

    /** Sets the momentum, from 0 to below 1, or NaN for the rule's own. Rules without one do not read it. */
    public StepSettings momentum(double newMomentum) {
        momentum = Double.isNaN(newMomentum) ? newMomentum : Range.FACTOR.check("The momentum of a step", newMomentum);
        return this;
    }

    /** Returns what the rule's weight decay is multiplied by. */
    public double weightDecayFactor() {
        return weightDecayFactor;
    }

    /** Sets what the rule's weight decay is multiplied by, 0 or more. */
    public StepSettings weightDecayFactor(double newFactor) {
        weightDecayFactor = Range.NOT_NEGATIVE.check("The weight decay's factor of a step", newFactor);
        return this;
    }

    /** Returns what every gradient is multiplied by, in the same pass as the update. */
    public float gradientScale() {
        return gradientScale;
    }

    /** Sets what every gradient is multiplied by before weight decay is added, positive: 1 / the number of batches summed. */
    public StepSettings gradientScale(float newScale) {
        gradientScale = (float) Range.POSITIVE.check("The gradient scale of a step", newScale);
        return this;
    }

    /** Multiplies the gradient scale by what clipping says: down to 0 for huge norms, and NaN for a norm that is none, so that it is seen. */
    void clip(double share) {
        gradientScale = (float) (gradientScale * share);
    }
}
