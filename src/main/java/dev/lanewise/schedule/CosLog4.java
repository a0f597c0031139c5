package dev.lanewise.schedule;

import java.util.Map;

/**
 * Cycles that double in length, each from 0 to the base value and back: {@code base * (1 - cos(2 pi log2(1 + (2^cycles - 1) t / T))) / 2}. The schedule of
 * RealMLP (Holzmueller, Grinsztajn and Steinwart, Better by Default, 2024), there of four cycles.
 *
 * @param cycles how many, at least 1
 * @param over length
 */
public record CosLog4(int cycles, Length over) implements Shape {

    /** Four cycles over what remains. */
    public static final CosLog4 DEFAULT = new CosLog4(4, Length.REST);

    /** Checks the ranges. */
    public CosLog4 {
        Checks.check("cycles", cycles, cycles >= 1 && cycles <= 30, "a whole number from 1 to 30");
        Checks.positive("over", over);
    }

    static CosLog4 read(Keys keys) {
        return new CosLog4(keys.whole("cycles", DEFAULT.cycles), keys.length("over", DEFAULT.over));
    }

    @Override
    public String label() {
        return "coslog4";
    }

    @Override
    public Map<String, String> settings() {
        return Keys.settings("cycles", cycles, "over", over);
    }

    Curve curve(Span span, double base) {
        double ticks = span.ticks(over);
        double growth = Maths.power(2, cycles) - 1;
        return t -> base * (1 - Maths.cosPi(2 * Maths.log2(1 + growth * (Math.min(t, ticks) / ticks)))) / 2;
    }
}
