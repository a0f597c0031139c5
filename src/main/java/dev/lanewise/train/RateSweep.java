package dev.lanewise.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * What a {@link RateFinder} saw, and the rate that it proposes: the one around which the loss falls most steeply over a decade of
 * rates, but at most
 * a tenth of the one with the smallest loss, rounded down to two digits.
 *
 * @param points the steps in order, with growing rates
 * @param exploded whether the sweep ended early, with a loss above the first and four times the best
 * @param steepest index of the point where the loss falls most steeply; -1 where it never falls
 * @param minimum index of the point with the smallest smoothed loss
 * @param proposal the rate, NaN where there is none to propose
 * @param reason why, in a sentence
 */
public record RateSweep(
        List<Point> points, boolean exploded, int steepest, int minimum, double proposal, String reason) {

    /** How far below the rate of the smallest loss is safe. */
    private static final int SAFETY = 10;

    /** Share of the first loss that it must fall by, to have fallen at all. */
    private static final double FALL = 0.01;

    /**
     * A step.
     *
     * @param rate learning rate
     * @param loss loss of the batch before the step
     * @param smoothed exponential mean of the losses so far, corrected for its start
     */
    public record Point(double rate, double loss, double smoothed) {}

    /** Copies. */
    public RateSweep {
        points = List.copyOf(points);
    }

    static RateSweep of(List<Point> points, boolean exploded) {
        int minimum = 0;
        for (int i = 1; i < points.size(); i++) {
            minimum = points.get(i).smoothed() < points.get(minimum).smoothed() ? i : minimum;
        }
        int steepest = steepest(points, minimum);
        if (steepest < 0) {
            return new RateSweep(
                    points,
                    exploded,
                    -1,
                    minimum,
                    Double.NaN,
                    "The loss does not fall at any of the rates: try a wider range, more steps, or another network.");
        }
        double steep = points.get(steepest).rate();
        double least = points.get(minimum).rate();
        boolean safe = steep <= least / SAFETY;
        double proposal = new BigDecimal(safe ? steep : least / SAFETY)
                .round(new MathContext(2, RoundingMode.DOWN))
                .doubleValue();
        String reason = safe
                ? "there the loss falls most steeply, and it goes on falling up to " + text(least) + "."
                : "a tenth of " + text(least) + ", where the loss is smallest; it falls most steeply at " + text(steep)
                        + ", too close to that.";
        return new RateSweep(points, exploded, steepest, minimum, proposal, reason);
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

    /**
     * The slope of the straight line through the losses around a point, by least squares and up to a factor. Not of the smoothed ones, which lag behind.
     */
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
                .toString();
    }
}
