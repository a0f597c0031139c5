package dev.lanewise.model;

import dev.lanewise.figure.Digits;
import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.NetworkSpec;

/** Networks in words. */
public final class NetworkText {

    /** Layers beyond which those in the middle are left out. */
    private static final int MOST_LAYERS = 24;

    private NetworkText() {}

    /** Returns for example {@code 4 inputs, 64 relu, dropout 0.1, 3 outputs}. */
    public static String line(NetworkSpec spec) {
        StringBuilder line = new StringBuilder(Digits.count(spec.inputs(), "input", "inputs"));
        int last = spec.layers().size() - 1;
        while (!(spec.layers().get(last) instanceof LayerSpec.Dense)) {
            last--;
        }
        boolean many = spec.layers().size() > MOST_LAYERS;
        for (int i = 0; i < spec.layers().size(); i++) {
            if (many && i == MOST_LAYERS / 2) {
                i = spec.layers().size() - MOST_LAYERS / 2;
                line.append(", ... (")
                        .append(Digits.count(spec.layers().size(), "layer", "layers"))
                        .append(" in all)");
            }
            line.append(", ").append(layer(spec.layers().get(i), i == last));
        }
        return line.toString();
    }

    private static String layer(LayerSpec layer, boolean last) {
        return switch (layer) {
            case LayerSpec.Dropout dropout -> "dropout " + dropout.probability();
            case LayerSpec.Members members -> Digits.count(members.count(), "member", "members");
            case LayerSpec.Embedding embedding ->
                Digits.count(embedding.codes().size(), "embedding", "embeddings") + " in " + embedding.dimension()
                        + (embedding.dimension() == 1 ? " dimension" : " dimensions");
            case LayerSpec.Scale scale ->
                (scale.bias() ? "scale and bias" : "scale") + (scale.members() == 1 ? "" : " by member");
            case LayerSpec.Normalization norm -> norm.batch() ? "batch normalization" : "layer normalization";
            case LayerSpec.Activate activate -> activate.activation().label();
            case LayerSpec.Residual residual -> "skip of " + Digits.count(residual.layers(), "layer", "layers");
            case LayerSpec.Dense dense ->
                (last ? Digits.count(dense.units(), "output", "outputs") : String.valueOf(dense.units()))
                        + (dense.activation() == Activation.IDENTITY
                                ? ""
                                : " " + dense.activation().label());
        };
    }
}
