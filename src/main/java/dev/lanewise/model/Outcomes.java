package dev.lanewise.model;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Table;
import dev.lanewise.data.TargetEncoding;
import dev.lanewise.loss.IntervalLoss;
import dev.lanewise.metrics.ClassificationMetrics;
import dev.lanewise.metrics.IntervalMetrics;
import dev.lanewise.metrics.RegressionMetrics;
import dev.lanewise.metrics.ThresholdMetric;
import java.util.ArrayList;
import java.util.List;

/** What predicted values say: classes, and how good they are. */
final class Outcomes {

    private Outcomes() {}

    /** Compares predicted values of some rows with their targets. */
    static Evaluation evaluation(Model model, float[] values, TargetEncoding encoding, int[] rows, double threshold) {
        return evaluation(model, values, encoding, rows, predicted(model, values, rows.length, threshold));
    }

    /** Returns the predicted class of each row; 0 for each in a regression. */
    static int[] predicted(Model model, float[] values, int rows, double threshold) {
        return model.task().isClassification()
                ? predicted(values, model.classes().size(), rows, threshold)
                : new int[rows];
    }

    /** The same with the class that is predicted of each row; for a classification. */
    static Evaluation evaluation(
            Model model, float[] values, TargetEncoding encoding, int[] rows, int[] predictedClasses) {
        Postprocessor postprocessor = model.postprocessor();
        if (!model.task().isClassification()) {
            int width = model.preprocessor().targets().size();
            float[] actual = new float[rows.length * width];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(encoding.values(), rows[i] * width, actual, i * width, width);
            }
            IntervalMetrics intervals = null;
            float[] predicted = values;
            if (postprocessor.hasIntervals()) {
                intervals = IntervalMetrics.of(postprocessor.coverage(), values, actual);
                predicted = new float[actual.length];
                for (int i = 0; i < actual.length; i++) {
                    predicted[i] = values[IntervalLoss.OUTPUTS * i];
                }
            }
            return new Evaluation(
                    null,
                    RegressionMetrics.of(predicted, actual, width),
                    new Evaluation.Pairs(predicted, actual, width),
                    intervals);
        }
        return new Evaluation(
                ClassificationMetrics.of(values, predictedClasses, encoding.classesOf(rows), model.classes()),
                null,
                null);
    }

    /** Returns the predicted class of each row, {@code probabilities} being {@code [rows][k]}. */
    static int[] predicted(float[] probabilities, int k, int rows, double threshold) {
        int[] predicted = new int[rows];
        for (int r = 0; r < rows; r++) {
            if (k == 2) {
                float second = probabilities[2 * r + 1];
                predicted[r] = ThresholdMetric.predictsSecond(probabilities[2 * r], second, threshold) ? 1 : 0;
                continue;
            }
            for (int c = 1; c < k; c++) {
                predicted[r] = probabilities[r * k + c] > probabilities[r * k + predicted[r]] ? c : predicted[r];
            }
        }
        return predicted;
    }

    /** No class is the likelier one where the probabilities are no numbers. */
    static void checkFinite(float[] values, Table table, int[] rows) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new UserException(table.place(rows[i / (values.length / rows.length)]) + ": the prediction is "
                        + values[i] + ". The numbers of this row lie too far from those of the training data.");
            }
        }
    }

    /** Returns a name for each value of a regression. */
    static List<String> valueNames(Model model) {
        if (!model.postprocessor().hasIntervals()) {
            return model.preprocessor().targets();
        }
        List<String> names = new ArrayList<>();
        model.preprocessor().targets().forEach(name -> names.addAll(List.of(name, "lower_" + name, "upper_" + name)));
        return names;
    }
}
