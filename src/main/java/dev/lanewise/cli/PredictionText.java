package dev.lanewise.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lanewise.model.Model;
import dev.lanewise.model.Prediction;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Predictions as CSV. Immutable: threads may share it. */
final class PredictionText {

    private static final String LINE_END = "\r\n";

    private final List<String> header = new ArrayList<>();
    private final boolean classes;
    private final boolean numbers;
    /** What stands for each class. */
    private final Map<String, String> cells = new LinkedHashMap<>();

    /** {@code names} makes names from data harmless where a terminal shows them. */
    PredictionText(Model model, boolean probabilities, UnaryOperator<String> names) {
        classes = model.task().isClassification();
        numbers = !classes || probabilities;
        List<String> targets = model.preprocessor().targets();
        boolean one = classes || targets.size() == 1;
        for (String target : one ? List.of("") : targets) {
            String of = one ? "" : "_" + names.apply(target);
            header.add("prediction" + of);
            if (model.postprocessor().hasIntervals()) {
                header.add("lower" + of);
                header.add("upper" + of);
            }
        }
        for (String name : model.classes()) {
            if (probabilities) {
                header.add("probability_" + names.apply(name));
            }
            // The first cell of its row: what is quoted may depend on that.
            String row = line(numbers ? List.of(names.apply(name), "") : List.of(names.apply(name)));
            cells.put(name, row.substring(0, row.length() - (numbers ? 1 : 0)));
        }
    }

    private static String line(List<String> cells) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.getBuffer().substring(0, text.getBuffer().length() - LINE_END.length());
    }

    /** Returns the line of the names. */
    byte[] header() {
        return (line(header) + LINE_END).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the lines of some rows. */
    byte[] lines(Prediction prediction) {
        int columns = prediction.columns().size();
        StringBuilder text = new StringBuilder(prediction.rows() * (8 + (numbers ? 12 * columns : 0)));
        for (int r = 0; r < prediction.rows(); r++) {
            if (classes) {
                text.append(cells.get(prediction.labels().get(r)));
            }
            for (int c = 0; c < columns && numbers; c++) {
                if (classes || c > 0) {
                    text.append(',');
                }
                text.append(prediction.value(r, c));
            }
            text.append(LINE_END);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
