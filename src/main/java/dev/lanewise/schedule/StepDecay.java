package dev.lanewise.schedule;

import java.util.Map;

/**
 * Falls in equal steps: {@code base * factor^floor(t / every)}. PyTorch's {@code StepLR}.
 *
 * @param every ticks of a step
 * @param factor what a step multiplies by, positive
 */
public record StepDecay(Length every, double factor) implements Shape {

    /** A tenth every 30 epochs. */
    public static final StepDecay DEFAULT = new StepDecay(Length.epochs(30), 0.1);

    /** Checks the ranges. */
    public StepDecay {
        Checks.positive("every", every);
        Checks.positive("factor", factor);
    }

    static StepDecay read(Keys keys) {
        return new StepDecay(keys.length("every", DEFAULT.every), keys.number("factor", DEFAULT.factor));
    }

    @Override
    public String label() {
        return "step";
    }

    @Override
    public Map<String, String> settings() {
        return Keys.settings("every", every, "factor", factor);
    }

    Curve curve(Span span, double base) {
        double ticks = span.ticks(every);
        return t -> base * Maths.power(factor, Math.floor(t / ticks));
    }
}
