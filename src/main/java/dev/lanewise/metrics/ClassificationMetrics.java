package dev.lanewise.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Metrics of predicted class probabilities.
 *
 * @param rows number of rows
 * @param accuracy share of rows whose predicted class is right
 * @param logLoss mean of {@code -log p} of the right class; probabilities count as at least 1e-15
 * @param macroF1 mean F1 of the classes that occur among the rows or the predictions
 * @param ece expected calibration error of the predicted class's probability, in 15 bins of equal width (Naeini et al., 2015; Guo et al.,
 *     On Calibration of Modern Neural Networks, 2017)
 * @param rocAuc for two classes, the area under the ROC curve (ties count half); NaN otherwise, or where one class has no row
 * @param classes metrics of each class
 * @param confusion rows by {@code [right class][predicted class]}
 * @param calibration the bins of {@code ece}
 */
public record ClassificationMetrics(
        int rows,
        double accuracy,
        double logLoss,
        double macroF1,
        double ece,
        double rocAuc,
        List<ClassMetrics> classes,
        int[][] confusion,
        Calibration calibration) {

    private static final int BINS = Calibration.BINS;
    private static final double LEAST = 1e-15;

    /** Returns the mean recall of the classes that occur. */
    public double balancedAccuracy() {
        return classes.stream()
                .filter(c -> c.support() > 0)
                .mapToDouble(ClassMetrics::recall)
                .average()
                .orElse(Double.NaN);
    }

    /** Returns Matthews's correlation coefficient, for any number of classes (Gorodkin, 2004); 0 where all rows, or all predictions, are of one class. */
    public double mcc() {
        double right = 0;
        double all = 0;
        double both = 0;
        double actual = 0;
        double predicted = 0;
        for (int c = 0; c < confusion.length; c++) {
            double ofRow = 0;
            double ofColumn = 0;
            for (int o = 0; o < confusion.length; o++) {
                ofRow += confusion[c][o];
                ofColumn += confusion[o][c];
            }
            right += confusion[c][c];
            all += ofRow;
            both += ofRow * ofColumn;
            actual += ofRow * ofRow;
            predicted += ofColumn * ofColumn;
        }
        double sides = Math.sqrt(all * all - actual) * Math.sqrt(all * all - predicted);
        return sides == 0 ? 0 : (right * all - both) / sides;
    }

    /** The same with the most probable class predicted, the first of equals. */
    public static ClassificationMetrics of(float[] probabilities, int[] actual, List<String> names) {
        int k = names.size();
        int[] predicted = new int[actual.length];
        for (int r = 0; r < actual.length; r++) {
            for (int c = 1; c < k; c++) {
                predicted[r] = probabilities[r * k + c] > probabilities[r * k + predicted[r]] ? c : predicted[r];
            }
        }
        return of(probabilities, predicted, actual, names);
    }

    /**
     * Computes the metrics.
     *
     * @param probabilities {@code [rows][classes]}
     * @param predicted predicted class of each row
     * @param actual right class of each row
     * @param names names of the classes
     */
    public static ClassificationMetrics of(float[] probabilities, int[] predicted, int[] actual, List<String> names) {
        int k = names.size();
        int rows = actual.length;
        int[][] confusion = new int[k][k];
        double logSum = 0;
        double[] binConfidence = new double[BINS];
        int[] binRight = new int[BINS];
        for (int r = 0; r < rows; r++) {
            confusion[actual[r]][predicted[r]]++;
            logSum -= StrictMath.log(Math.max(LEAST, probabilities[r * k + actual[r]]));
            double confidence = probabilities[r * k + predicted[r]];
            int bin = Math.min((int) (confidence * BINS), BINS - 1);
            binConfidence[bin] += confidence;
            binRight[bin] += actual[r] == predicted[r] ? 1 : 0;
        }
        double gap = 0;
        for (int b = 0; b < BINS; b++) {
            gap += Math.abs(binConfidence[b] - binRight[b]);
        }
        int right = 0;
        for (int c = 0; c < k; c++) {
            right += confusion[c][c];
        }
        List<ClassMetrics> classes = classes(confusion, names);
        return new ClassificationMetrics(
                rows,
                (double) right / rows,
                logSum / rows,
                macroF1(classes, confusion),
                gap / rows,
                k == 2 ? rocAuc(probabilities, actual) : Double.NaN,
                classes,
                confusion,
                Calibration.of(probabilities, predicted, actual, k));
    }

    /** Returns the metrics of each class by the confusion matrix. */
    public static List<ClassMetrics> classes(int[][] confusion, List<String> names) {
        List<ClassMetrics> classes = new ArrayList<>();
        for (int c = 0; c < confusion.length; c++) {
            int support = Arrays.stream(confusion[c]).sum();
            int predicted = 0;
            for (int[] row : confusion) {
                predicted += row[c];
            }
            double precision = predicted == 0 ? 0 : (double) confusion[c][c] / predicted;
            double recall = support == 0 ? 0 : (double) confusion[c][c] / support;
            double f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
            classes.add(new ClassMetrics(names.get(c), precision, recall, f1, support));
        }
        return List.copyOf(classes);
    }

    private static double macroF1(List<ClassMetrics> classes, int[][] confusion) {
        double sum = 0;
        int count = 0;
        for (int c = 0; c < confusion.length; c++) {
            boolean occurs = classes.get(c).support() > 0;
            for (int[] row : confusion) {
                occurs |= row[c] > 0;
            }
            sum += occurs ? classes.get(c).f1() : 0;
            count += occurs ? 1 : 0;
        }
        return count == 0 ? 0 : sum / count;
    }

    /** By ranks (Mann and Whitney), with the mean rank for ties. */
    private static double rocAuc(float[] probabilities, int[] actual) {
        int rows = actual.length;
        long[] order = new long[rows];
        for (int r = 0; r < rows; r++) {
            // Probabilities are not negative, so that their bits sort like their values; adding 0 makes -0 a 0.
            order[r] = (long) Float.floatToIntBits(probabilities[2 * r + 1] + 0f) << 32 | r;
        }
        Arrays.sort(order);
        double rankSum = 0;
        long positives = 0;
        for (int from = 0; from < rows; ) {
            int to = from;
            int positivesOfTie = 0;
            while (to < rows && order[to] >> 32 == order[from] >> 32) {
                positivesOfTie += actual[(int) order[to]];
                to++;
            }
            rankSum += positivesOfTie * ((from + 1 + to) / 2.0);
            positives += positivesOfTie;
            from = to;
        }
        long negatives = rows - positives;
        return positives == 0 || negatives == 0
                ? Double.NaN
                : (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }
}
