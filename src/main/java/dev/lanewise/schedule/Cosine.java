package dev.lanewise.schedule;

import java.util.Map;

/**
 * Falls along half a cosine: {@code to + (base - to) * (1 + cos(pi t / T)) / 2} (Loshchilov and Hutter, SGDR, 2017). PyTorch's {@code CosineAnnealingLR},
 * Keras's {@code CosineDecay}.
 *
 * @param to last value
 * @param over length
 */
public record Cosine(Level to, Length over) implements Shape {

    /** To 0 over what remains. */
    public static final Cosine DEFAULT = new Cosine(Level.ZERO, Length.REST);

    /** Checks the ranges. */
    public Cosine {
        Checks.positive("over", over);
    }

    static Cosine read(Keys keys) {
        return new Cosine(keys.level("to", DEFAULT.to), keys.length("over", DEFAULT.over));
    }

    @Override
    public String label() {
        return "cosine";
    }

    @Override
    public Map<String, String> settings() {
        return Keys.settings("to", to, "over", over);
    }

    Curve curve(Span span, double base) {
        double ticks = span.ticks(over);
        double last = to.value(base);
        return t -> last + (base - last) * (1 + Maths.cosPi(Math.min(t, ticks) / ticks)) / 2;
    }
}
