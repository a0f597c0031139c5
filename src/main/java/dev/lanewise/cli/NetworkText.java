package dev.lanewise.cli;

import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.NetworkSpec;

/** Networks in words. */
final class NetworkText {

    private NetworkText() {}

    /** Returns for example {@code 4 inputs, 64 relu, dropout 0.1, 3 outputs}. */
    static String line(NetworkSpec spec) {
        StringBuilder line = new StringBuilder(Text.count(spec.inputs(), "input", "inputs"));
        LayerSpec last = spec.layers().getLast();
        for (LayerSpec layer : spec.layers()) {
            line.append(", ").append(layer(layer, layer == last));
        }
        return line.toString();
    }

    private static String layer(LayerSpec layer, boolean last) {
        return switch (layer) {
            case LayerSpec.Dropout dropout -> "dropout " + dropout.probability();
            case LayerSpec.Dense dense ->
                (last ? Text.count(dense.units(), "output", "outputs") : String.valueOf(dense.units()))
                        + (dense.activation() == Activation.IDENTITY
                                ? ""
                                : " " + dense.activation().label());
        };
    }
}
