package dev.lanewise.model;

import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/**
 * The model file: a safetensors file with the tensors {@code layers.N.weight}, {@code [inputs][outputs]}, and {@code layers.N.bias} of every
 * dense layer, those of the preprocessing (see {@link PreprocessorCodec}), and as metadata {@code format}, {@code formatVersion}, {@code
 * architecture}, {@code output}, the words of the preprocessing, the provenance, and {@code checksum} (see {@link
 * Safetensors#computeChecksum}). Only files with the right checksum are looked into.
 */
final class ModelFile {

    static final String FORMAT = "lanewise-model";
    static final String VERSION = "1";

    /** Keys of the metadata that are no provenance. */
    private static final Set<String> OWN = Set.of(
            "format",
            "formatVersion",
            "architecture",
            "output",
            "task",
            "classes",
            "targets",
            "notes",
            "columns",
            "weightColumn",
            Safetensors.CHECKSUM);

    private ModelFile() {}

    static void write(Path file, Model model) {
        SafetensorsWriter.write(file, encode(model));
    }

    static Safetensors encode(Model model) {
        Map<String, String> metadata = new TreeMap<>(model.provenance());
        List<StoredTensor> tensors = new ArrayList<>();
        metadata.put("format", FORMAT);
        metadata.put("formatVersion", VERSION);
        metadata.put("architecture", NetworkCodec.write(model.architecture()));
        metadata.put("output", model.output().label());
        for (Tensor tensor : model.network().layout().tensors()) {
            int[] shape = tensor.kind() == Tensor.Kind.BIAS
                    ? new int[] {tensor.columns()}
                    : new int[] {tensor.rows(), tensor.columns()};
            tensors.add(new StoredTensor(tensor.name(), shape, model.network().parameters(), tensor.offset()));
        }
        PreprocessorCodec.write(model.preprocessor(), metadata, tensors);
        return new Safetensors(metadata, tensors).withChecksum();
    }

    static Model read(Path file) {
        Safetensors content = SafetensorsReader.read(file);
        Map<String, String> metadata = content.metadata();
        if (!FORMAT.equals(metadata.get("format"))) {
            throw new UserException(file + " is no Lanewise model: its metadata does not say so. The weights of a PyTorch network"
                    + " become one with 'lanewise import'.");
        }
        if (!VERSION.equals(metadata.get("formatVersion"))) {
            throw new UserException(file + " has format version " + clip(metadata.getOrDefault("formatVersion", "none"))
                    + ", this Lanewise reads version " + VERSION + ". Use the Lanewise that wrote it, or a newer one.");
        }
        if (!content.checksumIsRight()) {
            throw new UserException(file + " is corrupted: its checksum does not fit its content. Use an intact copy.");
        }
        try {
            return decode(content);
        } catch (JacksonException e) {
            throw refuse(file, e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | ArithmeticException | UserException e) {
            throw refuse(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static UserException refuse(Path file, String reason, Exception cause) {
        return new UserException(file + " is not a valid Lanewise model: " + clip(reason) + ".", cause);
    }

    private static String clip(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        line = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return line.length() > 200 ? line.substring(0, 200) + "..." : line;
    }

    static Model decode(Safetensors content) {
        Map<String, String> metadata = content.metadata();
        NetworkSpec spec = NetworkCodec.read(required(metadata, "architecture"));
        Preprocessor preprocessor = PreprocessorCodec.read(content);
        OutputTransform output =
                OutputTransform.valueOf(required(metadata, "output").toUpperCase(Locale.ROOT));
        // Sizes are compared with what the file really holds before memory is taken.
        Set<String> known = checkTensors(content, spec);
        for (StoredTensor tensor : content.tensors()) {
            if (!known.contains(tensor.name()) && !tensor.name().startsWith(PreprocessorCodec.PREFIX)) {
                throw new IllegalArgumentException("unknown tensor " + tensor.name());
            }
        }
        Network network = Network.empty(spec);
        for (Tensor place : network.layout().tensors()) {
            StoredTensor tensor = tensor(content, place.name());
            System.arraycopy(
                    tensor.values(), tensor.offset(), network.parameters(), place.offset(), tensor.size());
        }
        Map<String, String> provenance = new TreeMap<>(metadata);
        provenance.keySet().removeAll(OWN);
        return new Model(network, preprocessor, output, provenance);
    }

    private static Set<String> checkTensors(Safetensors content, NetworkSpec spec) {
        Set<String> names = new HashSet<>();
        int width = spec.inputs();
        for (int i = 0; i < spec.layers().size(); i++) {
            if (spec.layers().get(i) instanceof LayerSpec.Dense dense) {
                String name = "layers." + i;
                checkShape(tensor(content, name + ".weight"), width, dense.units());
                checkShape(tensor(content, name + ".bias"), dense.units());
                names.add(name + ".weight");
                names.add(name + ".bias");
                width = dense.units();
            }
        }
        return names;
    }

    private static void checkShape(StoredTensor tensor, int... shape) {
        if (!Arrays.equals(tensor.shape(), shape)) {
            throw new IllegalArgumentException("tensor " + tensor.name() + " has shape " + tensor.shapeText()
                    + ", the architecture asks for " + Arrays.toString(shape));
        }
    }

    private static StoredTensor tensor(Safetensors content, String name) {
        StoredTensor tensor = content.tensor(name);
        if (tensor == null) {
            throw new IllegalArgumentException("tensor " + name + " is missing");
        }
        return tensor;
    }

    static String required(Map<String, String> metadata, String key) {
        String value = metadata.get(key);
        if (value == null) {
            throw new IllegalArgumentException("its metadata lacks '" + key + "'");
        }
        return value;
    }
}
