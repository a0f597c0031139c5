package dev.lanewise.model;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.data.Task;
import java.util.Arrays;

/**
 * What turns a network's outputs into predictions, beyond what its loss says: fitted on the validation rows after the training, kept in the model, applied by
 * every predictor. A plain value.
 *
 * @param temperature what logits are divided by before they become probabilities (Guo et al., On Calibration of Modern Neural Networks, 2017); 1 for none
 * @param threshold for two classes, the probability from which on the second is predicted; at 0.5 the more probable one is, the first of equals
 * @param coverage share of rows that the prediction intervals of a regression are meant to hold; 0 where there are none
 * @param margins for each target, what its interval is widened by on either side, in its unit; negative where it is narrowed
 */
public record Postprocessor(double temperature, double threshold, double coverage, double[] margins) {

    /** Takes outputs as they are. */
    public static final Postprocessor NONE = new Postprocessor(1, 0.5, 0, new double[0]);

    /** The least temperature that is taken, and one over the largest. */
    static final double LEAST_TEMPERATURE = 0.05;

    /** Checks the numbers: a file may hold any. */
    public Postprocessor {
        if (!(temperature >= LEAST_TEMPERATURE && temperature <= 1 / LEAST_TEMPERATURE)) {
            throw new UserException("A temperature is from " + LEAST_TEMPERATURE + " to " + 1 / LEAST_TEMPERATURE
                    + ", not " + temperature + ".");
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new UserException("A threshold is from 0 to 1, not " + threshold + ".");
        }
        if (!(coverage >= 0 && coverage < 1)) {
            throw new UserException("A coverage is from 0 to below 1, not " + coverage + ".");
        }
        if (!Arrays.stream(margins).allMatch(Double::isFinite)) {
            throw new UserException("A margin of an interval is no finite number.");
        }
        margins = margins.clone();
    }

    /** Returns one with intervals of some margins. */
    static Postprocessor intervals(double coverage, double... margins) {
        return new Postprocessor(1, 0.5, coverage, margins);
    }

    /** Whether outputs are taken as they are. */
    boolean isNone() {
        return temperature == 1 && threshold == 0.5 && !hasIntervals();
    }

    /** Returns whether there are prediction intervals. */
    public boolean hasIntervals() {
        return coverage > 0;
    }

    /** Refuses what does not go with a task. */
    void check(Preprocessor preprocessor) {
        boolean classes = preprocessor.task().isClassification();
        int wanted = hasIntervals() ? preprocessor.targets().size() : 0;
        if ((temperature != 1 && !classes)
                || (threshold != 0.5 && preprocessor.task() != Task.BINARY)
                || (hasIntervals() && classes)
                || margins.length != wanted) {
            throw new UserException("The temperature, threshold or intervals do not go with a "
                    + preprocessor.task().label() + " task.");
        }
    }

    /** Returns the lower end of an interval: the margin below what the network gives, rounded outwards. */
    float lower(float low, int target) {
        return outwards(low - margins[target], Float.NEGATIVE_INFINITY);
    }

    /** Returns the upper end. */
    float upper(float high, int target) {
        return outwards(high + margins[target], Float.POSITIVE_INFINITY);
    }

    private static float outwards(double value, float towards) {
        float rounded = (float) Math.clamp(value, -Float.MAX_VALUE, Float.MAX_VALUE);
        boolean inside = towards > 0 ? rounded < value : rounded > value;
        return inside && Math.abs(rounded) < Float.MAX_VALUE ? Math.nextAfter(rounded, towards) : rounded;
    }
}
