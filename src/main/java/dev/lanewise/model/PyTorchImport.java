package dev.lanewise.model;

import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.data.Feature;
import dev.lanewise.data.Preprocessor;
import dev.lanewise.data.Task;
import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a model of the weights of a plain PyTorch network: a {@code state_dict} of {@code torch.nn.Linear} layers, saved by {@code
 * safetensors.torch.save_file}. Each layer is a pair {@code NAME.weight}, {@code [outputs][inputs]}, and {@code NAME.bias}, which may be
 * missing. Layers come in the natural order of their names ({@code layers.2} before {@code layers.10}); each must take what the one before
 * gives.
 */
public final class PyTorchImport {

    /** Words with digits between them compare by value. */
    static final Comparator<String> NATURAL = PyTorchImport::compareNaturally;

    private static final Pattern NAME = Pattern.compile("(?:(.*)\\.)?(weight|bias)", Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile("\\d+|\\D+");

    private PyTorchImport() {}

    private record Linear(
            String name, StoredTensor weight, @Nullable StoredTensor bias) {
        int inputs() {
            return weight.shape()[1];
        }

        int outputs() {
            return weight.shape()[0];
        }
    }

    /** Reads a network as a regression, which gives the last layer's outputs as they are. */
    public static Model read(Path file, Activation activation) {
        return read(file, activation, Task.REGRESSION);
    }

    /**
     * Reads a network.
     *
     * @param activation of the hidden layers; the last layer has none
     * @param task {@code REGRESSION} gives the outputs as they are, targets {@code y0}, {@code y1}, ...; {@code MULTICLASS} takes them as the
     *     logits of classes {@code 0}, {@code 1}, ...; {@code BINARY} takes one as the logit of class {@code 1}, or two as logits
     * @return a model with columns {@code x0}, {@code x1}, ..., which are not scaled
     * @throws UserException in one line, where the file cannot be read, or holds anything but linear layers that chain
     */
    public static Model read(Path file, Activation activation, Task task) {
        return read(file, SafetensorsReader.read(file), activation, task);
    }

    /** Makes the model of what a file holds. */
    static Model read(Path file, Safetensors content, Activation activation, Task task) {
        if (content.metadata().getOrDefault("format", "").startsWith("lanewise-model/")) {
            throw new UserException(file + " is a Lanewise model already; use it as it is.");
        }
        List<Linear> layers = layers(file, content);
        checkChain(file, layers);
        List<LayerSpec> specs = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Activation function = i == layers.size() - 1 ? Activation.IDENTITY : activation;
            specs.add(new LayerSpec.Dense(layers.get(i).outputs(), function, Initializer.ZERO));
        }
        Preprocessor preprocessor = preprocessor(file, layers, task);
        Network network = Network.empty(new NetworkSpec(layers.getFirst().inputs(), specs));
        for (int i = 0; i < layers.size(); i++) {
            fill(network, i, layers.get(i));
        }
        return Model.of(network, preprocessor, provenance(file, activation, task));
    }

    private static List<Linear> layers(Path file, Safetensors content) {
        Map<String, StoredTensor> weights = new TreeMap<>(NATURAL);
        Map<String, StoredTensor> biases = new TreeMap<>(NATURAL);
        for (StoredTensor tensor : content.tensors()) {
            Matcher matcher = NAME.matcher(tensor.name());
            if (!matcher.matches()) {
                throw refuse(file, tensor, "is neither a weight nor a bias");
            }
            String name = matcher.group(1) == null ? "" : matcher.group(1);
            boolean weight = "weight".equals(matcher.group(2));
            if (tensor.shape().length != (weight ? 2 : 1) || tensor.size() == 0) {
                throw refuse(
                        file,
                        tensor,
                        "has shape " + tensor.shapeText() + ", which is not that of a linear layer's "
                                + matcher.group(2));
            }
            (weight ? weights : biases).put(name, tensor);
        }
        List<Linear> layers = new ArrayList<>();
        weights.forEach((name, weight) -> layers.add(new Linear(name, weight, biases.remove(name))));
        for (StoredTensor bias : biases.values()) {
            throw refuse(file, bias, "is a bias without a weight");
        }
        if (layers.isEmpty()) {
            throw new UserException(file + ": there are no tensors, so no layers to import.");
        }
        return layers;
    }

