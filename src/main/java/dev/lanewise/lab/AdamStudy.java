package dev.lanewise.lab;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Scale;
import dev.lanewise.figure.Table;
import dev.lanewise.optim.Optimizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Adam takes from momentum and from RMSProp, what its bias correction does, where it wins, and where well-tuned momentum does. */
final class AdamStudy {

    private static final int MOST = 3000;
    private static final double GOAL = 1e-6;
    private static final List<Double> RATES = Rates.halfDecades(-4, 1);
    private static final double HUGE = 1e6;

    private AdamStudy() {}

    static void run(Notebook notes) {
        parents(notes);
        firstStep(notes);
        Table tuned = bowls(notes);
        TestFunction turned = TestFunctions.quadratic(100, 45);
        Map<String, Trajectory> paths = new LinkedHashMap<>();
        paths.put(
                "momentum, tuned",
                Descent.of(turned, tunedMomentum(100)).steps(100).path());
        double rate = best(turned);
        paths.put(
                "adam, tuned (rate " + Say.number(rate) + ")",
                Descent.of(turned, adam(rate)).steps(100).path());
        notes.section(
                "Where each wins",
                "Steps until the value is a millionth of that at (-2, 1), at most 3,000.",
                tuned,
                map("straight", TestFunctions.quadratic(1000, 0)),
                map("turned", turned),
                Pictures.contours("paths", "The first 100 steps on the turned bowl", "", turned, paths));
    }

    /** Adam without one of its moments is the other parent. */
    private static void parents(Notebook notes) {
        TestFunction valley = TestFunctions.parse("rosenbrock");
        double squares = notes.number(
                "off-rmsprop",
                apart(
                        Descent.of(valley, Rates.rule("adam", "learning-rate", 0.001, "beta1", 0)),
                        Descent.of(
                                valley,
                                Rates.rule(
                                        "rmsprop", "learning-rate", 0.001, "rho", 0.999, "bias-corrected", "true"))));
        TestFunction bowl = TestFunctions.quadratic(10, 0);
        double mean = notes.number(
                "off-momentum",
                apart(
                        Descent.of(
                                bowl,
                                Rates.rule(
                                        "adam",
                                        "learning-rate",
                                        0.05 * HUGE,
                                        "epsilon",
                                        HUGE,
                                        "bias-corrected",
                                        "false")),
                        Descent.of(bowl, Rates.rule("momentum", "learning-rate", 0.05, "averaged", "true"))));
        notes.claim(
                "Adam without momentum (beta1 = 0) walks as RMSProp with bias correction; with squares that do not count"
                        + " (a huge epsilon) as averaged momentum",
                squares < 1e-4 && mean < 1e-4,
                "500 steps, largest distance of the two paths: " + Say.number(squares, 2) + " on Rosenbrock, "
                        + Say.number(mean, 2) + " on a bowl");
    }

    private static double apart(Descent one, Descent other) {
        Trajectory a = one.path();
        Trajectory b = other.path();
        double most = 0;
        for (int step = 0; step <= Math.min(a.steps(), b.steps()); step++) {
            double[] p = a.point(step);
            double[] q = b.point(step);
            most = Math.max(most, Math.max(Math.abs(p[0] - q[0]), Math.abs(p[1] - q[1])));
        }
        return a.steps() == b.steps() ? most : Double.POSITIVE_INFINITY;
    }

    private static void firstStep(Notebook notes) {
        Notebook.Rows rows = new Notebook.Rows(
                "first-step",
                "The first step, in units of the rate",
                "Gradients of five sizes; rate 0.001.",
                "gradient",
                "with bias correction",
                "without");
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        double plain = 0;
        for (double g : new double[] {0.001, 0.1, 1, 10, 1000}) {
            double corrected = first(g, "true");
            plain = first(g, "false");
            least = Math.min(least, corrected);
            most = Math.max(most, corrected);
            rows.add(Say.number(g), Say.number(corrected), Say.number(plain));
        }
        notes.number("first-least", least);
        notes.number("first-most", most);
        notes.number("first-uncorrected", plain);
        notes.claim(
                "With bias correction the first step is the rate, whatever the size of the gradient; without it, it is 3.16 times as long",
                least > 0.99 && most < 1.01 && Math.abs(plain - 3.16) < 0.01,
                "gradients 0.001 to 1,000: " + Say.number(least, 6) + " to " + Say.number(most, 6)
                        + " rates with it; (1 - beta1) / sqrt(1 - beta2) = " + Say.number(plain) + " without");
        notes.section(
                "Bias correction",
                "Both moments start at 0, the mean of squares more slowly than the mean.",
                rows.table());
    }

