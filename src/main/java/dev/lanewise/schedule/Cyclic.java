package dev.lanewise.schedule;

import java.util.Map;

/**
 * Goes up and down between two values, again and again (Smith, Cyclical Learning Rates, 2017). PyTorch's {@code CyclicLR}; for its momentum take {@code
 * from} above {@code to}.
 *
 * @param from value at the start of a cycle
 * @param to value at the top of the first cycle
 * @param up ticks from one to the other
 * @param down ticks back; {@link Length#REST} for as many
 * @param mode how the height of a cycle shrinks
 * @param gamma factor of a tick in the mode {@code exp-range}, above 0 and at most 1
 */
public record Cyclic(Level from, Level to, Length up, Length down, Mode mode, double gamma) implements Shape {

    /** How the height of a cycle shrinks. */
    public enum Mode {
        /** Not at all. */
        TRIANGULAR,
        /** By half a cycle. */
        TRIANGULAR2,
        /** By {@code gamma} a tick. */
        EXP_RANGE
    }

    /** From a tenth of the base value up to it in four epochs, and down in four. */
    public static final Cyclic DEFAULT =
            new Cyclic(Level.percent(10), Level.BASE, Length.epochs(4), Length.REST, Mode.TRIANGULAR, 1);

    /** Checks the ranges. */
    public Cyclic {
        Checks.positive("up", up);
        Checks.positive("down", down);
        Checks.share("gamma", gamma);
    }

    static Cyclic read(Keys keys) {
        return new Cyclic(
                keys.level("from", DEFAULT.from),
                keys.level("to", DEFAULT.to),
                keys.length("up", DEFAULT.up),
                keys.length("down", DEFAULT.down),
                keys.choice("mode", DEFAULT.mode),
                keys.number("gamma", DEFAULT.gamma));
    }

    @Override
    public String label() {
        return "cyclic";
    }

    @Override
    public Map<String, String> settings() {
        return Keys.settings("from", from, "to", to, "up", up, "down", down, "mode", mode, "gamma", gamma);
    }

    Curve curve(Span span, double base) {
        double rising = span.ticks(up);
        double total = rising + (down.unit() == Length.Unit.REST ? rising : span.ticks(down));
        double ratio = rising / total;
        double first = from.value(base);
        double height = to.value(base) - first;
        return t -> {
            double cycle = Math.floor(1 + t / total);
            double x = 1 + t / total - cycle;
            double share = x <= ratio ? x / ratio : (x - 1) / (ratio - 1);
            double shrunk = switch (mode) {
                case TRIANGULAR -> 1;
                case TRIANGULAR2 -> Maths.power(0.5, cycle - 1);
                case EXP_RANGE -> Maths.power(gamma, t);
            };
            return first + height * share * shrunk;
        };
    }
}
