package dev.lanewise.schedule;

import java.util.List;
import java.util.Map;

/**
 * Falls at given places: {@code base * factor^n} from the n-th of them on. PyTorch's {@code MultiStepLR}; with factor 1 of no effect.
 *
 * @param at the places, in any order
 * @param factor what each of them multiplies by, positive
 */
public record MultiStep(List<Length> at, double factor) implements Shape {

    /** A tenth at half and at three quarters of the training. */
    public static final MultiStep DEFAULT = new MultiStep(List.of(Length.percent(50), Length.percent(75)), 0.1);

    /** Checks the ranges. */
    public MultiStep {
        at = List.copyOf(at);
        if (at.isEmpty() || at.contains(Length.REST)) {
            throw new BadSetting("at", "at must be places with / between them, such as 30/80 or 50%/75%.");
        }
        Checks.positive("factor", factor);
    }

    static MultiStep read(Keys keys) {
        return new MultiStep(keys.lengths("at", DEFAULT.at), keys.number("factor", DEFAULT.factor));
    }

    @Override
    public String label() {
        return "multistep";
    }

    @Override
    public Map<String, String> settings() {
        return Keys.settings("at", Keys.join(at), "factor", factor);
    }

    Curve curve(Span span, double base) {
        double[] ticks = at.stream().mapToDouble(span::ticks).toArray();
        return t -> {
            int passed = 0;
            for (double place : ticks) {
                passed += place <= t ? 1 : 0;
            }
            return base * Maths.power(factor, passed);
        };
    }
}
