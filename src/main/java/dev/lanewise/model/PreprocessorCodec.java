package dev.lanewise.model;

import dev.lanewise.data.Feature;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.data.Task;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Preprocessing in a model file: words as metadata {@code task}, {@code classes}, {@code targets}, {@code columns} and {@code notes}; numbers as
 * tensors {@code preprocessing.means} and {@code preprocessing.scales}, an element for each column of numbers, and {@code
 * preprocessing.targetMeans} and {@code preprocessing.targetScales}, an element for each target of a regression.
 */
final class PreprocessorCodec {

    static final String PREFIX = "preprocessing.";

    private PreprocessorCodec() {}

    static void write(Preprocessor preprocessor, Map<String, String> metadata, List<StoredTensor> tensors) {
        metadata.put("task", preprocessor.task().label());
        metadata.put("classes", Json.array(preprocessor.classes()));
        metadata.put("targets", Json.array(preprocessor.targets()));
        metadata.put("notes", Json.array(preprocessor.notes()));
        metadata.put("columns", columns(preprocessor));
        if (preprocessor.weightColumn() != null) {
            metadata.put("weightColumn", preprocessor.weightColumn());
        }
        List<Feature.Number> numbers = numbers(preprocessor.features());
        float[] means = new float[numbers.size()];
        float[] scales = new float[numbers.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = numbers.get(i).mean();
            scales[i] = numbers.get(i).scale();
        }
        add(tensors, "means", means);
        add(tensors, "scales", scales);
        add(tensors, "targetMeans", preprocessor.targetMeans());
        add(tensors, "targetScales", preprocessor.targetScales());
    }

    private static void add(List<StoredTensor> tensors, String name, float[] values) {
        if (values.length > 0) {
            tensors.add(StoredTensor.vector(PREFIX + name, values));
        }
    }

    private static List<Feature.Number> numbers(List<Feature> features) {
        List<Feature.Number> numbers = new ArrayList<>();
        for (Feature feature : features) {
            if (feature instanceof Feature.Number number) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static String columns(Preprocessor preprocessor) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartArray();
            for (Feature feature : preprocessor.features()) {
                json.writeStartObject();
                json.writeStringProperty("name", feature.column());
                switch (feature) {
                    case Feature.Number number -> {
                        json.writeStringProperty("kind", "number");
                        json.writeBooleanProperty("indicator", number.indicator());
                    }
                    case Feature.Category category -> {
                        json.writeStringProperty("kind", "category");
                        json.writeName("categories");
                        json.writeStartArray();
                        category.categories().forEach(json::writeString);
                        json.writeEndArray();
                    }
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return out.toString();
    }

    /** Reads; what is missing or does not fit together is an IllegalArgumentException or a failure of the JSON parser. */
    static Preprocessor read(Safetensors file) {
        Map<String, String> metadata = file.metadata();
        List<String> targets = Json.readArray(ModelFile.required(metadata, "targets"));
        Task task = Task.valueOf(ModelFile.required(metadata, "task").toUpperCase(Locale.ROOT));
        List<Feature> shells = readColumns(ModelFile.required(metadata, "columns"));
        int numbers = numbers(shells).size();
        int width = task.isClassification() ? 0 : targets.size();
        return new Preprocessor(
                fill(shells, vector(file, "means", numbers), vector(file, "scales", numbers)),
                targets,
                task,
                Json.readArray(ModelFile.required(metadata, "classes")),
                vector(file, "targetMeans", width),
                vector(file, "targetScales", width),
                metadata.get("weightColumn"),
                Json.readArray(ModelFile.required(metadata, "notes")));
    }

    private static List<Feature> fill(List<Feature> shells, float[] means, float[] scales) {
        List<Feature> features = new ArrayList<>();
        int n = 0;
        for (Feature shell : shells) {
            if (shell instanceof Feature.Number number) {
                features.add(new Feature.Number(number.column(), means[n], scales[n], number.indicator()));
                n++;
            } else {
                features.add(shell);
            }
        }
        return features;
    }

    private static float[] vector(Safetensors file, String name, int length) {
        StoredTensor tensor = file.tensor(PREFIX + name);
        if (length == 0 && tensor == null) {
            return new float[0];
        }
        if (tensor == null || tensor.shape().length != 1 || tensor.size() != length) {
            throw new IllegalArgumentException("tensor " + PREFIX + name + " must have " + length + " elements");
        }
        return tensor.values();
    }

    private static List<Feature> readColumns(String text) {
        List<Feature> features = new ArrayList<>();
        try (JsonParser json = Json.parser(text)) {
            Json.expectNext(json, JsonToken.START_ARRAY);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                Json.expect(json, JsonToken.START_OBJECT);
                features.add(readColumn(json));
            }
            Json.expectEnd(json);
        }
        return features;
    }

    private static Feature readColumn(JsonParser json) {
        String name = null;
        String kind = null;
        boolean indicator = false;
        @Nullable List<String> categories = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            switch (json.currentName()) {
                case "name" -> name = Json.nextText(json);
                case "kind" -> kind = Json.nextText(json);
                case "indicator" -> {
                    if (!json.nextToken().isBoolean()) {
                        throw Json.fail(json, "an indicator is true or false");
                    }
                    indicator = json.getBooleanValue();
                }
                case "categories" -> {
                    Json.expectNext(json, JsonToken.START_ARRAY);
                    categories = Json.texts(json);
                }
                case null, default -> throw Json.fail(json, "unknown property of a column");
            }
        }
        if (name != null && "number".equals(kind)) {
            return new Feature.Number(name, 0, 0, indicator);
        }
        if (name != null && "category".equals(kind) && categories != null) {
            return new Feature.Category(name, categories);
        }
        throw Json.fail(json, "a column lacks its name or kind");
    }
}
