package dev.lanewise.metrics;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a threshold for two classes is chosen by. The second class is the positive one where nothing else is said, which only F1 makes a difference of. */
public enum ThresholdMetric {
    /** Share of rows whose class is right. */
    ACCURACY,
    /** Harmonic mean of the positive class's precision and recall; 0 where neither it nor its prediction occurs. */
    F1,
    /** Mean recall of the classes that occur. */
    BALANCED_ACCURACY,
    /** Matthews's correlation coefficient (1975); 0 where a class does not occur, or is not predicted. */
    MCC,
    /** Youden's J (1950), the sum of both recalls less 1: the threshold of the balanced accuracy. */
    YOUDEN;

    /** Values nearer to each other differ by rounding only, since weights are summed. */
    private static final double EQUAL = 1e-12;

    /** Returns the name in kebab case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the metric of a confusion matrix of rows, or of their weights.
     *
     * @param confusion {@code [right class][predicted class]}
     */
    public double value(double[][] confusion) {
        double tn = confusion[0][0];
        double fp = confusion[0][1];
        double fn = confusion[1][0];
        double tp = confusion[1][1];
        double first = recall(tn, fp);
        double second = recall(tp, fn);
        return switch (this) {
            case ACCURACY -> (tp + tn) / (tp + tn + fp + fn);
            case F1 -> tp == 0 ? 0 : 2 * tp / (2 * tp + fp + fn);
            case BALANCED_ACCURACY -> tn + fp == 0 ? second : tp + fn == 0 ? first : (first + second) / 2;
            case MCC -> {
                double sides = Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn);
                yield sides == 0 ? 0 : (tp * tn - fp * fn) / sides;
            }
            case YOUDEN -> first + second - 1;
        };
    }

    /** The same with a class, 0 or 1, for the positive one. */
    private double value(double[][] confusion, int positive) {
        return positive == 1
                ? value(confusion)
                : value(new double[][] {
                    {confusion[1][1], confusion[1][0]},
                    {confusion[0][1], confusion[0][0]}
                });
    }

    private static double recall(double right, double wrong) {
        return right + wrong == 0 ? 0 : right / (right + wrong);
    }

    /** Whether the second class is predicted: from the threshold on; at 0.5 where it is the more probable one. */
    public static boolean predictsSecond(float first, float second, double threshold) {
        return threshold == 0.5 ? second > first : second >= threshold;
    }

    /** Returns the metric of some rows at a threshold; the arguments are those of {@link #best}. */
    public double at(double threshold, float[] probabilities, int[] actual, float @Nullable [] weights) {
        return at(threshold, probabilities, actual, weights, 1);
    }

    /** The same with a class, 0 or 1, for the positive one. */
    public double at(double threshold, float[] probabilities, int[] actual, float @Nullable [] weights, int positive) {
        double[][] confusion = new double[2][2];
        for (int r = 0; r < actual.length; r++) {
            int predicted = predictsSecond(probabilities[2 * r], probabilities[2 * r + 1], threshold) ? 1 : 0;
            confusion[actual[r]][predicted] += weights == null ? 1 : weights[r];
        }
        return value(confusion, positive);
    }

    /**
     * Returns the threshold of the highest value. It is 0.5, or lies midway between neighbouring probabilities, or beyond them all; of equally good ones it
     * is the nearest to 0.5, and of two as near the lower one.
     *
     * @param probabilities {@code [rows][2]}
     * @param actual right class of each row, 0 or 1
     * @param weights a weight for each row, or null
     */
    public double best(float[] probabilities, int[] actual, float @Nullable [] weights) {
        return best(probabilities, actual, weights, 1);
    }

    /** The same with a class, 0 or 1, for the positive one. */
    public double best(float[] probabilities, int[] actual, float @Nullable [] weights, int positive) {
        int rows = actual.length;
        int[] order = byProbability(probabilities, rows);
        double[] thresholds = new double[rows + 2];
        double[] values = new double[rows + 2];
        int count = 1;
        thresholds[0] = 0.5;
        values[0] = at(0.5, probabilities, actual, weights, positive);
        double[][] confusion = new double[2][2]; // all are predicted as the second class
        for (int r = 0; r < rows; r++) {
            confusion[actual[r]][1] += weights == null ? 1 : weights[r];
        }
        double last = 0;
        for (int i = 0; i <= rows; i++) {
            double next = i == rows ? 1 : probabilities[2 * order[i] + 1];
            boolean differs = i == 0 || next > last; // beyond a probability of 1 there is no threshold
            if (differs && (last + next) / 2 != 0.5) {
                thresholds[count] = (last + next) / 2;
                values[count++] = value(confusion, positive);
            }
            if (i < rows) {
                double weight = weights == null ? 1 : weights[order[i]];
                confusion[actual[order[i]]][1] -= weight;
                confusion[actual[order[i]]][0] += weight;
            }
            last = next;
        }
        return nearest(thresholds, values, count);
    }

    private static int[] byProbability(float[] probabilities, int rows) {
        long[] keys = new long[rows];
        for (int r = 0; r < rows; r++) {
            // Probabilities are not negative, so that their bits sort like their values; adding 0 makes -0 a 0.
            keys[r] = (long) Float.floatToIntBits(probabilities[2 * r + 1] + 0f) << 32 | r;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private static double nearest(double[] thresholds, double[] values, int count) {
        double most = Arrays.stream(values, 0, count).max().orElse(0);
        double best = Double.NaN;
        for (int i = 0; i < count; i++) {
            double distance = Math.abs(thresholds[i] - 0.5) - Math.abs(best - 0.5);
            boolean nearer = Double.isNaN(best) || distance < 0 || (distance == 0 && thresholds[i] < best);
            best = values[i] >= most - EQUAL && nearer ? thresholds[i] : best;
        }
        return best;
    }
}