    private static double first(double gradient, String corrected) {
        TestFunction slope = TestFunction.of("slope", List.of(0.0), w -> gradient * w[0], (w, g) -> g[0] = gradient);
        Optimizer rule = Rates.rule("adam", "learning-rate", 0.001, "bias-corrected", corrected);
        return Math.abs(Descent.of(slope, rule).steps(1).path().end()[0]) / 0.001;
    }

    private static Table bowls(Notebook notes) {
        Notebook.Rows rows = new Notebook.Rows(
                "bowls",
                "Adam at the best of eleven rates against tuned momentum",
                "Momentum at the rate and beta that theory gives for the bowl's condition.",
                "condition",
                "angle (degrees)",
                "adam, best rate",
                "steps, adam",
                "steps, momentum");
        for (double angle : new double[] {0, 45}) {
            for (double condition : new double[] {10, 100, 1000}) {
                TestFunction bowl = TestFunctions.quadratic(condition, angle);
                double rate = best(bowl);
                int adam = steps(bowl, adam(rate));
                int momentum = steps(bowl, tunedMomentum(condition));
                String key = "-" + Say.number(condition) + "-" + Say.number(angle);
                notes.number("adam" + key, adam);
                notes.number("momentum" + key, momentum);
                rows.add(
                        Say.number(condition),
                        Say.number(angle),
                        Say.number(rate),
                        Say.steps(adam),
                        Say.steps(momentum));
            }
        }
        notes.claim(
                "On a bowl of condition 1,000 along the axes Adam's step for each weight beats tuned momentum",
                notes.read("adam-1000-0") < notes.read("momentum-1000-0"),
                Say.number(notes.read("adam-1000-0")) + " steps against " + Say.number(notes.read("momentum-1000-0")));
        notes.claim(
                "On bowls that are turned by 45 degrees, of condition 10, 100 and 1,000, tuned momentum beats Adam at its best rate",
                notes.read("momentum-10-45") < notes.read("adam-10-45")
                        && notes.read("momentum-100-45") < notes.read("adam-100-45")
                        && notes.read("momentum-1000-45") < notes.read("adam-1000-45"),
                Say.number(notes.read("momentum-10-45")) + ", " + Say.number(notes.read("momentum-100-45")) + " and "
                        + Say.number(notes.read("momentum-1000-45")) + " steps against "
                        + Say.number(notes.read("adam-10-45")) + ", " + Say.number(notes.read("adam-100-45")) + " and "
                        + Say.number(notes.read("adam-1000-45")));
        return rows.table();
    }

    private static double best(TestFunction bowl) {
        double best = RATES.getFirst();
        int fewest = Integer.MAX_VALUE;
        for (double rate : RATES) {
            int steps = steps(bowl, adam(rate));
            if (steps >= 0 && steps < fewest) {
                fewest = steps;
                best = rate;
            }
        }
        return best;
    }

    private static HeatMap map(String id, TestFunction bowl) {
        List<String> rules = List.of("sgd", "momentum", "rmsprop", "adam");
        double[][] steps = new double[rules.size()][RATES.size()];
        for (int r = 0; r < rules.size(); r++) {
            for (int c = 0; c < RATES.size(); c++) {
                int taken = steps(bowl, Rates.rule(rules.get(r), "learning-rate", RATES.get(c)));
                steps[r][c] = taken < 0 ? Double.NaN : taken;
            }
        }
        return new HeatMap(
                "rates-" + id,
                "Steps by rate: " + bowl.formula(),
                "Each rule with its other settings as they are; empty where it diverges or takes more than 3,000 steps.",
                Axis.log("rate"),
                Axis.of("rule"),
                new Axis("steps", "", Scale.LOGARITHMIC),
                RATES.stream().map(Say::number).toList(),
                rules,
                steps,
                Pictures.lowest(steps));
    }

    private static int steps(TestFunction bowl, Optimizer rule) {
        return Descent.of(bowl, rule)
                .steps(MOST)
                .stepsTo(GOAL * bowl.value(bowl.start().get(0), bowl.start().get(1)));
    }

    private static Optimizer adam(double rate) {
        return Rates.rule("adam", "learning-rate", rate);
    }

    /** Polyak's rate and momentum for curvatures from 1 to the condition. */
    private static Optimizer tunedMomentum(double condition) {
        double root = Math.sqrt(condition);
        double share = (root - 1) / (root + 1);
        return Rates.rule("momentum", "learning-rate", 4 / ((root + 1) * (root + 1)), "beta", share * share);
    }
}
