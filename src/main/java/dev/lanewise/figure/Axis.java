package dev.lanewise.figure;

/**
 * What is measured along an axis.
 *
 * @param name what it is, such as {@code loss}; not blank
 * @param unit unit, such as {@code s}; empty where there is none
 * @param scale how values lie along it
 */
public record Axis(String name, String unit, Scale scale) {

    /** Checks the name. */
    public Axis {
        Checks.title("An axis", name);
    }

    /** Returns a linear axis without a unit. */
    public static Axis of(String name) {
        return of(name, "");
    }

    /** Returns a linear axis. */
    public static Axis of(String name, String unit) {
        return new Axis(name, unit, Scale.LINEAR);
    }

    /** Returns a logarithmic axis without a unit. */
    public static Axis log(String name) {
        return new Axis(name, "", Scale.LOGARITHMIC);
    }

    /** Returns the same axis with another scale. */
    public Axis with(Scale other) {
        return new Axis(name, unit, other);
    }

    /** Returns the name, with the unit in parentheses where there is one. */
    public String label() {
        return unit.isEmpty() ? name : name + " (" + unit + ")";
    }
}
