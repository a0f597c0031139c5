package dev.lanewise.model;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.data.Table;
import dev.lanewise.data.TargetEncoding;
import dev.lanewise.data.Task;
import dev.lanewise.loss.Loss;
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

    static void checkTargets(Loss loss, Table table, TargetEncoding encoding) {
        if (!POISSON.equals(loss.label())) {
            return;
        }
        int width = encoding.names().size();
        for (int row : encoding.rows()) {
            for (int c = 0; c < width; c++) {
                if (encoding.values()[row * width + c] < 0) {
                    throw new UserException(
                            table.place(row) + ", column '" + encoding.names().get(c)
                                    + "': the poisson loss takes counts, but this target is negative. Use another loss.");
                }
            }
        }
    }

    static int outputs(Loss loss, Preprocessor preprocessor) {
        if (preprocessor.task() == Task.REGRESSION) {
            return preprocessor.targets().size();
        }
        return SOFTMAX.equals(loss.label()) ? preprocessor.classes().size() : 1;
    }
}
