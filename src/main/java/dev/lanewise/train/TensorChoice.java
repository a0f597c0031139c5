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
 * Some tensors of a network. As text: {@code weights}, {@code biases}, {@code layer3} (the third dense layer, counted from the inputs), {@code output} (the
 * last one), {@code layer3.weights} or {@code output.biases}.
 *
 * @param number number of the dense layer from 1; 0 for all, -1 for the last
 * @param kind kind, or null for both
 */
public record TensorChoice(int number, Tensor.@Nullable Kind kind) {

    private static final Pattern TEXT = Pattern.compile("(?:layer([1-9]\\d{0,8})|(output))(?:\\.(weights|biases))?");

    /** Returns all weights, and no bias. */
    public static TensorChoice weights() {
        return new TensorChoice(0, Tensor.Kind.WEIGHT);
    }

    /** Returns all biases. */
    public static TensorChoice biases() {
        return new TensorChoice(0, Tensor.Kind.BIAS);
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
        if ("weights".equals(text) || "biases".equals(text)) {
            return new TensorChoice(0, kind(text));
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            List<String> known = List.of("weights", "biases", "layer1", "output", "layer1.weights", "output.biases");
            throw new UserException(
                    "'" + text + "' names no part of a network; take weights, biases, layer1, output, or one"
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

    private static int layers(Layout layout) {
        return (int) layout.tensors().stream()
                .filter(tensor -> tensor.kind() == Tensor.Kind.WEIGHT)
                .count();
    }

    void check(Layout layout) {
        if (number > layers(layout)) {
            throw new UserException("There is no " + this + ": the network has " + layers(layout)
                    + " dense layers, layer1 to layer" + layers(layout) + ".");
        }
    }

    /** Whether a tensor is meant. A dense layer's weight and bias follow each other. */
    boolean matches(Layout layout, Tensor tensor) {
        int place = 0;
        for (Tensor other : layout.tensors()) {
            place += other.kind() == Tensor.Kind.WEIGHT ? 1 : 0;
            if (other.equals(tensor)) {
                break;
            }
        }
        boolean here = number == 0 || place == (number == -1 ? layers(layout) : number);
        return here && (kind == null || kind == tensor.kind());
    }

    @Override
    public String toString() {
        String place = number == 0 ? "" : number == -1 ? "output" : "layer" + number;
        String what = kind == null ? "" : kind == Tensor.Kind.WEIGHT ? "weights" : "biases";
        return place + (place.isEmpty() || what.isEmpty() ? "" : ".") + what;
    }
}
