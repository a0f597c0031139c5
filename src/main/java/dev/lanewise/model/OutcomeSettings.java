package dev.lanewise.model;

import dev.lanewise.metrics.ThresholdMetric;
import org.jspecify.annotations.Nullable;

/** The part of {@link ModelTrainer} that says what is made of a network's outputs, beyond what the loss says. */
public abstract sealed class OutcomeSettings permits ColumnSettings {

    @Nullable
    ClassWeights classWeights;

    boolean calibrated;

    @Nullable
    ThresholdMetric thresholdMetric;

    @Nullable
    String positiveClass;

    double interval;
    int importanceRepeats;

    OutcomeSettings() {}

    final ModelTrainer self() {
        return (ModelTrainer) this;
    }

    /** Weighs the rows of a classification by their class, in training and in the validation loss that epochs are judged by. */
    public ModelTrainer classWeights(ClassWeights weights) {
        classWeights = weights;
        return self();
    }

    /** Calibrates the probabilities of a classification by a temperature that is fitted on the validation rows, and kept where it lowers their log loss. */
    public ModelTrainer calibrated(boolean temperature) {
        calibrated = temperature;
        return self();
    }

    /** Chooses the threshold of two classes by a metric of the validation rows; 0.5 by default. */
    public ModelTrainer thresholdFor(ThresholdMetric metric) {
        thresholdMetric = metric;
        return self();
    }

    /** Names the class of two that a one-sided metric, such as F1, is about; by default the one with fewer training rows, the second of equals. */
    public ModelTrainer positiveClass(String name) {
        positiveClass = name;
        return self();
    }

    /** Predicts for each target of a regression an interval too that holds it with this probability, between 0 and 1, 0 for none: see {@link dev.lanewise.loss.IntervalLoss}. */
    public ModelTrainer interval(double coverage) {
        interval = Limits.fraction("interval", coverage);
        return self();
    }

    /** Measures the {@link Importance} of the columns on the test rows, by 2 permutations of each or more; by default 0, not at all. */
    public ModelTrainer importance(int repeats) {
        importanceRepeats = repeats == 0 ? 0 : Limits.atLeast("repeats", repeats, 2);
        return self();
    }
}
