package dev.lanewise.schedule;

import java.util.Map;

/**
 * Moves by a constant factor: {@code base * factor^(t / every)}. PyTorch's {@code ExponentialLR}, Keras's {@code ExponentialDecay}.
 *
 * @param factor what {@code every} multiplies by, positive
 * @param every ticks
 * @param staircase whether the exponent is rounded down
 */
public record Exponential(double factor, Length every, boolean staircase) implements Shape {

    /** 0.95 an epoch, smooth. */
    public static final Exponential DEFAULT = new Exponential(0.95, Length.epochs(1), false);

    /** Checks the ranges. */
    public Exponential {
        Checks.positive("factor", factor);
        Checks.positive("every", every);
    }

    static Exponential read(Keys keys) {
        return new Exponential(
                keys.number("factor", DEFAULT.factor),
                keys.length("every", DEFAULT.every),
                keys.flag("staircase", DEFAULT.staircase));
    }

    @Override
    public String label() {
        return "exponential";
    }

    @Override
    public Map<String, String> settings() {
        return Keys.settings("factor", factor, "every", every, "staircase", staircase);
    }

    Curve curve(Span span, double base) {
        double ticks = span.ticks(every);
        return t -> base * Maths.power(factor, staircase ? Math.floor(t / ticks) : t / ticks);
    }
}
