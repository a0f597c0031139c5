package dev.lanewise.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * What a {@link RateFinder} saw, and the rate that it proposes: of short trainings at fixed rates, half a decade apart around the rate with the smallest loss in
 * the sweep, the smallest one whose loss is close to the best (a tenth of it and a hundredth of the first loss). Rates are rounded down to two digits.
 *
 * @param points the steps in order, with growing rates
 * @param exploded whether the sweep ended early, with a loss above the first and four times the best
 * @param steepest index of the point around which the loss falls most steeply over a decade of rates; -1 where it never falls
 * @param minimum index of the point with the smallest smoothed loss
 * @param trials short trainings, with falling rates
 * @param proposal the rate, NaN where there is none to propose
 * @param reason why, in a sentence
 */
public record RateSweep(
        List<Point> points,
        boolean exploded,
        int steepest,
        int minimum,
        List<Trial> trials,
        double proposal,
        String reason) {

    /** Share of the first loss that it must fall by, to have fallen at all, and that losses may differ by. */
    private static final double FALL = 0.01;

    /** Share of the best loss that losses may differ by. */
    private static final double CLOSE = 0.1;

    /** Half decades above and below the minimum that are tried; plain descent explodes early in a sweep, Adam late. */
    private static final int ABOVE = 1;

    private static final int BELOW = 6;

    /** The half decade from which on a loss that is no longer close to the best ends the trials; above, one rate may fail and the next not. */
    private static final int SURE = -2;

    /** The fewest trials. */
    static final int FEWEST = ABOVE - SURE + 1;

    /**
     * A step.
     *
     * @param rate learning rate
     * @param loss loss after the step
     * @param smoothed exponential mean of the losses so far, corrected for its start
     */
    public record Point(double rate, double loss, double smoothed) {}

    /**
     * A short training.
     *
     * @param rate fixed learning rate
     * @param loss loss at its end; NaN where it diverged
     */
    public record Trial(double rate, double loss) {}

    /** Copies. */
    public RateSweep {
        points = List.copyOf(points);
        trials = List.copyOf(trials);
    }

    /**
     * Judges a sweep.
     *
     * @param steps steps of a short training
     * @param trial the loss of a short training at a rate; NaN where it diverges
     */
    static RateSweep of(List<Point> points, boolean exploded, int steps, DoubleUnaryOperator trial) {
        int minimum = 0;
        for (int i = 1; i < points.size(); i++) {
            minimum = points.get(i).smoothed() < points.get(minimum).smoothed() ? i : minimum;
        }
        int steepest = steepest(points, minimum);
        List<Trial> trials = steepest < 0 ? List.of() : trials(points, minimum, trial);
        Trial chosen = null;
        double limit = limit(points, trials);
        for (Trial each : trials) {
            chosen = each.loss() <= limit ? each : chosen;
        }
        if (chosen == null) {
            String reason =
                    "The loss does not fall at any of the rates: try a wider range, more steps, or another network.";
            return new RateSweep(points, exploded, steepest, minimum, trials, Double.NaN, reason);
        }
        double proposal = chosen.rate();
        String reason = "of " + trials.size() + " trainings of " + steps + " steps at fixed rates around "
                + text(points.get(minimum).rate())
                + ", where the loss of the sweep is smallest, it is the smallest rate whose loss at the end, "
                + text(chosen.loss())
                + ", is at most " + text(limit) + ", which is the best, " + text(best(trials))
                + ", plus a tenth of it and a hundredth of the loss at the start.";
        return new RateSweep(points, exploded, steepest, minimum, trials, proposal, reason);
    }

    private static double rounded(double rate) {
        return new BigDecimal(rate).round(new MathContext(2, RoundingMode.DOWN)).doubleValue();
    }

    /** From the largest rate down, until the loss leaves the best behind. */
    private static List<Trial> trials(List<Point> points, int minimum, DoubleUnaryOperator trial) {
        List<Trial> trials = new ArrayList<>();
        for (int k = ABOVE; k >= -BELOW; k--) {
            double rate = rounded(points.get(minimum).rate() * StrictMath.pow(10, k / 2.0));
            double loss = trial.applyAsDouble(rate);
            trials.add(new Trial(rate, loss));
            if (k <= SURE && loss > limit(points, trials)) {
                break;
            }
        }
        return trials;
    }

    /** The largest loss that is close to the best; NaN without any that fell. */
    private static double limit(List<Point> points, List<Trial> trials) {
        double best = best(trials);
        return best
                + CLOSE * Math.abs(best)
                + FALL * Math.abs(points.isEmpty() ? 0 : points.getFirst().loss());
    }

    private static double best(List<Trial> trials) {
        double best = Double.NaN;
        for (Trial trial : trials) {
            best = trial.loss() >= best ? best : trial.loss();
        }
        return best;
    }

    /** The centre of the decade with the most negative slope, up to the minimum. */
    private static int steepest(List<Point> points, int minimum) {
        double first = points.isEmpty() ? 0 : points.getFirst().smoothed();
        if (points.size() < 3 || first - points.get(minimum).smoothed() <= FALL * Math.abs(first)) {
            return -1;
        }
        double decades =
                StrictMath.log10(points.getLast().rate() / points.getFirst().rate());
        int reach = Math.clamp(Math.round(0.5 * (points.size() - 1) / decades), 1, (points.size() - 1) / 2);
        int best = -1;
        double least = 0;
        for (int i = reach; i + reach < points.size() && i <= minimum; i++) {
            double slope = slope(points, i, reach);
            if (slope < least) {
                least = slope;
                best = i;
            }
        }
        return best;
    }

    /** The slope of the straight line through the losses around a point, by least squares and up to a factor. */
    private static double slope(List<Point> points, int centre, int reach) {
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            sum += k * points.get(centre + k).loss();
        }
        return sum;
    }

    private static String text(double rate) {
        return new BigDecimal(rate)
                .round(new MathContext(2, RoundingMode.HALF_UP))
                .stripTrailingZeros()
                .toPlainString();
    }
}
