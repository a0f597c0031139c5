package dev.lanewise.model;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.NetworkSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What stands between each hidden dense layer and its activation. */
public enum Normalization {
    /** Nothing. */
    NONE,
    /** Layer normalisation, see {@link LayerSpec.Normalization}. */
    LAYER,
    /** Batch normalisation, see {@link LayerSpec.Normalization}. */
    BATCH;

    /** Returns the name in options. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a network has a normalisation. */
    static boolean isIn(NetworkSpec network) {
        return network.layers().stream().anyMatch(LayerSpec.Normalization.class::isInstance);
    }

    /**
     * Returns a perceptron with this behind its hidden dense layers and, with {@code residual}, each of them but the first skipped: a block is the dense layer, its
     * normalisation, its activation and its dropout.
     *
     * @throws UserException if there is nothing to skip, or widths differ
     */
    NetworkSpec into(NetworkSpec perceptron, boolean residual) {
        List<Integer> hidden = new ArrayList<>();
        for (LayerSpec layer : perceptron.layers()) {
            if (layer instanceof LayerSpec.Dense here) {
                hidden.add(here.units());
            }
        }
        hidden.removeLast();
        if (residual && (hidden.size() < 2 || Collections.frequency(hidden, hidden.getFirst()) < hidden.size())) {
            throw new UserException("residual takes two or more hidden layers of equal widths, such as 64,64, not "
                    + (hidden.isEmpty() ? "none" : hidden.toString().replaceAll("[\\[\\] ]", "")) + ".");
        }
        List<LayerSpec> layers = new ArrayList<>();
        int dense = 0;
        int start = 0;
        for (LayerSpec layer : perceptron.layers()) {
            if (layer instanceof LayerSpec.Dense here) {
                if (residual && dense > 1) {
                    layers.add(new LayerSpec.Residual(layers.size() - start));
                }
                dense++;
                start = layers.size();
                if (dense <= hidden.size()) {
                    addHidden(layers, here);
                    continue;
                }
            }
            layers.add(layer);
        }
        return new NetworkSpec(perceptron.inputs(), layers);
    }

    private void addHidden(List<LayerSpec> layers, LayerSpec.Dense dense) {
        if (this == NONE) {
            layers.add(dense);
            return;
        }
        layers.add(new LayerSpec.Dense(dense.units(), Activation.IDENTITY, dense.initializer()));
        layers.add(this == LAYER ? LayerSpec.Normalization.layer(1) : LayerSpec.Normalization.batch(1));
        if (dense.activation() != Activation.IDENTITY) {
            layers.add(new LayerSpec.Activate(dense.activation()));
        }
    }

    /** Returns a layer with factors, and statistics, for each of so many members, where it has any. */
    static LayerSpec ofMembers(LayerSpec layer, int members) {
        return layer instanceof LayerSpec.Normalization norm ? norm.withMembers(members) : layer;
    }
}
