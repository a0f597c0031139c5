package dev.lanewise.schedule;

import java.util.Map;

/**
 * Rises to a peak and falls far below the start (Smith and Topin, Super-Convergence, 2018). PyTorch's {@code OneCycleLR}: from {@code max / div} to {@code
 * max} in the share {@code rise} of the time, then to {@code max / div / final-div}; with three phases it first falls back to the start as fast as it rose.
 *
 * @param max peak
 * @param div how far below the peak it starts, positive
 * @param finalDiv how far below the start it ends, positive
 * @param rise share of the time up to the peak, above 0 and below 1
 * @param form how it moves from one value to the next
 * @param threePhases whether there is a third phase
 * @param over length
 */
public record OneCycle(Level max, double div, double finalDiv, double rise, Form form, boolean threePhases, Length over)
        implements Shape {

    /** How values move. */
    public enum Form {
        /** Along half a cosine. */
        COSINE,
        /** Evenly. */
        LINEAR
    }

    /** To the base value, as in PyTorch. */
    public static final OneCycle DEFAULT = new OneCycle(Level.BASE, 25, 1e4, 0.3, Form.COSINE, false, Length.REST);

    /** Checks the ranges. */
    public OneCycle {
        Checks.positive("div", div);
        Checks.positive("final-div", finalDiv);
        checkRise(rise);
        Checks.positive("over", over);
    }

    static void checkRise(double rise) {
        Checks.check("rise", rise, rise > 0 && rise < 1, "above 0 and below 1");
    }

    static OneCycle read(Keys keys) {
        return new OneCycle(
                keys.level("max", DEFAULT.max),
                keys.number("div", DEFAULT.div),
                keys.number("final-div", DEFAULT.finalDiv),
                keys.number("rise", DEFAULT.rise),
                keys.choice("form", DEFAULT.form),
                keys.flag("three-phases", DEFAULT.threePhases),
                keys.length("over", DEFAULT.over));
    }

    @Override
    public String label() {
        return "onecycle";
    }

    @Override
    public Map<String, String> settings() {
        return Keys.settings(
                "max",
                max,
                "div",
                div,
                "final-div",
                finalDiv,
                "rise",
                rise,
                "form",
                form,
                "three-phases",
                threePhases,
                "over",
                over);
    }

    Curve curve(Span span, double base) {
        double peak = max.value(base);
        double start = peak / div;
        return cycle(span.ticks(over), start, peak, start / finalDiv, rise, form, threePhases);
    }

    /** The phases end at the ticks {@code rise * T - 1}, with three phases {@code 2 * rise * T - 2}, and {@code T - 1}. */
    static Curve cycle(
            double ticks, double start, double peak, double end, double rise, Form form, boolean threePhases) {
        double last = ticks - 1;
        double top = rise * ticks - 1;
        double back = threePhases ? 2 * rise * ticks - 2 : top;
        return tick -> {
            double t = Math.min(tick, last);
            if (t <= top && top > 0) {
                return between(start, peak, t / top, form);
            }
            if (threePhases && t <= back && back > top) {
                return between(peak, start, (t - top) / (back - top), form);
            }
            double share = last > back ? (t - back) / (last - back) : 1;
            return between(threePhases ? start : peak, end, share, form);
        };
    }

    private static double between(double from, double to, double share, Form form) {
        return form == Form.COSINE ? to + (from - to) / 2 * (Maths.cosPi(share) + 1) : (to - from) * share + from;
    }
}
