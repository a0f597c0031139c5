package dev.lanewise.lab;

import dev.lanewise.core.Settings;
import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import dev.lanewise.lab.TestFunction.Minimum;
import dev.lanewise.lab.TestFunction.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The test functions by name. */
public final class TestFunctions {

    private static final List<String> NAMES = List.of(
            "valleys",
            "plateau",
            "quadratic",
            "rosenbrock",
            "beale",
            "himmelblau",
            "rastrigin",
            "ackley",
            "booth",
            "saddle",
            "monkey-saddle",
            "styblinski-tang");

    /** Where the slope of Styblinski-Tang is 0, {@code 2 x^3 - 16 x + 2.5}. */
    private static final double DEEP = -2.903534027771177;

    private static final double SHALLOW = 2.7468027709908367;

    private TestFunctions() {}

    /** Returns all names. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Returns a function by its name; behind a colon come settings, such as {@code quadratic:condition=50,angle=45}.
     *
     * @throws UserException for an unknown name or setting, or a value out of range
     */
    public static TestFunction parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (!NAMES.contains(name)) {
            throw new UserException("There is no function '" + name + "'." + Suggest.hint(name, NAMES));
        }
        Settings settings = new Settings("function " + name, settings(text, colon));
        TestFunction function = name.equals("quadratic")
                ? quadratic(settings.number("condition", 50), settings.number("angle", 0))
                : fixed(name);
        settings.end();
        return function;
    }

    private static Map<String, String> settings(String text, int colon) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (colon < 0) {
            return settings;
        }
        for (String part : text.substring(colon + 1).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new UserException(
                        "A setting of a function is written key=value, not '" + part + "' as in '" + text + "'.");
            }
            settings.put(part.substring(0, equals).strip(), part.substring(equals + 1));
        }
        return settings;
    }

    /** Returns the curve of one weight with a local minimum at -1 and the global one at 2; between them a top at 0. */
    public static TestFunction valleys() {
        return fixed("valleys");
    }

    /**
     * Returns a quadratic bowl.
     *
     * @param condition largest by smallest curvature, the smallest one 1; at least 1
     * @param angle degrees by which the bowl is turned against the axes of the weights
     */
    public static TestFunction quadratic(double condition, double angle) {
        if (!(condition >= 1 && condition < Double.POSITIVE_INFINITY) || !Double.isFinite(angle)) {
            throw new UserException("A quadratic has a condition of at least 1 and a finite angle, not " + condition
                    + " and " + angle + ".");
        }
        String turned = angle == 0 ? "" : ", u and v turned by " + plain(angle) + " degrees";
        return new TestFunction(
                "quadratic:condition=" + plain(condition) + (angle == 0 ? "" : ",angle=" + plain(angle)),
                "(u^2 + " + plain(condition) + " v^2) / 2" + turned,
                "a valley whose walls are as much steeper than its floor as the condition says",
                Surfaces.quadratic(condition, angle),
                Range.square(-2.5, 2.5),
                List.of(-2.0, 1.0),
                List.of(minimum(true, 0, 0, 0)));
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }

    private static Minimum minimum(boolean global, double value, Double... at) {
        return new Minimum(List.of(at), value, global);
    }

    private static Minimum minimum(boolean global, double value, double x, double y) {
        return new Minimum(List.of(x, y), value, global);
    }

    private static TestFunction fixed(String name) {
        return switch (name) {
            case "valleys" ->
                new TestFunction(
                        name,
                        "w^4 / 4 - w^3 / 3 - w^2",
                        "a local minimum at -1, the global one at 2, a top between them at 0",
                        Surfaces.valleys(),
                        Range.of(-2.5, 3.5),
                        List.of(-2.0),
                        List.of(minimum(true, -8.0 / 3, 2.0), minimum(false, -5.0 / 12, -1.0)));
            case "plateau" ->
                of(
                        name,
                        "s / (1 + s), s = x^2 + y^2",
                        "flat but for a dip in the middle",
                        Surfaces.plateau(),
                        Range.square(-5, 5),
                        List.of(-4.0, 3.0),
                        minimum(true, 0, 0, 0));
            case "rosenbrock" ->
                of(
                        name,
                        "(1 - x)^2 + 100 (y - x^2)^2",
                        "a long, bent and flat valley",
                        Surfaces.rosenbrock(),
                        new Range(-2, 2, -1, 3),
                        List.of(-1.5, 2.0),
                        minimum(true, 0, 1, 1));
            case "beale" ->
                of(
                        name,
                        "(1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2",
                        "a flat floor between steep walls",
                        Surfaces.beale(),
                        Range.square(-4.5, 4.5),
                        List.of(1.0, 1.5),
                        minimum(true, 0, 3, 0.5));
            case "himmelblau" ->
                of(
                        name,
                        "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
                        "four minima of one depth",
                        Surfaces.himmelblau(),
                        Range.square(-6, 6),
                        List.of(-0.5, -1.0),
                        minimum(true, 0, 3, 2),
                        minimum(true, 0, -2.805118086952745, 3.131312518250573),
                        minimum(true, 0, -3.779310253377747, -3.283185991286170),
                        minimum(true, 0, 3.584428340330492, -1.848126526964404));
            case "rastrigin" ->
                of(
                        name,
                        "20 + x^2 - 10 cos(2 pi x) + y^2 - 10 cos(2 pi y)",
                        "a bowl with a local minimum near every whole number",
                        Surfaces.rastrigin(),
                        Range.square(-5.12, 5.12),
                        List.of(-2.2, 3.4),
                        minimum(true, 0, 0, 0));
            case "ackley" ->
                of(
                        name,
                        "20 + e - 20 exp(-r / 5) - exp((cos(2 pi x) + cos(2 pi y)) / 2), r = sqrt((x^2 + y^2) / 2)",
                        "an almost flat, rippled plain with a hole in the middle",
                        Surfaces.ackley(),
                        Range.square(-5, 5),
                        List.of(2.6, -1.4),
                        minimum(true, 0, 0, 0));
            default -> further(name);
        };
    }

    private static TestFunction further(String name) {
        return switch (name) {
            case "booth" ->
                of(
                        name,
                        "(x + 2 y - 7)^2 + (2 x + y - 5)^2",
                        "a well-behaved bowl off the origin",
                        Surfaces.booth(),
                        Range.square(-10, 10),
                        List.of(-8.0, 6.0),
                        minimum(true, 0, 1, 3));
            case "saddle" ->
                of(
                        name,
                        "x^2 - y^2",
                        "falls without end to two sides; its slope at (0, 0) is 0",
                        Surfaces.saddle(),
                        Range.square(-2, 2),
                        List.of(-1.5, 0.001));
            case "monkey-saddle" ->
                of(
                        name,
                        "x^3 - 3 x y^2",
                        "falls without end to three sides; slope and curvature at (0, 0) are 0",
                        Surfaces.monkeySaddle(),
                        Range.square(-2, 2),
                        List.of(1.2, 0.01));
            case "styblinski-tang" ->
                of(
                        name,
                        "(x^4 - 16 x^2 + 5 x + y^4 - 16 y^2 + 5 y) / 2",
                        "four valleys of different depths",
                        Surfaces.styblinskiTang(),
                        Range.square(-5, 5),
                        List.of(0.5, 4.5),
                        tang(true, DEEP, DEEP),
                        tang(false, DEEP, SHALLOW),
                        tang(false, SHALLOW, DEEP),
                        tang(false, SHALLOW, SHALLOW));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Minimum tang(boolean global, double x, double y) {
        return minimum(global, Surfaces.styblinskiTang().value(new double[] {x, y}), x, y);
    }

    private static TestFunction of(
            String name,
            String formula,
            String note,
            Surface surface,
            Range range,
            List<Double> start,
            Minimum... minima) {
        return new TestFunction(name, formula, note, surface, range, start, List.of(minima));
    }
}
