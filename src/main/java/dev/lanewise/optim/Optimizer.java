package dev.lanewise.optim;

import java.util.Map;

/**
 * The hyper-parameters of an update rule: immutable and validated, apart from the running state that {@link #start} makes. {@code w} is a
 * weight, {@code g} its gradient, {@code t} the step, counted from 1.
 */
public sealed interface Optimizer
        permits Sgd,
                Momentum,
                AdaGrad,
                RmsProp,
                Adadelta,
                Adam,
                Adamax,
                NAdam,
                RAdam,
                Rprop,
                Lion,
                Lamb,
                AdaBelief,
                Yogi,
                Adan,
                NovoGrad,
                Muon,
                ScheduleFreeAdamW,
                Prodigy {

    /** Returns what is known about the rule. */
    Rule rule();

    /** Returns the name in kebab case, as {@link Optimizers#parse} takes it. */
    default String label() {
        return rule().name();
    }

    /** Returns the learning rate. */
    double learningRate();

    /** Returns the weight decay. */
    WeightDecay weightDecay();

    /** Returns the same rule with another learning rate. */
    default Optimizer withLearningRate(double learningRate) {
        return rule().with(this, "learning-rate", learningRate);
    }

    /** Returns the same rule with another weight decay. */
    default Optimizer withWeightDecay(WeightDecay weightDecay) {
        Optimizer changed = rule().with(this, "weight-decay", weightDecay.rate());
        return rule().with(changed, "decay-form", weightDecay.form());
    }

    /** Returns all hyper-parameters as {@link Optimizers#parse} takes them. */
    default Map<String, String> settings() {
        return rule().settings(this);
    }

    /** Returns a fresh state for the parameters of these groups. */
    OptimizerState start(ParameterGroups groups);

    /** Returns a fresh state for a slab of {@code parameters} elements, taken as one vector. */
    default OptimizerState start(int parameters) {
        return start(ParameterGroups.flat(parameters));
    }
}
