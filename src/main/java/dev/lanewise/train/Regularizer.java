package dev.lanewise.train;

import dev.lanewise.kernel.Execution;
import dev.lanewise.optim.GradientClipping;
import dev.lanewise.optim.MaxNorm;
import dev.lanewise.optim.ParameterGroups;
import dev.lanewise.optim.Penalty;
import dev.lanewise.optim.StepSettings;
import org.jspecify.annotations.Nullable;

/** A {@link Regularization} at work: on the gradients before a step, on the weights after it. */
final class Regularizer {

    private final Execution execution;
    private final Penalty.@Nullable Adder penalty;
    private final GradientClipping.@Nullable Clipper clipper;
    private final MaxNorm.@Nullable Constraint constraint;

    Regularizer(Regularization plan, ParameterGroups groups, Execution execution) {
        this.execution = execution;
        penalty = plan.penalty().equals(Penalty.NONE) ? null : plan.penalty().start(groups);
        clipper = plan.clipping() == null ? null : plan.clipping().start(groups);
        constraint = plan.maxNorm() == null ? null : plan.maxNorm().start(groups);
    }

    /** Adds the penalty and clips; the settings' gradient scale is read and perhaps changed. */
    void before(float[] w, float[] g, StepSettings settings) {
        if (penalty != null) {
            penalty.add(execution, w, g, settings);
        }
        if (clipper != null) {
            clipper.prepare(execution, g, settings);
        }
    }

    void after(float[] w) {
        if (constraint != null) {
            constraint.apply(execution, w);
        }
    }
}
