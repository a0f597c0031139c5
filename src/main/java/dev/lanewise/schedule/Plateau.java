package dev.lanewise.schedule;

import dev.lanewise.core.UserException;
import java.util.List;
import java.util.Map;

/**
 * Falls when the loss has not got better for a while. PyTorch's {@code ReduceLROnPlateau}: after more than {@code patience} epochs without a better one the
 * value is multiplied by {@code factor}. Better is below {@code best * (1 - threshold)}, or below {@code best - threshold} with an absolute threshold; for a
 * score, above {@code best * (1 + threshold)} or {@code best + threshold}. The one shape with a state.
 *
 * @param factor above 0 and below 1
 * @param patience epochs without a better one that are borne, from 0
 * @param threshold how much better is better, from 0
 * @param absolute whether the threshold is a difference, not a share
 * @param cooldown epochs after a fall that do not count, from 0
 * @param min least value
 * @param eps falls by no more than this are left out, from 0
 * @param watch what is watched
 */
public record Plateau(
        double factor,
        int patience,
        double threshold,
        boolean absolute,
        int cooldown,
        Level min,
        double eps,
        Watch watch)
        implements Shape {

    /** What is watched. */
    public enum Watch {
        /** The loss of the validation rows, or of the training rows where there are none; smaller is better. */
        LOSS,
        /** The score of the validation rows; larger is better. */
        SCORE
    }

    /** What is said where there is no score to watch. */
    public static final String NO_SCORE = "The plateau schedule watches the score, but this training has none: it takes"
            + " a classification and validation rows. Leave watch=score out.";

    /** PyTorch's. */
    public static final Plateau DEFAULT = new Plateau(0.1, 10, 1e-4, false, 0, Level.ZERO, 1e-8, Watch.LOSS);

    /** Checks the ranges. */
    public Plateau {
        Checks.check("factor", factor, factor > 0 && factor < 1, "above 0 and below 1");
        Checks.check("patience", patience, patience >= 0, "a whole number from 0");
        Checks.notNegative("threshold", threshold);
        Checks.check("cooldown", cooldown, cooldown >= 0, "a whole number from 0");
        Checks.notNegative("eps", eps);
    }

    static Plateau read(Keys keys) {
        return new Plateau(
                keys.number("factor", DEFAULT.factor),
                keys.whole("patience", DEFAULT.patience),
                keys.number("threshold", DEFAULT.threshold),
                keys.flag("absolute", DEFAULT.absolute),
                keys.whole("cooldown", DEFAULT.cooldown),
                keys.level("min", DEFAULT.min),
                keys.number("eps", DEFAULT.eps),
                keys.choice("watch", DEFAULT.watch));
    }

    @Override
    public String label() {
        return "plateau";
    }

    @Override
    public Map<String, String> settings() {
        return Keys.settings(
                "factor",
                factor,
                "patience",
                patience,
                "threshold",
                threshold,
                "absolute",
                absolute,
                "cooldown",
                cooldown,
                "min",
                min,
                "eps",
                eps,
                "watch",
                watch);
    }

    Curve curve(double base) {
        return new State(base);
    }

    private final class State implements Curve {
        private final double least;
        private double value;
        private double best = watch == Watch.LOSS ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        private int bad;
        private int cooling;

        State(double base) {
            value = base;
            least = min.value(base);
        }

        @Override
        public double at(double tick) {
            return value;
        }

        @Override
        public void observe(double tick, double loss, double score) {
            double seen = watch == Watch.LOSS ? loss : score;
            if (Double.isNaN(seen)) {
                throw new UserException(NO_SCORE);
            }
            if (better(seen)) {
                best = seen;
                bad = 0;
            } else {
                bad++;
            }
            if (cooling > 0) {
                cooling--;
                bad = 0;
            }
            if (bad > patience) {
                double lower = Math.max(value * factor, least);
                value = value - lower > eps ? lower : value;
                cooling = cooldown;
                bad = 0;
            }
        }

        private boolean better(double seen) {
            if (watch == Watch.LOSS) {
                return seen < (absolute ? best - threshold : best * (1 - threshold));
            }
            return seen > (absolute ? best + threshold : best * (1 + threshold));
        }

        @Override
        public void save(List<Double> state) {
            state.addAll(List.of(value, best, (double) bad, (double) cooling));
        }

        @Override
        public int load(double[] state, int from) {
            value = state[from];
            best = state[from + 1];
            bad = (int) state[from + 2];
            cooling = (int) state[from + 3];
            return from + 4;
        }
    }
}
