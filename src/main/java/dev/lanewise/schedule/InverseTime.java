package dev.lanewise.schedule;

import java.util.Map;

/**
 * Falls with the inverse of time: {@code base / (1 + rate * t / every)}. Keras's {@code InverseTimeDecay}.
 *
 * @param rate how fast, positive
 * @param every ticks
 * @param staircase whether {@code t / every} is rounded down
 */
public record InverseTime(double rate, Length every, boolean staircase) implements Shape {

    /** Half after an epoch, a third after two; smooth. */
    public static final InverseTime DEFAULT = new InverseTime(1, Length.epochs(1), false);

    /** Checks the ranges. */
    public InverseTime {
        Checks.positive("rate", rate);
        Checks.positive("every", every);
    }

    static InverseTime read(Keys keys) {
        return new InverseTime(
                keys.number("rate", DEFAULT.rate),
                keys.length("every", DEFAULT.every),
                keys.flag("staircase", DEFAULT.staircase));
    }

    @Override
    public String label() {
        return "inverse-time";
    }

    @Override
    public Map<String, String> settings() {
        return Keys.settings("rate", rate, "every", every, "staircase", staircase);
    }

    Curve curve(Span span, double base) {
        double ticks = span.ticks(every);
        return t -> base / (1 + rate * (staircase ? Math.floor(t / ticks) : t / ticks));
    }
}
