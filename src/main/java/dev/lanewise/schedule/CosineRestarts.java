package dev.lanewise.schedule;

import java.util.Map;

/**
 * Cosines one after the other: the n-th falls from {@code base * shrink^n} and takes {@code first * times^n} (Loshchilov and Hutter, SGDR, 2017). PyTorch's
 * {@code CosineAnnealingWarmRestarts}, Keras's {@code CosineDecayRestarts}.
 *
 * @param first length of the first one
 * @param times how much longer than the one before each is, from 1
 * @param shrink how high each starts compared with the one before, above 0 and at most 1
 * @param to value at the end of each
 */
public record CosineRestarts(Length first, double times, double shrink, Level to) implements Shape {

    /** Ten epochs each, to 0. */
    public static final CosineRestarts DEFAULT = new CosineRestarts(Length.epochs(10), 1, 1, Level.ZERO);

    /** Checks the ranges. */
    public CosineRestarts {
        Checks.positive("first", first);
        Checks.atLeastOne("times", times);
        Checks.share("shrink", shrink);
    }

    static CosineRestarts read(Keys keys) {
        return new CosineRestarts(
                keys.length("first", DEFAULT.first),
                keys.number("times", DEFAULT.times),
                keys.number("shrink", DEFAULT.shrink),
                keys.level("to", DEFAULT.to));
    }

    @Override
    public String label() {
        return "cosine-restarts";
    }

    @Override
    public Map<String, String> settings() {
        return Keys.settings("first", first, "times", times, "shrink", shrink, "to", to);
    }

    Curve curve(Span span, double base) {
        double ticks = span.ticks(first);
        double last = to.value(base);
        return t -> {
            double length = ticks;
            double start = 0;
            double restarts = 0;
            if (times == 1) {
                restarts = Math.floor(t / ticks);
                start = restarts * ticks;
            } else {
                for (; t - start >= length; restarts++) {
                    start += length;
                    length *= times;
                }
            }
            double height = (base - last) * Maths.power(shrink, restarts);
            return last + height * (1 + Maths.cosPi((t - start) / length)) / 2;
        };
    }
}
