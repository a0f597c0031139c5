package dev.lanewise.model;

import dev.lanewise.train.History;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ModelTrainer} brings.
 *
 * @param model the fitted model
 * @param history the epochs
 * @param test metrics of the test rows, or null where there are none, or they could not be taken
 * @param untested why no metrics of the test rows could be taken, in one line, such as a prediction that is no finite number; or null
 * @param setup what was trained
 * @param importance how much the model leans on each column, or null where it was not asked for or there are no test rows
 */
public record TrainedModel(
        Model model,
        History history,
        @Nullable Evaluation test,
        @Nullable String untested,
        TrainingSetup setup,
        @Nullable Importance importance) {

    /** Returns what was left out, and why. */
    public List<String> notes() {
        return model.preprocessor().notes();
    }
}
