package dev.lanewise.train;

import dev.lanewise.core.Layout;
import dev.lanewise.core.Suggest;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Some tensors of a network. As text: {@code weights}, {@code biases}, {@code scales} (the factors of scaling layers and normalisations), {@code scale1} (those of the first one), {@code embeddings}, {@code layer3} (the third dense layer, counted from the inputs), {@code output} (the
 * last one), {@code layer3.weights} or {@code output.biases}.
 *
 * @param number number of the dense layer, or of the scaling layer for {@code scale1}, from 1; 0 for all, -1 for the last dense one
 * @param kind kind, or null for both
 */
public record TensorChoice(int number, Tensor.@Nullable Kind kind) {

    private static final Pattern TEXT = Pattern.compile("(?:layer([1-9]\\d{0,8})|(output))(?:\\.(weights|biases))?");

    private static final Pattern SCALE = Pattern.compile("scale([1-9]\\d{0,8})");

    /** Returns all weights, and no bias. */
    public static TensorChoice weights() {
        return new TensorChoice(0, Tensor.Kind.WEIGHT);
    }

    /** Returns all biases. */
    public static TensorChoice biases() {
        return new TensorChoice(0, Tensor.Kind.BIAS);
    }

    /** Returns the factors of all scaling layers and normalisations. */
    public static TensorChoice scales() {
        return new TensorChoice(0, Tensor.Kind.SCALE);
    }

    /** Returns the factors of a scaling layer, counted from 1. */
    public static TensorChoice scale(int number) {
        return new TensorChoice(number, Tensor.Kind.SCALE);
    }

    /** Returns the tables of embeddings. */
    public static TensorChoice embeddings() {
        return new TensorChoice(0, Tensor.Kind.EMBEDDING);
    }

    /** Returns a dense layer, counted from 1. */
    public static TensorChoice layer(int number) {
        return new TensorChoice(number, null);
    }

    /**
     * Returns what a text stands for.
     *
     * @throws UserException if it stands for nothing
     */
    public static TensorChoice parse(String text) {
        switch (text) {
            case "weights", "biases" -> {
                return new TensorChoice(0, kind(text));
            }
            case "scales" -> {
                return scales();
            }
            case "embeddings" -> {
                return embeddings();
            }
            default -> {}
        }
        Matcher scale = SCALE.matcher(text);
        if (scale.matches()) {
            return scale(Integer.parseInt(scale.group(1)));
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            List<String> known = List.of(
                    "weights", "biases", "scales", "embeddings", "layer1", "output", "layer1.weights", "output.biases");
            throw new UserException("'" + text
                    + "' names no part of a network; take weights, biases, scales, embeddings, layer1, output, or one"
                    + " of them with a kind, such as layer1.biases."
                    + Suggest.nearest(text, known)
                            .map(near -> " Did you mean '" + near + "'?")
                            .orElse(""));
        }
        int layer = matcher.group(2) != null ? -1 : Integer.parseInt(matcher.group(1));
        return new TensorChoice(layer, kind(matcher.group(3)));
    }

    private static Tensor.@Nullable Kind kind(@Nullable String text) {
        return text == null ? null : "weights".equals(text) ? Tensor.Kind.WEIGHT : Tensor.Kind.BIAS;
    }

    private static int count(Layout layout, Tensor.Kind kind) {
        return (int) layout.tensors().stream()
                .filter(tensor -> tensor.kind() == kind)
                .count();
    }

    void check(Layout layout) {
        if (kind == Tensor.Kind.SCALE) {
            int scales = count(layout, Tensor.Kind.SCALE);
            if (scales == 0) {
                throw new UserException("There are no scales: the network has no scaling layer.");
            }
            if (number > scales) {
                throw new UserException("There is no " + this + ": the network has " + scales
                        + " scaling layers, scale1 to scale" + scales + ".");
            }
            return;
        }
        int layers = count(layout, Tensor.Kind.WEIGHT);
        if (number > layers) {
            throw new UserException("There is no " + this + ": the network has " + layers
                    + " dense layers, layer1 to layer" + layers + ".");
        }
        if (kind == Tensor.Kind.EMBEDDING
                && layout.tensors().stream().noneMatch(t -> t.kind() == Tensor.Kind.EMBEDDING)) {
            throw new UserException("There are no embeddings: the network has no tables of them.");
        }
    }

    /** Whether a tensor is meant. A dense layer's weight and bias follow each other. */
    boolean matches(Layout layout, Tensor tensor) {
        return (kind == null || kind == tensor.kind())
                && (number == 0
                        || (kind == Tensor.Kind.SCALE ? isScale(layout, tensor) : isOfDenseLayer(layout, tensor)));
    }

    private boolean isScale(Layout layout, Tensor tensor) {
        int place = 0;
        for (Tensor other : layout.tensors()) {
            place += other.kind() == Tensor.Kind.SCALE ? 1 : 0;
            if (other.equals(tensor)) {
                return place == number;
            }
        }
        return false;
    }

    private boolean isOfDenseLayer(Layout layout, Tensor tensor) {
        int wanted = number == -1 ? count(layout, Tensor.Kind.WEIGHT) : number;
        int place = 0;
        boolean behindWeight = false;
        for (Tensor other : layout.tensors()) {
            boolean weight = other.kind() == Tensor.Kind.WEIGHT;
            place += weight ? 1 : 0;
            if (other.equals(tensor)) {
                return place == wanted && (weight || behindWeight);
            }
            behindWeight = weight;
        }
        return false;
    }

    @Override
    public String toString() {
        if (number > 0 && kind == Tensor.Kind.SCALE) {
            return "scale" + number;
        }
        String place = number == 0 ? "" : number == -1 ? "output" : "layer" + number;
        String what = kind == null ? "" : kind.plural();
        return place + (place.isEmpty() || what.isEmpty() ? "" : ".") + what;
    }
}