    private static void checkChain(Path file, List<Linear> layers) {
        Linear before = null;
        for (Linear layer : layers) {
            if (layer.bias != null && layer.bias.size() != layer.outputs()) {
                throw refuse(
                        file,
                        layer.bias,
                        "has " + layer.bias.size() + " elements, its layer " + layer.outputs() + " outputs");
            }
            if (before != null && before.outputs() != layer.inputs()) {
                throw refuse(
                        file,
                        layer.weight,
                        "takes " + layer.inputs() + " inputs, but layer '" + before.name + "' before it gives "
                                + before.outputs());
            }
            before = layer;
        }
    }

    private static UserException refuse(Path file, StoredTensor tensor, String reason) {
        String name = tensor.name().replaceAll("\\p{Cntrl}", "?");
        return new UserException(file + ": tensor '" + (name.length() > 80 ? name.substring(0, 80) + "..." : name)
                + "' " + reason + ". Only networks of torch.nn.Linear layers, one after the other, can be imported.");
    }

    private static Preprocessor preprocessor(Path file, List<Linear> layers, Task task) {
        List<Feature> features = new ArrayList<>();
        for (String column : numbered("x", layers.getFirst().inputs())) {
            features.add(new Feature.Numeric(column, 0, 1, false));
        }
        int outputs = layers.getLast().outputs();
        boolean fits = switch (task) {
            case REGRESSION -> true;
            case BINARY -> outputs <= 2;
            case MULTICLASS -> outputs >= 2;
        };
        if (!fits) {
            throw new UserException(file + ": the last layer has " + outputs + " outputs, which does not fit a "
                    + task.label() + " task. Choose another --task.");
        }
        float[] ones = new float[task.isClassification() ? 0 : outputs];
        Arrays.fill(ones, 1);
        return new Preprocessor(
                features,
                task.isClassification() ? List.of("y") : numbered("y", outputs),
                task,
                task.isClassification() ? numbered("", Math.max(2, outputs)) : List.of(),
                new float[ones.length],
                ones,
                null,
                List.of());
    }

    private static List<String> numbered(String prefix, int count) {
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(prefix + i);
        }
        return names;
    }

    /** Copies a layer, its weights transposed to {@code [inputs][outputs]}; a missing bias stays 0. */
    private static void fill(Network network, int index, Linear layer) {
        float[] parameters = network.parameters();
        Tensor weight = network.layout().tensor("layers." + index + ".weight");
        int inputs = layer.inputs();
        int outputs = layer.outputs();
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                parameters[weight.offset() + i * outputs + o] =
                        layer.weight.values()[layer.weight.offset() + o * inputs + i];
            }
        }
        if (layer.bias != null) {
            Tensor bias = network.layout().tensor("layers." + index + ".bias");
            System.arraycopy(layer.bias.values(), layer.bias.offset(), parameters, bias.offset(), outputs);
        }
    }

    private static Map<String, String> provenance(Path file, Activation activation, Task task) {
        Map<String, String> provenance = new TreeMap<>();
        provenance.put("lanewise", Version.current());
        provenance.put("imported", "pytorch");
        provenance.put("data", String.valueOf(file.getFileName()));
        provenance.put("activation", activation.label());
        provenance.put("loss", task.isClassification() ? "softmax-cross-entropy" : "mean-squared-error");
        return provenance;
    }

    private static int compareNaturally(String a, String b) {
        Matcher left = PART.matcher(a);
        Matcher right = PART.matcher(b);
        while (left.find()) {
            if (!right.find()) {
                return 1;
            }
            String x = left.group();
            String y = right.group();
            boolean numbers = isNumber(x) && isNumber(y);
            int order = numbers ? compareNumbers(x, y) : x.compareTo(y);
            if (order != 0) {
                return order;
            }
        }
        return right.find() ? -1 : a.compareTo(b);
    }

    /** Digit by digit, in time that grows with their number only: names may be of any length. */
    private static int compareNumbers(String x, String y) {
        String left = x.replaceFirst("^0+", "");
        String right = y.replaceFirst("^0+", "");
        return left.length() != right.length() ? Integer.compare(left.length(), right.length()) : left.compareTo(right);
    }

    private static boolean isNumber(String part) {
        return part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }
}
