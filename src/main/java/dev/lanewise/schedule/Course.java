package dev.lanewise.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * A schedule over a given training and from a given base value. Its value depends on the step alone, unless there is a plateau in it, which is moved by
 * {@link #observe}. Computes in double, allocates nothing. Not for use by several threads.
 */
public final class Course {

    private final Curve curve;

    Course(Curve curve) {
        this.curve = curve;
    }

    /**
     * Returns the value of a step.
     *
     * @param step optimizer steps before this one, from 0
     */
    public double at(long step) {
        if (step < 0) {
            throw new IllegalArgumentException("step " + step);
        }
        return curve.at((double) step);
    }

    /**
     * Tells a plateau how an epoch went; of no effect on other schedules.
     *
     * @param step optimizer steps done
     * @param loss loss after the epoch, of the validation rows where there are some
     * @param score score of the validation rows, NaN where there is none
     */
    public void observe(long step, double loss, double score) {
        curve.observe((double) step, loss, score);
    }

    /** Returns what must be kept, beside the step, to go on: empty where the schedule has no plateau. */
    public double[] snapshot() {
        List<Double> state = new ArrayList<>();
        curve.save(state);
        return state.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Goes on from a snapshot of a course of the same schedule.
     *
     * @throws IllegalArgumentException if it has another length
     */
    public void restore(double[] snapshot) {
        if (snapshot.length != snapshot().length || curve.load(snapshot, 0) != snapshot.length) {
            throw new IllegalArgumentException("a snapshot of another schedule");
        }
    }
}
