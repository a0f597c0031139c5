package dev.lanewise.schedule;

/**
 * How long a training is.
 *
 * @param epochs most passes over the training rows, at least 1
 * @param stepsPerEpoch optimizer steps of a pass, at least 1
 */
public record Horizon(long epochs, long stepsPerEpoch) {

    /** Checks the ranges. */
    public Horizon {
        if (epochs < 1 || stepsPerEpoch < 1 || epochs > Long.MAX_VALUE / stepsPerEpoch) {
            throw new IllegalArgumentException(epochs + " epochs of " + stepsPerEpoch + " steps");
        }
    }

    /** Returns the steps of the whole training. */
    public long steps() {
        return epochs * stepsPerEpoch;
    }

    /** Returns how many steps a length is, rounded to a whole number, at least 1 where the length is not 0. */
    public double steps(Length length) {
        return Span.of(this).ticks(length);
    }
}
