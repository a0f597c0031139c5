package dev.lanewise.schedule;

import dev.lanewise.core.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * How a value moves while training: parts one after the other, each a product of shapes. Immutable.
 *
 * <p>As text, {@code cosine:warmup=5%}: the name of a shape, and behind a colon its settings with commas between them. {@code +} joins parts, of which each but
 * the last says how long it lasts ({@code constant:for=50%+cosine}; without {@code for} it lasts as long as its {@code over}). {@code *} multiplies shapes:
 * the first gives values, the others factors. Lengths and places are epochs ({@code 5}), optimizer steps ({@code 500s}) or shares of the whole training
 * ({@code 5%}), rounded to whole ticks; values are numbers, or shares of the base value ({@code 10%}). Every shape takes {@code warmup}, {@code
 * warmup-from}, {@code warmup-form} and {@code by}: {@code by=step} moves with each step, {@code by=epoch} once an epoch, as PyTorch's schedulers do when
 * they are stepped once an epoch.
 *
 * @param parts the parts in order, at least one
 */
public record Schedule(List<Part> parts) {

    /**
     * A shape in a part.
     *
     * @param shape form
     * @param warmUp what stands in front of it
     * @param byEpoch whether its ticks are epochs, not steps
     */
    public record Factor(Shape shape, WarmUp warmUp, boolean byEpoch) {

        private Curve curve(Span span, double base) {
            Span own = byEpoch ? span.byEpoch() : span;
            double ticks = warmUp.none() ? 0 : own.ticks(warmUp.length());
            Curve curve = Curves.of(shape, own.after(ticks), base);
            Curve warm = ticks == 0 ? curve : new Curves.Warm(warmUp, ticks, curve);
            return byEpoch ? new Curves.ByEpoch(span.ticksPerEpoch(), warm) : warm;
        }
    }

    /**
     * A part.
     *
     * @param factors shapes that are multiplied, at least one
     * @param length how long it lasts; {@link Length#REST} for the last part, and for no other
     */
    public record Part(List<Factor> factors, Length length) {

        /** Checks and copies. */
        public Part {
            factors = List.copyOf(factors);
            if (factors.isEmpty()) {
                throw new UserException("A part of a schedule has at least one shape.");
            }
        }

        private Curve curve(Span span, double base) {
            if (factors.size() == 1) {
                return factors.getFirst().curve(span, base);
            }
            List<Curve> curves = new ArrayList<>();
            for (Factor factor : factors) {
                curves.add(factor.curve(span, curves.isEmpty() ? base : 1));
            }
            return new Curves.Product(List.copyOf(curves));
        }
    }

    /** Checks and copies. */
    public Schedule {
        parts = List.copyOf(parts);
        for (int i = 0; i < parts.size(); i++) {
            boolean rest = parts.get(i).length().unit() == Length.Unit.REST;
            if (rest != (i == parts.size() - 1)) {
                throw new UserException(
                        rest
                                ? "A part of a schedule that another follows needs for=LENGTH, how long it lasts."
                                : "The last part of a schedule lasts to the end: leave 'for' out.");
            }
        }
        if (parts.isEmpty()) {
            throw new UserException("A schedule has at least one part.");
        }
    }

    /** Whether it follows the score of the validation rows. */
    public boolean watchesScore() {
        return parts.stream()
                .flatMap(part -> part.factors().stream())
                .anyMatch(
                        factor -> factor.shape() instanceof Plateau plateau && plateau.watch() == Plateau.Watch.SCORE);
    }

    /** Returns the schedule of one shape, by step. */
    public static Schedule of(Shape shape) {
        return new Schedule(List.of(new Part(List.of(new Factor(shape, WarmUp.NONE, false)), Length.REST)));
    }

    /**
     * Returns the schedule that a text stands for.
     *
     * @throws UserException in one line with the column
     */
    public static Schedule parse(String text) {
        return new ScheduleParser(text).parse();
    }

