package dev.lanewise.model;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.data.Table;
import dev.lanewise.data.TargetEncoding;
import dev.lanewise.data.Task;
import dev.lanewise.loss.IntervalLoss;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanAbsolutePercentageError;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SigmoidBinaryCrossEntropy;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import org.jspecify.annotations.Nullable;

/** Which loss goes with which task, targets and outputs. */
final class LossChoice {

    private static final String POISSON = "poisson";
    private static final String PERCENTAGE = "mean-absolute-percentage-error";
    private static final String SIGMOID = "sigmoid-binary-cross-entropy";
    private static final String SOFTMAX = "softmax-cross-entropy";

    private static final float LARGEST = 1e12f;

    private LossChoice() {}

    /** Returns the loss that was asked for, if it fits the task, or the task's own. */
    static Loss choose(@Nullable Loss asked, Task task, double smoothing) {
        if (smoothing != 0 && (asked != null || task == Task.REGRESSION)) {
            throw new UserException("label-smoothing is for the cross-entropy of a classification"
                    + (asked != null ? "; a loss that is given has its own." : ", but the task is a regression."));
        }
        if (asked == null) {
            return switch (task) {
                case REGRESSION -> new MeanSquaredError();
                case BINARY -> new SigmoidBinaryCrossEntropy(smoothing);
                case MULTICLASS -> new SoftmaxCrossEntropy(smoothing);
            };
        }
        boolean entropy = asked.label().endsWith("cross-entropy");
        if (entropy != task.isClassification()) {
            throw new UserException(
                    "The loss " + asked.label() + " is for " + (entropy ? "classification" : "regression")
                            + ", but the task is a " + task.label() + " one. Choose another loss, or another task.");
        }
        if (task == Task.MULTICLASS && SIGMOID.equals(asked.label())) {
            throw new UserException("The loss " + SIGMOID + " is for two classes; use " + SOFTMAX + " for more.");
        }
        return asked;
    }

    /** Whether regression targets are standardised: not where a loss stands on the targets' own scale. */
    static boolean standardizes(Loss loss) {
        return !POISSON.equals(loss.label()) && !PERCENTAGE.equals(loss.label());
    }

    /** Losses on the targets' own scale cannot reach every one: outputs start near 0, and gradients, or their squares, leave the range of floats. */
    static void checkTargets(Loss loss, Table table, TargetEncoding encoding) {
        if (standardizes(loss)) {
            return;
        }
        boolean counts = POISSON.equals(loss.label());
        int width = encoding.names().size();
        float largest = 0;
        for (int row : encoding.rows()) {
            for (int c = 0; c < width; c++) {
                float target = encoding.values()[row * width + c];
                if (counts && target < 0) {
                    throw new UserException(place(table, row, encoding, c)
                            + "the poisson loss takes counts, but this target is negative. Use another loss.");
                }
                largest = Math.max(largest, Math.abs(target));
                if (largest > LARGEST) {
                    throw new UserException(place(table, row, encoding, c) + "the " + loss.label()
                            + " loss takes targets up to 1e12, not " + target
                            + ". Divide the column, or use another loss.");
                }
            }
        }
        if (!counts && largest > 0 && largest < MeanAbsolutePercentageError.FLOOR) {
            throw new UserException(table.source() + ": all targets are nearer to 0 than 1e-6, which the "
                    + loss.label() + " loss takes for 0. Multiply the column, or use another loss.");
        }
    }

    private static String place(Table table, int row, TargetEncoding encoding, int column) {
        return table.place(row) + ", column '" + encoding.names().get(column) + "': ";
    }

    static int outputs(Loss loss, Preprocessor preprocessor) {
        if (preprocessor.task() == Task.REGRESSION) {
            return preprocessor.targets().size() * (loss instanceof IntervalLoss ? IntervalLoss.OUTPUTS : 1);
        }
        return SOFTMAX.equals(loss.label()) ? preprocessor.classes().size() : 1;
    }
}
