package dev.lanewise.optim;

/**
 * What may change from step to step: held and changed by the caller, read by {@link OptimizerState#step}, so that a step allocates nothing. A setter
 * returns this.
 */
public final class StepSettings {

    private double learningRate;
    private double momentum = Double.NaN;
    private double weightDecayFactor = 1;
    private float gradientScale = 1;

    /** Starts with a learning rate, the rule's own momentum and decay, and gradients as they are. */
    public StepSettings(double learningRate) {
        this.learningRate = learningRate;
    }

    /** Returns the learning rate of the step. */
    public double learningRate() {
        return learningRate;
    }

    /** Sets the learning rate of the step. */
    public StepSettings learningRate(double newRate) {
        learningRate = newRate;
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
        momentum = newMomentum;
        return this;
    }

    /** Returns what the rule's weight decay is multiplied by. */
    public double weightDecayFactor() {
        return weightDecayFactor;
    }

    /** Sets what the rule's weight decay is multiplied by, 0 or more. */
    public StepSettings weightDecayFactor(double newFactor) {
        weightDecayFactor = newFactor;
        return this;
    }

    /** Returns what every gradient is multiplied by, in the same pass as the update. */
    public float gradientScale() {
        return gradientScale;
    }

    /** Sets what every gradient is multiplied by before weight decay is added: the scale of clipping by norm, or 1 / the number of batches summed. */
    public StepSettings gradientScale(float newScale) {
        gradientScale = newScale;
        return this;
    }
}
