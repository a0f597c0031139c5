package dev.lanewise.model;

import dev.lanewise.train.History;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CrossValidation} brings.
 *
 * @param asked how many folds were asked for
 * @param folds those that ended, in order: all, unless it was cancelled
 * @param all metrics of all rows together, each row predicted by the fold that did not see it; null where not all folds ended
 */
public record CrossValidated(
        int asked, List<Fold> folds, @Nullable Evaluation all) {

    /**
     * A fold.
     *
     * @param index its number, from 0
     * @param setup what was trained
     * @param history the epochs
     * @param test metrics of the rows that it was not trained on
     */
    public record Fold(int index, TrainingSetup setup, History history, Evaluation test) {

        /** Returns the validation loss of the weights that were kept; without validation the last epoch's training loss. */
        public double validation() {
            return history.best();
        }
    }

    /** Copies the list. */
    public CrossValidated {
        folds = List.copyOf(folds);
    }

    /** Returns the mean of a figure over the folds that ended. */
    public double mean(ToDoubleFunction<Fold> figure) {
        double sum = 0;
        for (Fold fold : folds) {
            sum += figure.applyAsDouble(fold);
        }
        return sum / folds.size();
    }

    /**
     * Returns the sample standard deviation of a figure over the folds that ended; NaN for one fold. Divided by the root of their number it is the standard error of the mean, as
     * if folds were independent: they share training rows, so that it is too small rather than too large.
     */
    public double deviation(ToDoubleFunction<Fold> figure) {
        double mean = mean(figure);
        double squares = 0;
        for (Fold fold : folds) {
            double off = figure.applyAsDouble(fold) - mean;
            squares += off * off;
        }
        return Math.sqrt(squares / (folds.size() - 1));
    }
}
