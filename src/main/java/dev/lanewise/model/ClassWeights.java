package dev.lanewise.model;

import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rows of each class count in the loss of a training, times the weights that they have: {@link #BALANCED}, or as named. */
public final class ClassWeights {

    /** All classes count the same: each row {@code rows / (classes * rows of its class)}, of the training rows, or their weights. */
    public static final ClassWeights BALANCED = new ClassWeights(Map.of());

    private static final String WORD = "balanced";

    private final Map<String, Double> given;

    private ClassWeights(Map<String, Double> given) {
        this.given = given;
    }

    /**
     * Weighs the classes that are named; all others have the weight 1.
     *
     * @param weights a number from 1e-30 to 1e30 by class
     * @throws UserException where one is not
     */
    public static ClassWeights of(Map<String, Double> weights) {
        if (weights.isEmpty()) {
            throw new UserException("class-weight names no class.");
        }
        weights.forEach((name, weight) -> {
            if (!(weight >= 1e-30 && weight <= 1e30)) {
                throw new UserException(
                        "class-weight of '" + name + "' must be a number from 1e-30 to 1e30, not " + weight + ".");
            }
        });
        return new ClassWeights(new LinkedHashMap<>(weights));
    }

    /** Returns the weight of each class. */
    float[] resolve(List<String> classes, int[] rows, float @Nullable [] weights) {
        for (String name : given.keySet()) {
            if (!classes.contains(name)) {
                throw new UserException(
                        "class-weight names '" + name + "', which is no class." + Suggest.hint(name, classes));
            }
        }
        float[] result = new float[classes.size()];
        if (!given.isEmpty()) {
            for (int c = 0; c < result.length; c++) {
                result[c] = given.getOrDefault(classes.get(c), 1.0).floatValue();
            }
            return result;
        }
        double[] sums = new double[result.length];
        for (int r = 0; r < rows.length; r++) {
            sums[rows[r]] += weights == null ? 1 : weights[r];
        }
        double all = Arrays.stream(sums).sum();
        long occurring = Arrays.stream(sums).filter(sum -> sum > 0).count();
        for (int c = 0; c < result.length; c++) {
            result[c] = sums[c] > 0 ? (float) (all / (occurring * sums[c])) : 1;
        }
        return result;
    }

    @Override
    public String toString() {
        if (given.isEmpty()) {
            return WORD;
        }
        List<String> words = new ArrayList<>();
        given.forEach((name, weight) -> words.add(name + "=" + weight));
        return String.join(", ", words);
    }
}
