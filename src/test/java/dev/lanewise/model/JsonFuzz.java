package dev.lanewise.model;

import dev.lanewise.core.UserException;
import dev.lanewise.testing.Contract;
import dev.lanewise.testing.Input;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * The JSON texts inside a model file: lists of texts, and the record of a training ({@code t} in front). Whoever calls these readers turns what
 * they throw on bad text into a line for the user; what is read is written as text that is read as the same.
 */
public final class JsonFuzz {

    private JsonFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Input input = new Input(bytes);
        boolean training = input.choice(256) == 't';
        String text = input.text();
        Contract.holds(() -> {
            try {
                if (training) {
                    record(TrainingRecordText.read(text, List.of("a", "b", "c")));
                } else {
                    List<String> texts = Json.readArray(text);
                    Contract.require(Json.readArray(Json.array(texts)).equals(texts), "is another list");
                }
            } catch (JacksonException | IllegalArgumentException e) {
                throw new UserException("refused: " + e.getMessage(), e);
            }
        });
    }

    private static void record(TrainingRecord read) {
        String written = TrainingRecordText.write(read);
        TrainingRecord again = TrainingRecordText.read(written, List.of("a", "b", "c"));
        Contract.require(again.history().equals(read.history()), "is another history");
        Contract.require(TrainingRecordText.write(again).equals(written), "is another record");
    }
}
