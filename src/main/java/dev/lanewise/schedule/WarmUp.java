package dev.lanewise.schedule;

import java.util.List;

/**
 * A start from a smaller value, in front of a shape, which begins when the warm-up ends. {@code W} is the length in ticks, {@code v} the shape's first value.
 *
 * @param length length; 0 for none
 * @param from first value, a number or a share of {@code v}
 * @param form how it rises
 */
public record WarmUp(Length length, Level from, Form form) {

    /** How a warm-up rises. */
    public enum Form {
        /** {@code from + (v - from) * t / W}, PyTorch's {@code LinearLR} in front of another. */
        LINEAR,
        /** {@code from} until the end, PyTorch's {@code ConstantLR} in front of another. */
        CONSTANT,
        /** {@code from * (v / from)^(t / W)}. */
        EXPONENTIAL
    }

    /** No warm-up. */
    public static final WarmUp NONE = new WarmUp(Length.epochs(0), Level.percent(1), Form.LINEAR);

    /** Checks the ranges. */
    public WarmUp {
        if (length.unit() == Length.Unit.REST) {
            throw new BadSetting("warmup", "warmup must be epochs (5), steps (500s) or a share (5%), not rest.");
        }
        if (form == Form.EXPONENTIAL && from.amount() == 0) {
            throw new BadSetting("warmup-from", "warmup-from must be above 0 for an exponential warm-up.");
        }
    }

    /** Returns a linear warm-up from a hundredth of the shape's first value. */
    public static WarmUp over(Length length) {
        return new WarmUp(length, NONE.from, NONE.form);
    }

    static WarmUp read(Keys keys) {
        WarmUp warmUp = new WarmUp(
                keys.length("warmup", NONE.length),
                keys.level("warmup-from", NONE.from),
                keys.choice("warmup-form", NONE.form));
        for (String key : List.of("warmup-from", "warmup-form")) {
            if (keys.has(key) && !keys.has("warmup")) {
                throw new BadSetting(key, key + " goes with warmup, how long it lasts, such as warmup=5%.");
            }
        }
        return warmUp.none() ? NONE : warmUp;
    }

    boolean none() {
        return length.amount() == 0;
    }

    double at(double tick, double ticks, double target) {
        double first = from.value(target);
        return switch (form) {
            case LINEAR -> first + (target - first) * tick / ticks;
            case CONSTANT -> first;
            case EXPONENTIAL -> first == 0 ? 0 : first * Maths.power(target / first, tick / ticks);
        };
    }
}
