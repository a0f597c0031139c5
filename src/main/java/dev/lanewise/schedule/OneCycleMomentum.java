package dev.lanewise.schedule;

import java.util.Map;

/**
 * The momentum that goes with {@link OneCycle}: low where the rate is high. PyTorch's {@code OneCycleLR} with {@code cycle_momentum}.
 *
 * @param low momentum at the peak of the rate
 * @param high momentum at the start and the end
 * @param rise share of the time up to the peak, above 0 and below 1
 * @param form how it moves
 * @param threePhases whether the rate has a third phase
 * @param over length
 */
public record OneCycleMomentum(Level low, Level high, double rise, OneCycle.Form form, boolean threePhases, Length over)
        implements Shape {

    /** From 0.95 to 0.85 and back, as in PyTorch. */
    public static final OneCycleMomentum DEFAULT =
            new OneCycleMomentum(Level.of(0.85), Level.of(0.95), 0.3, OneCycle.Form.COSINE, false, Length.REST);

    /** Checks the ranges. */
    public OneCycleMomentum {
        OneCycle.checkRise(rise);
        Checks.positive("over", over);
    }

    static OneCycleMomentum read(Keys keys) {
        return new OneCycleMomentum(
                keys.level("low", DEFAULT.low),
                keys.level("high", DEFAULT.high),
                keys.number("rise", DEFAULT.rise),
                keys.choice("form", DEFAULT.form),
                keys.flag("three-phases", DEFAULT.threePhases),
                keys.length("over", DEFAULT.over));
    }

    @Override
    public String label() {
        return "onecycle-momentum";
    }

    @Override
    public Map<String, String> settings() {
        return Keys.settings(
                "low", low, "high", high, "rise", rise, "form", form, "three-phases", threePhases, "over", over);
    }

    Curve curve(Span span, double base) {
        double far = high.value(base);
        return OneCycle.cycle(span.ticks(over), far, low.value(base), far, rise, form, threePhases);
    }
}
