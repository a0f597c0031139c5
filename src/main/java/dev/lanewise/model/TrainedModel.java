package dev.lanewise.model;

import dev.lanewise.train.History;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ModelTrainer} brings.
 *
 * @param model the fitted model
 * @param history the epochs
 * @param test metrics of the test rows, or null where there are none
 * @param setup what was trained
 * @param importance how much the model leans on each column, or null where it was not asked for or there are no test rows
 */
public record TrainedModel(
        Model model,
        History history,
        @Nullable Evaluation test,
        TrainingSetup setup,
        @Nullable Importance importance) {

    /** Returns what was left out, and why. */
    public List<String> notes() {
        return model.preprocessor().notes();
    }
}
