package dev.lanewise.lab;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Lines;
import dev.lanewise.figure.Scale;
import dev.lanewise.optim.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One constant rate is too large along one axis and too small along another. */
final class ConstantRate {

    private static final double CONDITION = 50;
    private static final double TOO_LARGE = 0.041;
    private static final double JUST_SMALL = 0.039;
    private static final int SHORT = 50;
    private static final int MOST = 5000;
    private static final double GOAL = 1e-6;
    private static final List<Double> CONDITIONS = List.of(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0);

    private ConstantRate() {}

    static void run(Notebook notes) {
        TestFunction bowl = TestFunctions.quadratic(CONDITION, 0);
        Trajectory large = Descent.of(bowl, sgd(TOO_LARGE)).steps(SHORT).path();
        Trajectory small = Descent.of(bowl, sgd(JUST_SMALL)).steps(SHORT).path();
        double steep = notes.number("steep-growth", Math.abs(large.end()[1] / large.point(0)[1]));
        double flat = notes.number("flat-left", large.end()[0] / large.point(0)[0]);
        notes.claim(
                "At one rate the steep axis already diverges while the flat one has more than a tenth of its way to go",
                steep > 1 && flat > 0.1,
                "condition 50, rate 0.041, 50 steps: steep axis " + Say.number(steep) + " times its start, flat axis "
                        + Say.percent(flat) + " of it");
        map(notes);
        Map<String, Trajectory> paths = new LinkedHashMap<>();
        paths.put("rate 0.041", large);
        paths.put("rate 0.039", small);
        paths.put("rate 0.005", Descent.of(bowl, sgd(0.005)).steps(SHORT).path());
        notes.section(
                "One bowl, three rates",
                bowl.formula() + ". A rate above 2 / 50 = 0.04 diverges along y; the best rate along x alone is 1.",
                Pictures.contours("bowl", "Fifty steps of gradient descent", "", bowl, paths),
                new Lines(
                        "axes",
                        "Distance from the minimum along each axis",
                        "Rate 0.041: the steep axis grows by 5 % a step while the flat one shrinks by 4 %.",
                        Axis.of("step"),
                        Axis.log("distance"),
                        List.of(
                                Pictures.bySteps("steep axis", distance(large, 1), 0),
                                Pictures.bySteps("flat axis", distance(large, 0), 0))));
    }

    private static double[] distance(Trajectory path, int weight) {
        return Arrays.stream(path.weight(weight)).map(Math::abs).toArray();
    }

    private static void map(Notebook notes) {
        List<Double> rates = new ArrayList<>(Rates.halfDecades(-4, 0));
        rates.addAll(List.of(1.5, 2.5));
        double[][] steps = new double[CONDITIONS.size()][rates.size()];
        for (int r = 0; r < CONDITIONS.size(); r++) {
            for (int c = 0; c < rates.size(); c++) {
                int taken = steps(CONDITIONS.get(r), rates.get(c));
                steps[r][c] = taken < 0 ? Double.NaN : taken;
            }
        }
        int ten = steps(10, 2.0 / 11);
        int hundred = steps(100, 2.0 / 101);
        double growth = notes.number("steps-growth", (double) hundred / ten);
        notes.number("steps-at-10", ten);
        notes.number("steps-at-100", hundred);
        notes.claim(
                "Even at the constant rate that is best in the worst case, 2 / (1 + condition), ten times the condition takes about ten times the steps",
                growth > 7 && growth < 13,
                ten + " steps at condition 10, " + hundred + " at 100: " + Say.number(growth) + " times");
        notes.section(
                "Rates against steps",
                "Steps of gradient descent until the value is a millionth of what it was at (-2, 1); empty where it diverges, or is"
                        + " not there after 5,000 steps. The best rate of each row is marked."
                        + " 2 / (1 + condition) shrinks the flat and the steep axis by the same factor, the fastest that holds from every start; from"
                        + " this one, another rate may take fewer steps.",
                new HeatMap(
                        "rates",
                        "Steps to converge, by condition and rate",
                        "The highest rate that converges lies below 2 / condition. The rates of the map are about three apart, so that the marked one may"
                                + " be far from a row's best, and a row can need fewer steps than the one above it.",
                        Axis.log("rate"),
                        Axis.log("condition"),
                        new Axis("steps", "", Scale.LOGARITHMIC),
                        rates.stream().map(Say::number).toList(),
                        CONDITIONS.stream().map(Say::number).toList(),
                        steps,
                        Pictures.lowest(steps)));
    }

    private static int steps(double condition, double rate) {
        TestFunction bowl = TestFunctions.quadratic(condition, 0);
        double first = bowl.value(bowl.start().get(0), bowl.start().get(1));
        return Descent.of(bowl, sgd(rate)).steps(MOST).stepsTo(GOAL * first);
    }

    private static Optimizer sgd(double rate) {
        return Rates.rule("sgd", "learning-rate", rate);
    }
}
