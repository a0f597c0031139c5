package dev.lanewise.model;

import dev.lanewise.core.Layout;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Feature;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.data.Task;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A model as a safetensors file, version 1, or 2 where it has layers, columns, limits or a {@link PostprocessorText postprocessor} that version 1 does not know. Tensors: {@code layers.N.weight} ({@code
 * [inputs][outputs]}), {@code layers.N.bias}, of embeddings {@code layers.N.embedding} ({@code [rows of all tables][dimension]}), of scaling layers and normalisations {@code layers.N.scale} ({@code [members][units]}) and a bias of the same shape, of batch normalisation its running {@code layers.N.mean} and {@code layers.N.variance}, {@code
 * preprocessing.mean}, {@code preprocessing.scale} (an element a column, 0 for categories), {@code preprocessing.target-mean}, {@code
 * preprocessing.target-scale} and, where predictions are limited, {@code preprocessing.target-limit} ({@code [2 targets]}). Metadata: {@code format}, {@code network.inputs}, {@code network.layers} and the other texts below, as JSON
 * where they are lists; {@code provenance.*}; {@code training}, see {@link TrainingRecordText}, which may be missing; and the checksum of {@link Safetensors#computeChecksum}.
 */
final class ModelFile {

    static final String FORMAT = "lanewise-model/1";

    /**
     * With scaling layers, members, embeddings, normalisations and residual blocks, clipped numbers, columns of dates and truth words, limited predictions, or a temperature, a threshold or
     * intervals.
     */
    static final String FORMAT_2 = "lanewise-model/2";

    private static final String PROVENANCE = "provenance.";

    private static final String TRAINING = "training";

    private static final String LIMITS = "preprocessing.target-limit";

    /** Before the kind of a column of numbers that are clipped. */
    private static final List<String> PREPROCESSING = List.of(
            "preprocessing.mean",
            "preprocessing.scale",
            "preprocessing.target-mean",
            "preprocessing.target-scale",
            LIMITS);

    private ModelFile() {}

    static void write(Model model, Path file) {
        SafetensorsWriter.write(file, content(model).withChecksum());
    }

    /** What a file of a model holds, without the checksum. */
    static Safetensors content(Model model) {
        Map<String, String> metadata = new LinkedHashMap<>();
        NetworkSpec spec = model.spec();
        metadata.put("format", isOfVersion1(model) ? FORMAT : FORMAT_2);
        metadata.put("network.inputs", String.valueOf(spec.inputs()));
        metadata.put(
                "network.layers",
                Json.array(spec.layers().stream().map(LayerText::write).toList()));
        Preprocessor preprocessor = model.preprocessor();
        metadata.put("task", preprocessor.task().label());
        metadata.put("targets", Json.array(preprocessor.targets()));
        metadata.put("classes", Json.array(preprocessor.classes()));
        metadata.put("notes", Json.array(preprocessor.notes()));
        metadata.put("weight-column", preprocessor.weightColumn() == null ? "" : preprocessor.weightColumn());
        List<String> columns = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        List<String> categories = new ArrayList<>();
        for (Feature feature : preprocessor.features()) {
            columns.add(feature.column());
            kinds.add(FeatureText.kind(feature));
            categories.add(FeatureText.detail(feature));
        }
        metadata.put("columns", Json.array(columns));
        metadata.put("columns.kinds", Json.array(kinds));
        metadata.put("columns.categories", Json.array(categories));
        PostprocessorText.write(model.postprocessor(), metadata);
        model.provenance().forEach((key, value) -> metadata.put(PROVENANCE + key, value));
        if (model.training() != null) {
            metadata.put(TRAINING, TrainingRecordText.write(model.training()));
        }
        return new Safetensors(metadata, tensors(model));
    }

    private static boolean isOfVersion1(Model model) {
        return model.spec().layers().stream().allMatch(LayerText::isOfVersion1)
                && model.postprocessor().isNone()
                && model.preprocessor().targetLimits().length == 0
                && model.preprocessor().features().stream().allMatch(FeatureText::isOfVersion1);
    }

    private static List<StoredTensor> tensors(Model model) {
        List<StoredTensor> tensors = new ArrayList<>();
        Network network = model.sharedNetwork();
        for (Tensor tensor : network.layout().tensors()) {
            tensors.add(StoredTensor.of(tensor.name(), tensor, network.parameters()));
        }
        List<Feature> features = model.preprocessor().features();
        float[] means = new float[features.size()];
        float[] scales = new float[features.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = FeatureText.mean(features.get(i));
            scales[i] = FeatureText.scale(features.get(i));
        }
        tensors.add(StoredTensor.vector("preprocessing.mean", means));
        tensors.add(StoredTensor.vector("preprocessing.scale", scales));
        tensors.add(StoredTensor.vector(
                "preprocessing.target-mean", model.preprocessor().targetMeans()));
        tensors.add(StoredTensor.vector(
                "preprocessing.target-scale", model.preprocessor().targetScales()));
        if (model.preprocessor().targetLimits().length > 0) {
            tensors.add(StoredTensor.vector(LIMITS, model.preprocessor().targetLimits()));
        }
        return tensors;
    }

    static Model read(Path file) {
        return read(file, SafetensorsReader.read(file));
    }

    /** Makes the model of what a file holds. */
    static Model read(Path file, Safetensors content) {
        String format = content.metadata().get("format");
        if (format != null && format.startsWith("lanewise-checkpoint/")) {
            throw new UserException(
                    file + ": this is the checkpoint of a training, not a model. Go on with it: 'lanewise"
                            + " train --resume " + Objects.requireNonNullElse(file.getParent(), Path.of(".")) + "'.");
        }
        if (format == null || !format.startsWith("lanewise-model/")) {
            throw new UserException(
                    file + ": this safetensors file is no Lanewise model. For the weights of a PyTorch network use"
                            + " 'lanewise import'.");
        }
        if (!FORMAT.equals(format) && !FORMAT_2.equals(format)) {
            throw new UserException(file + ": the format '" + clip(format)
                    + "' is not known to this version of Lanewise, which reads " + FORMAT + " and "
                    + FORMAT_2 + ". Use a newer version.");
        }
        if (!content.checksumIsRight()) {
            throw new UserException(
                    file + ": the checksum does not fit: the file is damaged. Take a copy, or train again.");
        }
        try {
            return model(content);
        } catch (JacksonException e) {
            throw refuse(file, e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | ArithmeticException | UserException e) {
            throw refuse(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static UserException refuse(Path file, String reason, Exception cause) {
        return new UserException(file + ": the model cannot be read: " + clip(reason) + ".", cause);
    }

    /** One line of moderate length, without what could play tricks on a terminal. */
    private static String clip(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        line = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return line.length() > 200 ? line.substring(0, 200) + "..." : line;
    }

    private static Model model(Safetensors content) {
        NetworkSpec spec = new NetworkSpec(
                number(content, "network.inputs"),
                Json.readArray(text(content, "network.layers")).stream()
                        .map(LayerText::read)
                        .toList());
        Map<String, StoredTensor> tensors = content.byName();
        checkTensors(tensors, Network.layout(spec));
        Network network = Network.empty(spec);
        for (Tensor place : network.layout().tensors()) {
            StoredTensor tensor = Objects.requireNonNull(tensors.get(place.name()));
            System.arraycopy(tensor.values(), tensor.offset(), network.parameters(), place.offset(), place.size());
        }
        Map<String, String> provenance = new LinkedHashMap<>();
        content.metadata().forEach((key, value) -> {
            if (key.startsWith(PROVENANCE)) {
                provenance.put(key.substring(PROVENANCE.length()), value);
            }
        });
        boolean known = FORMAT_2.equals(content.metadata().get("format"));
        Postprocessor postprocessor = PostprocessorText.read(content.metadata(), known);
        Model model = Model.of(network, preprocessor(content), provenance, postprocessor);
        String training = content.metadata().get(TRAINING);
        return training == null ? model : model.with(TrainingRecordText.read(training, model.classes()));
    }

    /** Compares what the architecture asks for with what the file holds, before memory is taken for it. */
    private static void checkTensors(Map<String, StoredTensor> tensors, Layout layout) {
        Set<String> known = new LinkedHashSet<>(PREPROCESSING);
        for (Tensor place : layout.tensors()) {
            StoredTensor tensor = tensors.get(place.name());
            int[] shape = StoredTensor.shape(place);
            if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
                throw new IllegalArgumentException("tensor '" + place.name() + "' of shape " + Arrays.toString(shape)
                        + " is " + (tensor == null ? "missing" : "of shape " + tensor.shapeText()));
            }
            if (place.name().endsWith(".variance")) {
                checkVariances(tensor);
            }
            known.add(place.name());
        }
        for (StoredTensor tensor : tensors.values()) {
            if (!known.contains(tensor.name())) {
                throw new IllegalArgumentException("tensor '" + tensor.name() + "' belongs to nothing");
            }
        }
    }

    private static void checkVariances(StoredTensor tensor) {
        for (int i = 0; i < tensor.size(); i++) {
            float value = tensor.values()[tensor.offset() + i];
            if (!(value >= 0 && value <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("tensor '" + tensor.name() + "' holds " + value);
            }
        }
    }

    private static Preprocessor preprocessor(Safetensors content) {
        List<String> columns = Json.readArray(text(content, "columns"));
        List<String> kinds = Json.readArray(text(content, "columns.kinds"));
        List<String> categories = Json.readArray(text(content, "columns.categories"));
        if (kinds.size() != columns.size() || categories.size() != columns.size()) {
            throw new IllegalArgumentException("the lists of columns differ in length");
        }
        float[] means = tensor(content, "preprocessing.mean", columns.size());
        float[] scales = tensor(content, "preprocessing.scale", columns.size());
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            features.add(FeatureText.read(columns.get(i), kinds.get(i), categories.get(i), means[i], scales[i]));
        }
        Task task = task(text(content, "task"));
        List<String> targets = Json.readArray(text(content, "targets"));
        int width = task == Task.REGRESSION ? targets.size() : 0;
        String weights = text(content, "weight-column");
        return new Preprocessor(
                features,
                targets,
                task,
                Json.readArray(text(content, "classes")),
                tensor(content, "preprocessing.target-mean", width),
                tensor(content, "preprocessing.target-scale", width),
                weights.isEmpty() ? null : weights,
                Json.readArray(text(content, "notes")),
                content.tensor(LIMITS) == null ? new float[0] : tensor(content, LIMITS, 2 * width));
    }

    private static Task task(String label) {
        for (Task task : Task.values()) {
            if (task.label().equals(label)) {
                return task;
            }
        }
        throw new IllegalArgumentException("task '" + label + "' is not known");
    }

    private static int number(Safetensors content, String key) {
        String text = text(content, key);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + key + "' is '" + text + "', no whole number", e);
        }
    }

    private static String text(Safetensors content, String key) {
        String value = content.metadata().get(key);
        if (value == null) {
            throw new IllegalArgumentException("'" + key + "' is missing in the metadata");
        }
        return value;
    }

    private static float[] tensor(Safetensors content, String name, int size) {
        @Nullable StoredTensor tensor = content.tensor(name);
        if (tensor == null || tensor.shape().length != 1 || tensor.size() != size) {
            throw new IllegalArgumentException("tensor '" + name + "' of " + size + " elements is missing");
        }
        float[] values = new float[size];
        System.arraycopy(tensor.values(), tensor.offset(), values, 0, size);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("tensor '" + name + "' holds " + value);
            }
        }
        return values;
    }
}
