package dev.lanewise.lab;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Lines;
import dev.lanewise.optim.Optimizer;
import java.util.List;

/** High squared gradient, small step; low squared gradient, large step. */
final class AdaptiveRate {

    private static final double[] CURVATURES = {0.01, 0.1, 1, 10, 100};
    private static final int LOOK = 50;
    private static final int STEPS = 300;
    private static final double RATE = 0.01;
    /** Nine tenths of the largest rate at which gradient descent does not diverge. */
    private static final double PLAIN_RATE = 0.018;

    private AdaptiveRate() {}

    static void run(Notebook notes) {
        TestFunction bowl = bowl();
        Trajectory plain = walk(bowl, Rates.rule("sgd", "learning-rate", PLAIN_RATE));
        Trajectory rms = walk(bowl, Rates.rule("rmsprop", "learning-rate", RATE));
        Trajectory ada = walk(bowl, Rates.rule("adagrad", "learning-rate", RATE));
        boolean ordered = ordered(rms) && ordered(ada);
        double spread = notes.number("effective-spread", rms.effectiveStep(0, LOOK) / rms.effectiveStep(4, LOOK));
        notes.claim(
                "The higher the mean squared gradient of a weight, the smaller its step, in RMSProp and in AdaGrad",
                ordered,
                "step 50, five weights of curvatures 0.01 to 100: RMSProp's effective step falls from "
                        + Say.number(rms.effectiveStep(0, LOOK)) + " to " + Say.number(rms.effectiveStep(4, LOOK))
                        + ", "
                        + Say.number(spread) + " times less");
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i < CURVATURES.length; i++) {
            double product = ada.effectiveStep(i, LOOK) * Math.sqrt(LOOK * meanSquare(ada, i));
            least = Math.min(least, product);
            most = Math.max(most, product);
        }
        notes.number("product-least", least);
        notes.number("product-most", most);
        notes.claim(
                "AdaGrad's effective step times the root of the sum of squares is the rate, for every weight to 1 %",
                least > 0.99 * RATE && most < 1.01 * RATE,
                "from " + Say.number(least, 5) + " to " + Say.number(most, 5) + " at rate 0.01");
        double flat = notes.number("descent-flat-left", plain.end()[0]);
        double worst = notes.number("rmsprop-worst-left", worst(rms));
        notes.claim(
                "So one rate serves all weights: RMSProp is near the minimum in each when gradient descent has hardly begun in the flattest",
                worst < 0.05 && flat > 0.5,
                "after 300 steps RMSProp has at most " + Say.percent(worst)
                        + " of the way left in any weight; gradient descent,"
                        + " at nine tenths of the largest stable rate, " + Say.percent(flat) + " in the flattest");
        show(notes, plain, rms, ada);
    }

    private static void show(Notebook notes, Trajectory plain, Trajectory rms, Trajectory ada) {
        Notebook.Rows rows = new Notebook.Rows(
                "weights",
                "Squared gradients and effective steps at step 50",
                "Gradient descent: rate 0.018 for every weight.",
                "curvature",
                "mean square (RMSProp)",
                "step, sgd",
                "step, RMSProp",
                "step, AdaGrad");
        for (int i = 0; i < CURVATURES.length; i++) {
            rows.add(
                    Say.number(CURVATURES[i]),
                    Say.number(meanSquare(rms, i), 3),
                    Say.number(plain.effectiveStep(i, 1), 3),
                    Say.number(rms.effectiveStep(i, LOOK), 3),
                    Say.number(ada.effectiveStep(i, LOOK), 3));
        }
        notes.section(
                "Five weights of one function",
                "f is the sum of curvature w^2 / 2 over five weights, each from 1.",
                rows.table(),
                new Lines(
                        "flattest",
                        "The flattest weight (curvature 0.01)",
                        "",
                        Axis.of("step"),
                        Axis.of("w"),
                        List.of(
                                Pictures.bySteps("gradient descent", plain.weight(0), 0),
                                Pictures.bySteps("rmsprop", rms.weight(0), 0),
                                Pictures.bySteps("adagrad", ada.weight(0), 0))),
                new Lines(
                        "steepest",
                        "The steepest weight (curvature 100)",
                        "",
                        Axis.of("step"),
                        Axis.of("w"),
                        List.of(
                                Pictures.bySteps("gradient descent", plain.weight(4), 0),
                                Pictures.bySteps("rmsprop", rms.weight(4), 0),
                                Pictures.bySteps("adagrad", ada.weight(4), 0))));
    }

    private static TestFunction bowl() {
        return TestFunction.of(
                "five curvatures",
                List.of(1.0, 1.0, 1.0, 1.0, 1.0),
                w -> {
                    double sum = 0;
                    for (int i = 0; i < w.length; i++) {
                        sum += CURVATURES[i] * w[i] * w[i] / 2;
                    }
                    return sum;
                },
                (w, g) -> {
                    for (int i = 0; i < w.length; i++) {
                        g[i] = CURVATURES[i] * w[i];
                    }
                });
    }

    private static Trajectory walk(TestFunction bowl, Optimizer rule) {
        return Descent.of(bowl, rule).steps(STEPS).path();
    }

    private static boolean ordered(Trajectory path) {
        for (int i = 1; i < CURVATURES.length; i++) {
            boolean steeper = meanSquare(path, i) > meanSquare(path, i - 1);
            boolean smaller = path.effectiveStep(i, LOOK) < path.effectiveStep(i - 1, LOOK);
            if (!steeper || !smaller) {
                return false;
            }
        }
        return true;
    }

    /** Mean of the squared gradients of the first steps. */
    private static double meanSquare(Trajectory path, int weight) {
        double[] g = path.gradient(weight);
        double sum = 0;
        for (int step = 0; step < LOOK; step++) {
            sum += g[step] * g[step];
        }
        return sum / LOOK;
    }

    private static double worst(Trajectory path) {
        double worst = 0;
        for (double w : path.end()) {
            worst = Math.max(worst, Math.abs(w));
        }
        return worst;
    }
}
