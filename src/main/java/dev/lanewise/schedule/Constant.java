package dev.lanewise.schedule;

import java.util.Map;

/**
 * One value.
 *
 * @param value the value
 */
public record Constant(Level value) implements Shape {

    /** The base value. */
    public static final Constant DEFAULT = new Constant(Level.BASE);

    static Constant read(Keys keys) {
        return new Constant(keys.level("value", DEFAULT.value));
    }

    @Override
    public String label() {
        return "constant";
    }

    @Override
    public Map<String, String> settings() {
        return Keys.settings("value", value);
    }

    Curve curve(double base) {
        double level = value.value(base);
        return t -> level;
    }
}
