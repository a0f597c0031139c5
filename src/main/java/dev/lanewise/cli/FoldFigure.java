package dev.lanewise.cli;

import dev.lanewise.metrics.ClassificationMetrics;
import dev.lanewise.metrics.RegressionMetrics;
import dev.lanewise.model.CrossValidated;
import dev.lanewise.model.Evaluation;
import dev.lanewise.model.TrainingSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a fold.
 *
 * @param title its name for people
 * @param name its name in JSON
 * @param share whether it is a share, shown with four decimals
 * @param value the figure of an evaluation
 */
record FoldFigure(String title, String name, boolean share, ToDoubleFunction<Evaluation> value) {

    /** The figures of a task, the one to quote first. */
    static List<FoldFigure> of(TrainingSetup setup, boolean intervals, @Nullable String positive) {
        List<FoldFigure> figures = new ArrayList<>();
        int classes = setup.preprocessor().classes().size();
        if (classes == 0) {
            figures.add(regression("R2", "r2", true, RegressionMetrics::r2));
            figures.add(regression("RMSE", "rmse", false, RegressionMetrics::rmse));
            figures.add(regression("MAE", "mae", false, RegressionMetrics::mae));
            if (intervals) {
                figures.add(new FoldFigure(
                        "Coverage",
                        "coverage",
                        true,
                        e -> metrics(e.intervals()).coverage()));
            }
            return figures;
        }
        figures.add(classes("Accuracy", "accuracy", true, ClassificationMetrics::accuracy));
        figures.add(classes("Log loss", "logLoss", false, ClassificationMetrics::logLoss));
        figures.add(classes("Macro F1", "macroF1", true, ClassificationMetrics::macroF1));
        if (classes == 2) {
            figures.add(classes("Balanced", "balancedAccuracy", true, ClassificationMetrics::balancedAccuracy));
            figures.add(classes("ROC AUC", "rocAuc", true, ClassificationMetrics::rocAuc));
        }
        if (positive != null) {
            int place = setup.preprocessor().classes().indexOf(positive);
            figures.add(classes(
                    "F1 " + positive, "f1", true, e -> e.classes().get(place).f1()));
        }
        figures.add(classes("ECE", "ece", true, ClassificationMetrics::ece));
        return figures;
    }

    private static FoldFigure classes(
            String title, String name, boolean share, ToDoubleFunction<ClassificationMetrics> value) {
        return new FoldFigure(title, name, share, e -> value.applyAsDouble(metrics(e.classification())));
    }

    private static FoldFigure regression(
            String title, String name, boolean share, ToDoubleFunction<RegressionMetrics> value) {
        return new FoldFigure(title, name, share, e -> value.applyAsDouble(metrics(e.regression())));
    }

    private static <T> T metrics(@Nullable T metrics) {
        return Objects.requireNonNull(metrics);
    }

    double of(CrossValidated.Fold fold) {
        return value.applyAsDouble(fold.test());
    }

    /** The figure in words. */
    String text(double number) {
        return share ? Text.share(number) : Text.figure(number);
    }
}
