package dev.lanewise.lab;

import dev.lanewise.figure.Axis;
import dev.lanewise.figure.HeatMap;
import dev.lanewise.figure.Lines;
import dev.lanewise.lab.TestFunction.Minimum;
import dev.lanewise.optim.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Gradient descent stops where the slope is 0, be it a local minimum; momentum carries over a barrier, at times over the wrong one. */
final class LocalMinimum {

    static final double START = -2;
    static final double RATE = 0.01;
    static final double BETA = 0.9;
    private static final int STEPS = 2000;
    private static final double NEAR = 0.01;
    private static final List<Double> BETAS = List.of(0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99);

    private static final TestFunction VALLEYS = TestFunctions.valleys();
    private static final Minimum GLOBAL = VALLEYS.minima().getFirst();
    private static final Minimum LOCAL = VALLEYS.minima().getLast();

    private LocalMinimum() {}

    static void run(Notebook notes) {
        Trajectory descent = walk(Rates.rule("sgd", "learning-rate", RATE), START);
        Trajectory momentum = walk(momentum(BETA), START);
        double plainEnd = notes.number("descent-end", descent.end()[0]);
        double momentumEnd = notes.number("momentum-end", momentum.end()[0]);
        notes.claim(
                "From w = -2 gradient descent ends in the local minimum at -1",
                near(plainEnd, LOCAL),
                "sgd, rate 0.01: w = " + Say.number(plainEnd) + ", f = " + Say.number(descent.value()) + " after "
                        + STEPS + " steps");
        notes.claim(
                "Momentum 0.9 of the same start and rate ends in the global minimum at 2",
                near(momentumEnd, GLOBAL),
                "w = " + Say.number(momentumEnd) + ", f = " + Say.number(momentum.value()) + " after " + STEPS
                        + " steps");
        stopped(notes);
        map(notes);
        notes.section(
                "The curve and the two paths",
                VALLEYS.formula() + ": " + VALLEYS.note() + ". Both start at -2 with rate 0.01.",
                new Lines(
                        "valleys",
                        "Places that the paths visit",
                        "The first 300 steps of each, on the curve.",
                        Axis.of("w"),
                        Axis.of("f(w)"),
                        List.of(
                                Pictures.curve("f", -2.4, 3.2, w -> VALLEYS.value(w)),
                                Pictures.visited("gradient descent", VALLEYS, descent, 300),
                                Pictures.visited("momentum 0.9", VALLEYS, momentum, 300))),
                new Lines(
                        "weight",
                        "The weight at each step",
                        "Momentum swings through the local valley, over the top at 0 and into the deep one.",
                        Axis.of("step"),
                        Axis.of("w"),
                        List.of(
                                Pictures.bySteps("gradient descent", head(descent), 0),
                                Pictures.bySteps("momentum 0.9", head(momentum), 0))));
    }

    private static double[] head(Trajectory path) {
        double[] w = path.weight(0);
        return java.util.Arrays.copyOf(w, Math.min(w.length, 301));
    }

    /** On the top the slope is 0 as well. */
    private static void stopped(Notebook notes) {
        double moved = 0;
        List<Optimizer> rules = List.of(Rates.rule("sgd"), momentum(BETA), Rates.rule("rmsprop"), Rates.rule("adam"));
        for (Optimizer rule : rules) {
            moved = Math.max(moved, Math.abs(walk(rule, 0).end()[0]));
        }
        notes.number("moved-on-the-top", moved);
        notes.claim(
                "Where the slope is 0 no rule moves, not even on the top at w = 0",
                moved == 0,
                "sgd, momentum, rmsprop and adam moved by " + Say.number(moved) + " in " + STEPS + " steps");
    }

    private static void map(Notebook notes) {
        List<Double> starts = new ArrayList<>();
        for (int tenths = 34; tenths >= -24; tenths -= 2) {
            starts.add(tenths / 10.0);
        }
        double[][] ends = new double[starts.size()][BETAS.size()];
        int lost = 0;
        int won = 0;
        for (int r = 0; r < starts.size(); r++) {
            for (int c = 0; c < BETAS.size(); c++) {
                double end = walk(momentum(BETAS.get(c)), starts.get(r)).end()[0];
                ends[r][c] = near(end, GLOBAL)
                        ? GLOBAL.at().getFirst()
                        : near(end, LOCAL) ? LOCAL.at().getFirst() : Double.NaN;
                won += ends[r][0] < 0 && ends[r][c] > 0 ? 1 : 0;
                lost += ends[r][0] > 0 && ends[r][c] < 0 ? 1 : 0;
            }
        }
        notes.number("cells", (double) starts.size() * BETAS.size());
        notes.number("cells-won", won);
        notes.number("cells-lost", lost);
        notes.claim(
                "Momentum is no cure: of other starts it carries out of the global valley into the local one",
                lost > 0,
                "of " + starts.size() * BETAS.size()
                        + " pairs of start and beta, momentum reaches the global minimum in " + won
                        + " where gradient descent does not, and loses it in " + lost
                        + " where gradient descent finds it");
        notes.section(
                "Where momentum ends",
                "Rate 0.01, 2,000 steps. Gradient descent is the column of beta 0: it ends in the valley that it starts in.",
                new HeatMap(
                        "momentum-map",
                        "Minimum reached, by start and beta",
                        "2 is the global minimum, -1 the local one; empty where neither is reached to 0.01 yet.",
                        Axis.of("beta"),
                        Axis.of("start"),
                        Axis.of("minimum"),
                        BETAS.stream().map(Say::number).toList(),
                        starts.stream()
                                .map(s -> String.format(Locale.ROOT, "%.1f", s))
                                .toList(),
                        ends,
                        List.of()));
    }

    private static Optimizer momentum(double beta) {
        return Rates.rule("momentum", "learning-rate", RATE, "beta", beta);
    }

    private static Trajectory walk(Optimizer rule, double start) {
        return Descent.of(VALLEYS, rule).from(start).steps(STEPS).path();
    }

    private static boolean near(double w, Minimum minimum) {
        return TestFunction.distance(minimum, w) < NEAR;
    }
}
