package dev.lanewise.train;

import dev.lanewise.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * What moves while training. Each schedule starts from the value that is set without it: the optimizer's learning rate, momentum ({@code beta1} in Adam's
 * family) and weight decay, and the network's largest dropout, which the others follow in proportion.
 *
 * @param learningRate schedule of the learning rate, or null for a fixed one
 * @param momentum schedule of the momentum, or null
 * @param weightDecay schedule of the weight decay, or null
 * @param dropout schedule of the dropout, or null
 */
public record Scheduling(
        @Nullable Schedule learningRate,
        @Nullable Schedule momentum,
        @Nullable Schedule weightDecay,
        @Nullable Schedule dropout) {

    /** Nothing moves. */
    public static final Scheduling NONE = new Scheduling(null, null, null, null);

    /** Returns the same with another schedule of the learning rate. */
    public Scheduling withLearningRate(@Nullable Schedule schedule) {
        return new Scheduling(schedule, momentum, weightDecay, dropout);
    }

    /** Returns the same with another schedule of the momentum. */
    public Scheduling withMomentum(@Nullable Schedule schedule) {
        return new Scheduling(learningRate, schedule, weightDecay, dropout);
    }

    /** Returns the same with another schedule of the weight decay. */
    public Scheduling withWeightDecay(@Nullable Schedule schedule) {
        return new Scheduling(learningRate, momentum, schedule, dropout);
    }

    /** Returns the same with another schedule of the dropout. */
    public Scheduling withDropout(@Nullable Schedule schedule) {
        return new Scheduling(learningRate, momentum, weightDecay, schedule);
    }
}
