package dev.lanewise.model;

import dev.lanewise.core.UserException;
import dev.lanewise.data.Task;
import dev.lanewise.loss.Loss;
import java.util.List;
import java.util.Locale;

/** What is done to the outputs of a network to make an answer of them. */
public enum OutputTransform {
    /** Nothing but undoing the standardisation of the targets. */
    IDENTITY,
    /** One logit becomes the probabilities of two classes. */
    SIGMOID,
    /** A logit for each class becomes its probability. */
    SOFTMAX,
    /** The logarithm of a rate becomes the rate. */
    EXPONENTIAL;

    /** Returns the name in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the transform that belongs to a loss.
     *
     * @throws UserException if the loss does not fit the task
     */
    public static OutputTransform of(Loss loss, Task task) {
        OutputTransform transform = switch (loss.label()) {
            case "softmax-cross-entropy" -> SOFTMAX;
            case "sigmoid-binary-cross-entropy" -> SIGMOID;
            case "poisson" -> EXPONENTIAL;
            default -> IDENTITY;
        };
        boolean forClasses = transform == SOFTMAX || transform == SIGMOID;
        if (forClasses != task.isClassification() || (transform == SIGMOID && task == Task.MULTICLASS)) {
            List<String> fitting = switch (task) {
                case BINARY -> List.of("sigmoid-binary-cross-entropy", "softmax-cross-entropy");
                case MULTICLASS -> List.of("softmax-cross-entropy");
                case REGRESSION -> List.of("mean-squared-error", "mean-absolute-error", "huber", "quantile", "poisson");
            };
            throw new UserException("The loss " + loss.label() + " does not fit a " + task.label() + " task. Choose "
                    + String.join(", ", fitting) + ", or another --task.");
        }
        return transform;
    }

    /** Returns how many outputs a network has for {@code answers} classes or targets. */
    int networkOutputs(int answers) {
        return this == SIGMOID ? 1 : answers;
    }
}
