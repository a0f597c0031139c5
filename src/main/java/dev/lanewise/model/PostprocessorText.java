package dev.lanewise.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A postprocessor as texts of a model file of version 2: {@code temperature}, {@code threshold}, {@code interval} and {@code interval.margins}; none where it does nothing. */
final class PostprocessorText {

    private static final String TEMPERATURE = "temperature";
    private static final String THRESHOLD = "threshold";
    private static final String INTERVAL = "interval";
    private static final String MARGINS = "interval.margins";

    private PostprocessorText() {}

    static void write(Postprocessor postprocessor, Map<String, String> metadata) {
        if (postprocessor.temperature() != 1) {
            metadata.put(TEMPERATURE, String.valueOf(postprocessor.temperature()));
        }
        if (postprocessor.threshold() != 0.5) {
            metadata.put(THRESHOLD, String.valueOf(postprocessor.threshold()));
        }
        if (postprocessor.hasIntervals()) {
            metadata.put(INTERVAL, String.valueOf(postprocessor.coverage()));
            metadata.put(
                    MARGINS,
                    Json.array(Arrays.stream(postprocessor.margins())
                            .mapToObj(String::valueOf)
                            .toList()));
        }
    }

    /**
     * Reads a postprocessor.
     *
     * @param known whether the format's version knows it
     * @throws IllegalArgumentException where a text is no number
     * @throws dev.lanewise.core.UserException where a number is not possible
     */
    static Postprocessor read(Map<String, String> metadata, boolean known) {
        for (String key : List.of(TEMPERATURE, THRESHOLD, INTERVAL, MARGINS)) {
            if (!known && metadata.containsKey(key)) {
                throw new IllegalArgumentException("'" + key + "' is not of this version of the format");
            }
        }
        return new Postprocessor(
                Double.parseDouble(metadata.getOrDefault(TEMPERATURE, "1")),
                Double.parseDouble(metadata.getOrDefault(THRESHOLD, "0.5")),
                Double.parseDouble(metadata.getOrDefault(INTERVAL, "0")),
                Json.readArray(metadata.getOrDefault(MARGINS, "[]")).stream()
                        .mapToDouble(Double::parseDouble)
                        .toArray());
    }
}
