package dev.lanewise.model;

import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.LayerSpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * A layer as a line of a model file: {@code dense UNITS ACTIVATION INITIALIZER}, {@code dropout PROBABILITY}, {@code members COUNT}, {@code scale MEMBERS
 * bias|no-bias INITIALIZER}, {@code embedding DIMENSION INITIALIZER ROWS,ROWS,...}, {@code layer-normalization MEMBERS EPSILON}, {@code batch-normalization MEMBERS EPSILON
 * MOMENTUM}, {@code activation ACTIVATION}, {@code residual LAYERS}.
 */
final class LayerText {

    private static final String BIAS = "bias";
    private static final String NO_BIAS = "no-bias";

    /** Initialisers that version 1 does not know. */
    private static final Set<Initializer.Kind> NEW_KINDS =
            EnumSet.of(Initializer.Kind.RANDOM_SIGN, Initializer.Kind.NORMAL);

    private LayerText() {}

    /** Whether version 1 of the format knows a layer. */
    static boolean isOfVersion1(LayerSpec layer) {
        return switch (layer) {
            case LayerSpec.Dense dense ->
                !NEW_KINDS.contains(dense.initializer().kind());
            case LayerSpec.Dropout dropout -> true;
            case LayerSpec.Members members -> false;
            case LayerSpec.Scale scale -> false;
            case LayerSpec.Embedding embedding -> false;
            case LayerSpec.Normalization norm -> false;
            case LayerSpec.Activate activate -> false;
            case LayerSpec.Residual residual -> false;
        };
    }

    static String write(LayerSpec layer) {
        return switch (layer) {
            case LayerSpec.Dense dense ->
                "dense " + dense.units() + " " + dense.activation().label() + " "
                        + dense.initializer().label();
            case LayerSpec.Dropout dropout -> "dropout " + dropout.probability();
            case LayerSpec.Members members -> "members " + members.count();
            case LayerSpec.Embedding embedding ->
                "embedding " + embedding.dimension() + " "
                        + embedding.initializer().label() + " "
                        + String.join(
                                ",",
                                embedding.codes().stream().map(String::valueOf).toList());
            case LayerSpec.Scale scale ->
                "scale " + scale.members() + " " + (scale.bias() ? BIAS : NO_BIAS) + " "
                        + scale.initializer().label();
            case LayerSpec.Normalization norm ->
                (norm.batch() ? "batch-normalization " : "layer-normalization ") + norm.members() + " " + norm.epsilon()
                        + (norm.batch() ? " " + norm.momentum() : "");
            case LayerSpec.Activate activate ->
                "activation " + activate.activation().label();
            case LayerSpec.Residual residual -> "residual " + residual.layers();
        };
    }

    /**
     * Returns the layer of a line.
     *
     * @throws IllegalArgumentException if there is no such layer
     * @throws dev.lanewise.core.UserException if its numbers are not possible
     */
    static LayerSpec read(String line) {
        String[] words = line.split(" ", -1);
        try {
            return layer(line, words);
        } catch (NumberFormatException e) {
            throw unknown(line);
        }
    }

    private static LayerSpec layer(String line, String[] words) {
        return switch (words.length + " " + words[0]) {
            case "4 dense" ->
                new LayerSpec.Dense(
                        Integer.parseInt(words[1]), activation(words[2], line), Initializer.parse(words[3]));
            case "2 dropout" -> new LayerSpec.Dropout(Double.parseDouble(words[1]));
            case "2 members" -> new LayerSpec.Members(Integer.parseInt(words[1]));
            case "4 embedding" ->
                new LayerSpec.Embedding(
                        Arrays.stream(words[3].split(",", -1))
                                .map(Integer::valueOf)
                                .toList(),
                        Integer.parseInt(words[1]),
                        Initializer.parse(words[2]));
            case "4 scale" -> {
                if (!words[2].equals(BIAS) && !words[2].equals(NO_BIAS)) {
                    throw unknown(line);
                }
                yield new LayerSpec.Scale(
                        Integer.parseInt(words[1]), words[2].equals(BIAS), Initializer.parse(words[3]));
            }
            case "3 layer-normalization" ->
                new LayerSpec.Normalization(false, Integer.parseInt(words[1]), Double.parseDouble(words[2]), 0);
            case "4 batch-normalization" ->
                new LayerSpec.Normalization(
                        true, Integer.parseInt(words[1]), Double.parseDouble(words[2]), Double.parseDouble(words[3]));
            case "2 activation" -> new LayerSpec.Activate(activation(words[1], line));
            case "2 residual" -> new LayerSpec.Residual(Integer.parseInt(words[1]));
            default -> throw unknown(line);
        };
    }

    private static Activation activation(String label, String line) {
        for (Activation activation : Activation.values()) {
            if (activation.label().equals(label)) {
                return activation;
            }
        }
        throw unknown(line);
    }

    private static IllegalArgumentException unknown(String line) {
        return new IllegalArgumentException("layer '" + line + "' is not known");
    }
}
