package dev.lanewise.schedule;

/**
 * The time that a shape has, in ticks: steps, or epochs for shapes that move by epoch.
 *
 * @param whole ticks of the whole training
 * @param rest ticks from the shape's start to the end of the training
 * @param ticksPerEpoch ticks of an epoch
 * @param ticksPerStep ticks of a step
 */
record Span(double whole, double rest, double ticksPerEpoch, double ticksPerStep) {

    static Span of(Horizon horizon) {
        double steps = horizon.steps();
        return new Span(steps, steps, horizon.stepsPerEpoch(), 1);
    }

    /** The same time in epochs. */
    Span byEpoch() {
        return new Span(whole / ticksPerEpoch, rest / ticksPerEpoch, 1, ticksPerStep / ticksPerEpoch);
    }

    /** What remains after some ticks. */
    Span after(double ticks) {
        return new Span(whole, Math.max(0, rest - ticks), ticksPerEpoch, ticksPerStep);
    }

    /** A length in whole ticks, at least 1 unless it is 0; what remains is at least 1. */
    double ticks(Length length) {
        double exact = switch (length.unit()) {
            case EPOCHS -> length.amount() * ticksPerEpoch;
            case STEPS -> length.amount() * ticksPerStep;
            case PERCENT -> length.amount() / 100 * whole;
            case REST -> rest;
        };
        boolean none = length.unit() != Length.Unit.REST && length.amount() == 0;
        return none ? 0 : Math.max(1, Math.rint(exact));
    }
}
