package dev.lanewise.schedule;

import java.util.Map;

/**
 * The form of a schedule: immutable and validated. {@code t} is the tick, counted from 0, {@code base} the value that is scheduled, {@code T} the length
 * {@code over} in ticks; beyond it the last value holds. Values are computed in double.
 */
public sealed interface Shape
        permits Constant,
                StepDecay,
                MultiStep,
                Exponential,
                InverseTime,
                Polynomial,
                Linear,
                Cosine,
                CosineRestarts,
                OneCycle,
                OneCycleMomentum,
                Cyclic,
                CosLog4,
                Plateau {

    /** Returns the name in kebab case. */
    String label();

    /** Returns all settings as {@link Schedule#parse} takes them. */
    Map<String, String> settings();

    /** Returns how long the shape takes to run its course; {@link Length#REST} where it has no end of its own. */
    default Length over() {
        return Length.REST;
    }

    /** Returns the schedule of this shape alone. */
    default Schedule alone() {
        return Schedule.of(this);
    }
}
