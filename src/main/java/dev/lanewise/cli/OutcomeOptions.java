package dev.lanewise.cli;

import dev.lanewise.core.Decimals;
import dev.lanewise.core.UserException;
import dev.lanewise.metrics.ThresholdMetric;
import dev.lanewise.model.ClassWeights;
import dev.lanewise.model.ModelTrainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of what a model makes of its outputs: class weights, threshold, calibration, intervals. What is null or empty was not given. */
final class OutcomeOptions {

    private static final String BALANCED = "balanced";

    @Option(
            names = "--class-weight",
            paramLabel = "CLASS=W",
            description = "What the rows of a class count in the loss, others 1; may be repeated. 'balanced' lets all"
                    + " classes count the same. Default: all rows count the same.")
    List<String> classWeights = new ArrayList<>();

    @Option(
            names = "--threshold-metric",
            paramLabel = "M",
            converter = Names.ThresholdMetrics.class,
            completionCandidates = Names.ThresholdMetrics.class,
            description = "For two classes: choose on the validation rows the probability from which on the second is"
                    + " predicted, by ${COMPLETION-CANDIDATES}. Default: the more probable class is predicted.")
    @Nullable
    ThresholdMetric thresholdMetric;

    @Option(
            names = "--positive-class",
            paramLabel = "CLASS",
            description = "The class of two that --threshold-metric f1 is about, and whose F1 is told. Default: the one"
                    + " with fewer training rows.")
    @Nullable
    String positiveClass;

    @Option(
            names = "--calibrate",
            paramLabel = "C",
            converter = Names.Calibrations.class,
            completionCandidates = Names.Calibrations.class,
            description = "Calibrate probabilities on the validation rows: ${COMPLETION-CANDIDATES}. Default: none.")
    @Nullable
    String calibrate;

    @Option(
            names = "--interval",
            paramLabel = "P",
            converter = Numbers.Share.class,
            description = "For a regression: predict an interval too that holds the target with this probability, such"
                    + " as 0.9. Default: none.")
    @Nullable
    Double interval;

    /** Hands everything on that was given. */
    void applyTo(ModelTrainer trainer) {
        if (!classWeights.isEmpty()) {
            trainer.classWeights(weights());
        }
        if (thresholdMetric != null) {
            trainer.thresholdFor(thresholdMetric);
        }
        if (positiveClass != null) {
            trainer.positiveClass(positiveClass);
        }
        if (calibrate != null) {
            trainer.calibrated(!Names.Calibrations.NONE.equals(calibrate));
        }
        if (interval != null) {
            trainer.interval(interval);
        }
    }

    /** A class may have an = in its name. */
    private ClassWeights weights() {
        if (classWeights.equals(List.of(BALANCED))) {
            return ClassWeights.BALANCED;
        }
        Map<String, Double> given = new LinkedHashMap<>();
        for (String word : classWeights) {
            int at = word.lastIndexOf('=');
            double weight =
                    at <= 0 ? Double.NaN : Decimals.parse(word.substring(at + 1).strip());
            if (Double.isNaN(weight)) {
                throw new UserException(
                        "--class-weight is '" + BALANCED + "' alone, or CLASS=W with a number W, not '" + word + "'.");
            }
            if (given.put(word.substring(0, at), weight) != null) {
                throw new UserException("--class-weight names the class '" + word.substring(0, at) + "' twice.");
            }
        }
        return ClassWeights.of(given);
    }

    /** What a sweep of rates makes no use of, by its option. */
    Map<String, @Nullable Object> unusedBySweep() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("--threshold-metric", thresholdMetric);
        values.put("--positive-class", positiveClass);
        values.put("--calibrate", calibrate);
        return values;
    }
}
