package dev.lanewise.lab;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.core.Team;
import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.OptimizerState;
import dev.lanewise.optim.StepSettings;
import dev.lanewise.schedule.Course;
import dev.lanewise.schedule.Horizon;
import dev.lanewise.schedule.Schedule;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A walk of one of the engine's optimizers down a function. The weights are the floats of a slab, as those of a network; values and gradients are computed
 * in double at these weights, and the gradient is rounded once. Immutable.
 *
 * @param function what is minimised
 * @param optimizer the rule
 * @param schedule how its rate moves, each step an epoch of its own; null for not at all
 * @param start first weights
 * @param steps most steps
 * @param noise deviation of the normal noise that is added to each element of each gradient; 0 for none
 * @param seed seed of the noise
 */
public record Descent(
        TestFunction function,
        Optimizer optimizer,
        @Nullable Schedule schedule,
        List<Double> start,
        int steps,
        double noise,
        long seed) {

    /** Looks at a walk. */
    public interface Visitor {

        /**
         * The walk has come to a point.
         *
         * @param step steps done, 0 at the start
         * @param w the weights; those that the rule means to be kept, where they differ from those that it trains
         * @param gradient the exact gradient at the weights that are trained
         * @param value value at {@code w}
         * @return false to stop
         */
        boolean at(int step, double[] w, double[] gradient, double value);
    }

    /** Checks and copies; the gradient, too, where the function has not been checked yet. */
    public Descent {
        start = List.copyOf(start);
        TestFunction.check(function.name(), "start", start, function.dimensions());
        if (steps < 1) {
            throw new UserException("A descent takes at least 1 step, not " + steps + ".");
        }
        if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
            throw new UserException("The noise of the gradient must be 0 or a positive number, not " + noise + ".");
        }
        if (!start.equals(function.start())) {
            GradientCheck.at(
                    function.name(),
                    function.surface(),
                    start.stream().mapToDouble(w -> w).toArray());
        }
    }

    /** Returns 500 steps from the function's own start, without noise. */
    public static Descent of(TestFunction function, Optimizer optimizer) {
        return new Descent(function, optimizer, null, function.start(), 500, 0, 1);
    }

    /**
     * Returns the same with another start.
     *
     * @throws UserException where the gradient there is not that of the values, by central differences
     */
    public Descent from(Double... newStart) {
        return from(List.of(newStart));
    }

    /**
     * Returns the same with another start.
     *
     * @throws UserException where the gradient there is not that of the values, by central differences
     */
    public Descent from(List<Double> newStart) {
        return new Descent(function, optimizer, schedule, newStart, steps, noise, seed);
    }

    /** Returns the same with another number of steps. */
    public Descent steps(int newSteps) {
        return new Descent(function, optimizer, schedule, start, newSteps, noise, seed);
    }

    /** Returns the same with noise. */
    public Descent noise(double deviation, long newSeed) {
        return new Descent(function, optimizer, schedule, start, steps, deviation, newSeed);
    }

    /** Returns the same with a schedule. */
    public Descent schedule(@Nullable Schedule newSchedule) {
        return new Descent(function, optimizer, newSchedule, start, steps, noise, seed);
    }

    /** Returns the same with another optimizer. */
    public Descent with(Optimizer newOptimizer) {
        return new Descent(function, newOptimizer, schedule, start, steps, noise, seed);
    }

    /**
     * Returns the path in full.
     *
     * @throws UserException if value or gradient at the start are not finite
     */
    public Trajectory path() {
        Trajectory.Recorder recorder = new Trajectory.Recorder(function.dimensions(), steps);
        boolean finite = walk(recorder);
        if (recorder.points() == 0) {
            throw new UserException(
                    function.name() + " has no finite value and gradient at " + start + ". Start elsewhere.");
        }
        return recorder.trajectory(!finite);
    }

    /**
     * Returns the steps until a value is reached for the first time, or -1 where it is not.
     *
     * @param value what is to be reached
     */
    public int stepsTo(double value) {
        int[] reached = {-1};
        walk((step, w, gradient, v) -> {
            reached[0] = v <= value ? step : -1;
            return reached[0] < 0;
        });
        return reached[0];
    }

    /** Walks on the twins that are soonest ready; by contract the others go to the same bits. */
    public boolean walk(Visitor visitor) {
        try (Team team = Team.of(1)) {
            return walk(visitor, new Execution(Kernels.forOneRun(steps), team));
        }
    }

    /**
     * Walks.
     *
     * @return whether all values and weights were finite; where one is not, the walk ends before it is shown
     */
    public boolean walk(Visitor visitor, Execution execution) {
        Walk walk = new Walk();
        for (int step = 0; ; step++) {
            if (!walk.look()) {
                return false;
            }
            if (!visitor.at(step, walk.point, walk.gradient, walk.value) || step == steps) {
                return true;
            }
            walk.step(execution, step);
        }
    }

    /** The weights on their way. */
    private final class Walk {
        private final OptimizerState state = optimizer.start(function.dimensions());
        private final StepSettings settings = new StepSettings(optimizer.learningRate());
        private final @Nullable Course course =
                schedule == null ? null : schedule.over(new Horizon(steps, 1), optimizer.learningRate());
        private final SeededRandom random = new SeededRandom(RandomKey.of(seed).fold("gradient noise"));
        private final float[] weights = new float[function.dimensions()];
        private final float[] rounded = new float[weights.length];
        private final double[] point = new double[weights.length];
        private final double[] gradient = new double[weights.length];
        private double value;

        Walk() {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = start.get(i).floatValue();
            }
        }

        /** Computes value and gradient; false where something is not finite. */
        boolean look() {
            copy();
            function.surface().gradient(point, gradient);
            state.toEvaluation(weights);
            copy();
            state.toTraining(weights);
            value = function.surface().value(point);
            return Double.isFinite(value)
                    && Arrays.stream(point).allMatch(Double::isFinite)
                    && Arrays.stream(gradient).allMatch(g -> Float.isFinite((float) g));
        }

        private void copy() {
            for (int i = 0; i < weights.length; i++) {
                point[i] = weights[i];
            }
        }

        void step(Execution execution, int step) {
            for (int i = 0; i < weights.length; i++) {
                rounded[i] = (float) (noise == 0 ? gradient[i] : gradient[i] + noise * random.nextNormal());
            }
            if (course != null) {
                if (step > 0) {
                    course.observe(step, value, Double.NaN);
                }
                settings.learningRate(course.at(step));
            }
            state.step(execution, weights, rounded, settings);
        }
    }
}
