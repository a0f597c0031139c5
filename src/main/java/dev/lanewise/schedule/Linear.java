package dev.lanewise.schedule;

import java.util.Map;

/**
 * Moves evenly: {@code from + (to - from) * t / T}. PyTorch's {@code LinearLR}.
 *
 * @param from first value
 * @param to last value
 * @param over length
 */
public record Linear(Level from, Level to, Length over) implements Shape {

    /** From the base value to 0 over what remains. */
    public static final Linear DEFAULT = new Linear(Level.BASE, Level.ZERO, Length.REST);

    /** Checks the ranges. */
    public Linear {
        Checks.positive("over", over);
    }

    static Linear read(Keys keys) {
        return new Linear(
                keys.level("from", DEFAULT.from), keys.level("to", DEFAULT.to), keys.length("over", DEFAULT.over));
    }

    @Override
    public String label() {
        return "linear";
    }

    @Override
    public Map<String, String> settings() {
        return Keys.settings("from", from, "to", to, "over", over);
    }

    Curve curve(Span span, double base) {
        double ticks = span.ticks(over);
        double first = from.value(base);
        double rise = to.value(base) - first;
        return t -> first + rise * Math.min(t, ticks) / ticks;
    }
}
