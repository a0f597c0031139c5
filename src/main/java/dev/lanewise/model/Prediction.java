package dev.lanewise.model;

import dev.lanewise.data.Task;
import java.util.List;

/**
 * Answers for some rows.
 *
 * @param task what was asked for
 * @param classes names of the classes; none for regression
 * @param targets columns of the targets
 * @param rows number of rows
 * @param values {@code [rows][width]}: a probability for each class, or a value for each target
 */
public record Prediction(Task task, List<String> classes, List<String> targets, int rows, float[] values) {

    /** Copies the lists. */
    public Prediction {
        classes = List.copyOf(classes);
        targets = List.copyOf(targets);
    }

    /** Returns how many numbers an answer has. */
    public int width() {
        return task.isClassification() ? classes.size() : targets.size();
    }

    /** Returns the value of a target of a regression, in the target's own units. */
    public float value(int row, int target) {
        return values[row * width() + target];
    }

    /** Returns the probability of a class. */
    public float probability(int row, int index) {
        return values[row * width() + index];
    }

    /** Returns the index of the most probable class, the first among equals. */
    public int classIndex(int row) {
        int best = 0;
        for (int c = 1; c < classes.size(); c++) {
            best = probability(row, c) > probability(row, best) ? c : best;
        }
        return best;
    }

    /** Returns, of two classes, index 1 where its probability is at least {@code threshold}, else 0. */
    public int classIndex(int row, double threshold) {
        if (classes.size() != 2) {
            throw new IllegalStateException("a threshold is for two classes, not for " + classes.size());
        }
        return probability(row, 1) >= threshold ? 1 : 0;
    }

    /** Returns the name of the most probable class. */
    public String label(int row) {
        return classes.get(classIndex(row));
    }

    /** Returns, of two classes, the second where its probability is at least {@code threshold}, else the first. */
    public String label(int row, double threshold) {
        return classes.get(classIndex(row, threshold));
    }
}