    /** Returns the same schedule with a warm-up in front of its first shape. */
    public Schedule warmUp(WarmUp warmUp) {
        List<Part> changed = new ArrayList<>(parts);
        List<Factor> factors = new ArrayList<>(parts.getFirst().factors());
        factors.set(
                0,
                new Factor(
                        factors.getFirst().shape(), warmUp, factors.getFirst().byEpoch()));
        changed.set(0, new Part(factors, parts.getFirst().length()));
        return new Schedule(changed);
    }

    /** Returns the same schedule with every shape moving once an epoch. */
    public Schedule byEpoch() {
        return new Schedule(parts.stream()
                .map(part -> new Part(
                        part.factors().stream()
                                .map(factor -> new Factor(factor.shape(), factor.warmUp(), true))
                                .toList(),
                        part.length()))
                .toList());
    }

    /** Returns this schedule, a single part, for some time, and then another. PyTorch's {@code SequentialLR}. */
    public Schedule then(Length after, Schedule next) {
        if (parts.size() != 1) {
            throw new UserException("Only a schedule of one part can be followed: chain them from the end.");
        }
        List<Part> all = new ArrayList<>();
        all.add(new Part(parts.getFirst().factors(), after));
        all.addAll(next.parts);
        return new Schedule(all);
    }

    /** Returns this schedule, a single part, times another one. PyTorch's {@code ChainedScheduler}. */
    public Schedule times(Schedule factor) {
        if (parts.size() != 1 || factor.parts.size() != 1) {
            throw new UserException("Only schedules of one part can be multiplied.");
        }
        List<Factor> factors = new ArrayList<>(parts.getFirst().factors());
        factors.addAll(factor.parts.getFirst().factors());
        return new Schedule(List.of(new Part(factors, Length.REST)));
    }

    /**
     * Returns the values over a training.
     *
     * @param horizon how long it is; beyond it the last value holds, or cycles go on
     * @param base the value that is scheduled, 0 or more
     * @throws UserException if the base is negative or not finite
     */
    public Course over(Horizon horizon, double base) {
        if (!(base >= 0 && base < Double.POSITIVE_INFINITY)) {
            throw new UserException("What is scheduled must be 0 or a positive number, not " + base + ".");
        }
        Span span = Span.of(horizon);
        List<Curve> curves = new ArrayList<>();
        List<Double> starts = new ArrayList<>();
        double start = 0;
        for (Part part : parts) {
            starts.add(start);
            curves.add(part.curve(span.after(start), base));
            start += part.length().unit() == Length.Unit.REST ? 0 : span.ticks(part.length());
        }
        return new Course(
                curves.size() == 1 ? curves.getFirst() : new Curves.Chain(List.copyOf(curves), List.copyOf(starts)));
    }

    /** Returns the text that {@link #parse} makes this schedule of again, without what is a default. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner("+");
        for (Part part : parts) {
            StringJoiner product = new StringJoiner("*");
            for (int i = 0; i < part.factors().size(); i++) {
                product.add(text(part.factors().get(i), i == 0 ? part.length() : Length.REST));
            }
            text.add(product.toString());
        }
        return text.toString();
    }

    private static String text(Factor factor, Length length) {
        Shape shape = factor.shape();
        StringJoiner settings = new StringJoiner(",");
        differing(shape.settings(), Schedules.find(shape.label()).defaults().settings(), settings);
        if (!factor.warmUp().none()) {
            WarmUp warmUp = factor.warmUp();
            settings.add("warmup=" + warmUp.length());
            differing(
                    Keys.settings("warmup-from", warmUp.from(), "warmup-form", warmUp.form()),
                    Keys.settings("warmup-from", WarmUp.NONE.from(), "warmup-form", WarmUp.NONE.form()),
                    settings);
        }
        if (factor.byEpoch()) {
            settings.add("by=epoch");
        }
        if (length.unit() != Length.Unit.REST) {
            settings.add("for=" + length);
        }
        return shape.label() + (settings.length() == 0 ? "" : ":" + settings);
    }

    private static void differing(Map<String, String> settings, Map<String, String> defaults, StringJoiner text) {
        settings.forEach((key, value) -> {
            if (!value.equals(defaults.get(key))) {
                text.add(key + "=" + value);
            }
        });
    }
}
