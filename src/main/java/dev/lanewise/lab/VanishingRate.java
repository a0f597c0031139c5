package dev.lanewise.lab;

import dev.lanewise.core.Team;
import dev.lanewise.figure.Axis;
import dev.lanewise.figure.Lines;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.OptimizerState;
import dev.lanewise.optim.StepSettings;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Why squares are summed, how the sum makes AdaGrad's step die, and how a mean of squares keeps RMSProp's alive. */
final class VanishingRate {

    static final int STEPS = 10_000;
    private static final double RATE = 0.01;
    private static final double DEAD = 0.02;

    private VanishingRate() {}

    static void run(Notebook notes) {
        Optimizer adagrad = Rates.rule("adagrad", "learning-rate", RATE);
        Optimizer rmsprop = Rates.rule("rmsprop", "learning-rate", RATE);
        IntUnaryOperator turns = step -> step % 2 == 1 ? 1 : -1;
        sums(notes, turns);
        double[] adaSteps = effective(adagrad, turns);
        double[] rmsSteps = effective(rmsprop, turns);
        double ada = notes.number("adagrad-left", adaSteps[STEPS - 1] / adaSteps[0]);
        double rms = notes.number("rmsprop-left", rmsSteps[STEPS - 1] / rmsSteps[0]);
        double settled = notes.number("rmsprop-settled", rmsSteps[STEPS - 1] / rmsSteps[STEPS / 10 - 1]);
        notes.claim(
                "After 10,000 steps AdaGrad's effective step is below 2 % of its first",
                ada < DEAD, Say.percent(ada) + " of it, with gradients of size 1: rate / sqrt(10,000)");
        notes.claim(
                "RMSProp's is not, and no longer falls",
                rms > DEAD && settled > 0.99,
                Say.percent(rms) + " of its first, which the empty mean had made large, and " + Say.percent(settled)
                        + " of that of step 1,000");
        double adaWay = notes.number("adagrad-way", way(adagrad));
        double rmsWay = notes.number("rmsprop-way", way(rmsprop));
        notes.claim(
                "Down a long slope RMSProp gets more than ten times as far as AdaGrad",
                rmsWay > 10 * adaWay,
                "10,000 steps at rate 0.01, slope 1: " + Say.number(rmsWay) + " against " + Say.number(adaWay));
        notes.section(
                "The effective step",
                "Gradients of +1 and -1 in turn; the effective step is how far the weight moved, by the gradient.",
                new Lines(
                        "effective-step",
                        "Effective step against time",
                        "AdaGrad falls with one over the root of the number of steps. RMSProp comes to rest at its rate, 0.01.",
                        Axis.log("step"),
                        Axis.log("effective step"),
                        List.of(Pictures.bySteps("adagrad", adaSteps, 1), Pictures.bySteps("rmsprop", rmsSteps, 1))));
    }

    private static void sums(Notebook notes, IntUnaryOperator gradient) {
        double sum = 0;
        double squares = 0;
        for (int step = 1; step <= STEPS; step++) {
            sum += gradient.applyAsInt(step);
            squares += (double) gradient.applyAsInt(step) * gradient.applyAsInt(step);
        }
        notes.number("sum", sum);
        notes.number("sum-of-squares", squares);
        notes.claim(
                "Squares are summed since signs cancel: gradients in turn have a sum of 0, however large they are",
                sum == 0 && squares == STEPS,
                "10,000 gradients of +1 and -1: sum " + Say.number(sum) + ", sum of squares " + Say.number(squares));
    }

    /** How far the weight moves in each step, by the size of the gradient. */
    private static double[] effective(Optimizer rule, IntUnaryOperator gradient) {
        double[] steps = new double[STEPS];
        float[] w = {0};
        float[] g = new float[1];
        OptimizerState state = rule.start(1);
        StepSettings settings = new StepSettings(rule.learningRate());
        try (Team team = Team.of(1)) {
            Execution execution = new Execution(Kernels.forOneRun(STEPS), team);
            for (int step = 1; step <= STEPS; step++) {
                double before = w[0];
                g[0] = gradient.applyAsInt(step);
                state.step(execution, w, g, settings);
                steps[step - 1] = (before - w[0]) / g[0];
            }
        }
        return steps;
    }

    /** How far a rule gets in all steps down a slope of 1. */
    private static double way(Optimizer rule) {
        TestFunction slope = TestFunction.of("slope", List.of(0.0), w -> w[0], (w, g) -> g[0] = 1);
        return -Descent.of(slope, rule).steps(STEPS).path().end()[0];
    }
}
