package dev.lanewise.train;

import dev.lanewise.core.UserException;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.ScheduleFreeAdamW;
import dev.lanewise.optim.StepSettings;
import dev.lanewise.schedule.Course;
import dev.lanewise.schedule.Horizon;
import dev.lanewise.schedule.Plateau;
import dev.lanewise.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The schedules of a training under way: the settings of every step from its number. */
final class Courses {

    private static final long MOST_LOOKS = 200_000;

    private final List<Course> all = new ArrayList<>();
    private final boolean watchScore;
    private final double ownRate;
    private final double ownDecay;
    private final double ownDropout;
    private final @Nullable Course rate;
    private final @Nullable Course momentum;
    private final @Nullable Course decay;
    private final @Nullable Course dropout;

    Courses(Scheduling plan, Optimizer optimizer, NetworkSpec network, Horizon horizon) {
        watchScore = Stream.of(plan.learningRate(), plan.momentum(), plan.weightDecay(), plan.dropout())
                .anyMatch(schedule -> schedule != null && schedule.watchesScore());
        ownRate = optimizer.learningRate();
        ownDecay = optimizer.weightDecay().rate();
        ownDropout = dropout(network);
        rate = course(plan.learningRate(), horizon, ownRate);
        momentum = course(plan.momentum(), horizon, plan.momentum() == null ? 0 : momentum(optimizer));
        if (plan.weightDecay() != null && ownDecay == 0) {
            throw new UserException("There is no weight decay that its schedule could move. Set one above 0.");
        }
        if (plan.dropout() != null && ownDropout == 0) {
            throw new UserException("There is no dropout that its schedule could move. Set one above 0.");
        }
        decay = course(plan.weightDecay(), horizon, ownDecay);
        dropout = course(plan.dropout(), horizon, ownDropout);
    }

    private @Nullable Course course(@Nullable Schedule schedule, Horizon horizon, double base) {
        if (schedule == null) {
            return null;
        }
        Course course = schedule.over(horizon, base);
        all.add(course);
        return course;
    }

    private static double momentum(Optimizer optimizer) {
        Map<String, String> settings = optimizer.settings();
        for (String key : List.of("beta1", "beta", "momentum")) {
            String value = settings.get(key);
            // The average of schedule-free AdamW is defined for one beta1 throughout.
            if (value != null && !(optimizer instanceof ScheduleFreeAdamW)) {
                double base = Double.parseDouble(value);
                if (base == 0 && key.equals("momentum")) {
                    throw new UserException(
                            "The optimizer " + optimizer.label()
                                    + " has momentum 0, with which it keeps nothing that a schedule could move. Set its momentum, such as 0.9.");
                }
                return base;
            }
        }
        throw new UserException("The optimizer " + optimizer.label()
                + " has no momentum that a schedule could move. Take another, such as momentum or adam.");
    }

    private static double dropout(NetworkSpec network) {
        double most = 0;
        for (LayerSpec layer : network.layers()) {
            most = layer instanceof LayerSpec.Dropout dropout ? Math.max(most, dropout.probability()) : most;
        }
        return most;
    }

    /**
     * Looks at what is to come, so that a schedule that leaves its range is refused before the training and not in the middle of it. Plateaus
     * are taken as they are now: they only fall. Of very long trainings it looks at some steps, evenly and the last one.
     *
     * @param first steps done
     * @param scored whether there will be a score
     */
    void check(long first, Horizon horizon, boolean scored) {
        if (watchScore && !scored) {
            throw new UserException(Plateau.NO_SCORE);
        }
        if (all.isEmpty()) {
            return;
        }
        StepSettings settings = new StepSettings(ownRate);
        long last = horizon.steps() - 1;
        long looks = Math.min(last, MOST_LOOKS);
        for (long i = 0; i <= looks; i++) {
            long step = first + (looks == 0 ? 0 : Math.round((double) i / looks * last));
            at(step, settings);
            dropoutFactor(step);
        }
    }

    /**
     * Sets what a step is done with.
     *
     * @param step steps before it
     */
    void at(long step, StepSettings settings) {
        settings.learningRate(rate == null ? ownRate : value("learning rate", rate, step, Double.POSITIVE_INFINITY));
        if (momentum != null) {
            settings.momentum(value("momentum", momentum, step, 1));
        }
        if (decay != null) {
            double factor = value("weight decay", decay, step, Double.POSITIVE_INFINITY) / ownDecay;
            if (!(factor <= Float.MAX_VALUE)) {
                throw new UserException("The schedule of the weight decay gives " + decay.at(step) + " for step "
                        + (step + 1) + ", too many times the weight decay of " + ownDecay + ". Set a larger one.");
            }
            settings.weightDecayFactor(factor);
        }
    }

    /** What the dropout of a step is multiplied by. */
    double dropoutFactor(long step) {
        return dropout == null ? 1 : value("dropout", dropout, step, 1) / ownDropout;
    }

    boolean movesDropout() {
        return dropout != null;
    }

    private static double value(String what, Course course, long step, double below) {
        double value = course.at(step);
        if (value >= 0 && (float) value < below) {
            return value;
        }
        boolean rounded = value >= 0 && value < below;
        throw new UserException(
                "The schedule of the " + what + " gives " + value + " for step " + (step + 1) + "; it must be from 0 "
                        + (below == 1 ? "to below 1" : "and finite") + (rounded ? " as a float." : "."));
    }

    /** Tells plateaus how an epoch went. */
    void observe(long steps, EpochRecord epoch) {
        double loss = Double.isNaN(epoch.validationLoss()) ? epoch.trainLoss() : epoch.validationLoss();
        for (Course course : all) {
            course.observe(steps, loss, epoch.validationScore());
        }
    }

    /** What plateaus must keep, an array for each schedule. */
    double[][] snapshot() {
        return all.stream().map(Course::snapshot).toArray(double[][]::new);
    }

    void restore(double[][] snapshot) {
        for (int i = 0; i < snapshot.length; i++) {
            all.get(i).restore(snapshot[i]);
        }
    }
}
