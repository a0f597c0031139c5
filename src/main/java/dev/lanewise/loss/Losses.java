package dev.lanewise.loss;

import dev.lanewise.core.Settings;
import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import java.util.List;
import java.util.Map;

/** The losses by name. */
public final class Losses {

    private static final List<String> NAMES = List.of(
            "mean-squared-error",
            "root-mean-squared-error",
            "mean-absolute-error",
            "mean-absolute-percentage-error",
            "huber",
            "quantile",
            "poisson",
            "sigmoid-binary-cross-entropy",
            "softmax-cross-entropy");

    private Losses() {}

    /** Returns all names. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Returns a loss by its name.
     *
     * @param settings {@code delta} for huber, {@code quantile} for quantile, {@code label-smoothing} for the cross-entropies
     * @throws UserException for an unknown name or setting, or a value out of range
     */
    public static Loss parse(String label, Map<String, String> settings) {
        if (!NAMES.contains(label)) {
            throw new UserException("There is no loss '" + label + "'." + Suggest.hint(label, NAMES));
        }
        Settings values = new Settings(label, settings);
        Loss loss = switch (label) {
            case "mean-squared-error" -> new MeanSquaredError();
            case "root-mean-squared-error" -> new RootMeanSquaredError();
            case "mean-absolute-error" -> new MeanAbsoluteError();
            case "mean-absolute-percentage-error" -> new MeanAbsolutePercentageError();
            case "huber" -> new Huber(values.number("delta", 1));
            case "quantile" -> new Quantile(values.number("quantile", 0.5));
            case "poisson" -> new Poisson();
            case "sigmoid-binary-cross-entropy" -> new SigmoidBinaryCrossEntropy(values.number("label-smoothing", 0));
            default -> new SoftmaxCrossEntropy(values.number("label-smoothing", 0));
        };
        values.end();
        return loss;
    }
}
