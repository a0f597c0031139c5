package dev.lanewise.schedule;

import java.util.Map;

/**
 * Falls as a power of what remains: {@code (base - to) * (1 - t / T)^power + to}. PyTorch's {@code PolynomialLR} ({@code to} 0), Keras's {@code
 * PolynomialDecay}.
 *
 * @param power exponent, positive
 * @param to last value
 * @param over length
 * @param cycle whether {@code T} grows to the next multiple of itself when it is reached, so that the value jumps up again
 */
public record Polynomial(double power, Level to, Length over, boolean cycle) implements Shape {

    /** The square, to 0, over what remains. */
    public static final Polynomial DEFAULT = new Polynomial(2, Level.ZERO, Length.REST, false);

    /** Checks the ranges. */
    public Polynomial {
        Checks.positive("power", power);
        Checks.positive("over", over);
    }

    static Polynomial read(Keys keys) {
        return new Polynomial(
                keys.number("power", DEFAULT.power),
                keys.level("to", DEFAULT.to),
                keys.length("over", DEFAULT.over),
                keys.flag("cycle", DEFAULT.cycle));
    }

    @Override
    public String label() {
        return "polynomial";
    }

    @Override
    public Map<String, String> settings() {
        return Keys.settings("power", power, "to", to, "over", over, "cycle", cycle);
    }

    Curve curve(Span span, double base) {
        double ticks = span.ticks(over);
        double last = to.value(base);
        return t -> {
            double length = cycle ? ticks * Math.max(1, Math.ceil(t / ticks)) : ticks;
            return (base - last) * Maths.power(1 - Math.min(t, length) / length, power) + last;
        };
    }
}
