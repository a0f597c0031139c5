package dev.lanewise.optim;

import java.util.Map;

/**
 * The hyper-parameters of an update rule: immutable and validated, apart from the running state that {@link #start} makes. {@code w} is a
 * weight, {@code g} its gradient, {@code t} the step, counted from 1.
 */
public sealed interface Optimizer permits Sgd, Momentum, AdaGrad, RmsProp, Adam {

    /** Returns the name in kebab case. */
    String label();

    /** Returns the learning rate. */
    double learningRate();

    /** Returns the weight decay. */
    WeightDecay weightDecay();

    /** Returns the same rule with another learning rate. */
    Optimizer withLearningRate(double learningRate);

    /** Returns the same rule with another weight decay. */
    Optimizer withWeightDecay(WeightDecay weightDecay);

    /** Returns all hyper-parameters as {@link Optimizers#parse} takes them. */
    Map<String, String> settings();

    /** Returns a fresh state for the parameters of these groups. */
    OptimizerState start(ParameterGroups groups);

    /** Returns a fresh state for a slab of {@code parameters} elements, taken as one vector. */
    default OptimizerState start(int parameters) {
        return start(ParameterGroups.flat(parameters));
    }
}
