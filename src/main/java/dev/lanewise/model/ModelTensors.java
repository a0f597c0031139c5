package dev.lanewise.model;

import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the architecture of a model asks for, compared with the tensors that its file holds, before memory is taken for it. */
final class ModelTensors {

    private ModelTensors() {}

    /**
     * Compares.
     *
     * @param others names of tensors that may be there beside the network's
     * @throws IllegalArgumentException if a tensor is missing, of another shape or of nothing, or a variance is no variance
     */
    static void check(Map<String, StoredTensor> tensors, NetworkSpec spec, List<String> others) {
        Set<String> known = new LinkedHashSet<>();
        int width = spec.inputs();
        for (int i = 0; i < spec.layers().size(); i++) {
            String name = "layers." + i;
            if (spec.layers().get(i) instanceof LayerSpec.Dense dense) {
                known.add(checkShape(tensors, name + ".weight", width, dense.units()));
                known.add(checkShape(tensors, name + ".bias", dense.units()));
                width = dense.units();
            } else if (spec.layers().get(i) instanceof LayerSpec.Embedding embedding) {
                known.add(checkShape(tensors, name + ".embedding", embedding.rows(), embedding.dimension()));
                width = embedding.outputs(width);
            } else if (spec.layers().get(i) instanceof LayerSpec.Scale scale) {
                known.addAll(checkFactors(tensors, name, scale.members(), width, scale.bias(), false));
            } else if (spec.layers().get(i) instanceof LayerSpec.LayerNormalization rows) {
                known.addAll(checkFactors(tensors, name, rows.members(), width, true, false));
            } else if (spec.layers().get(i) instanceof LayerSpec.BatchNormalization columns) {
                known.addAll(checkFactors(tensors, name, columns.members(), width, true, true));
            }
        }
        for (StoredTensor tensor : tensors.values()) {
            if (!known.contains(tensor.name()) && !others.contains(tensor.name())) {
                throw new IllegalArgumentException("tensor '" + tensor.name() + "' belongs to nothing");
            }
        }
    }

    /** Returns the names of the factors of a layer and of what goes with them. */
    private static List<String> checkFactors(
            Map<String, StoredTensor> tensors, String name, int members, int width, boolean bias, boolean statistics) {
        List<String> names = new ArrayList<>();
        names.add(checkShape(tensors, name + ".scale", members, width));
        if (bias) {
            int[] shape = members == 1 ? new int[] {width} : new int[] {members, width};
            names.add(checkShape(tensors, name + ".bias", shape));
        }
        if (statistics) {
            names.add(checkShape(tensors, name + ".mean", members, width));
            names.add(checkShape(tensors, name + ".variance", members, width));
            checkVariances(Objects.requireNonNull(tensors.get(name + ".variance")));
        }
        return names;
    }

    /** Returns the name. */
    private static String checkShape(Map<String, StoredTensor> tensors, String name, int... shape) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
            throw new IllegalArgumentException("tensor '" + name + "' of shape " + Arrays.toString(shape) + " is "
                    + (tensor == null ? "missing" : "of shape " + tensor.shapeText()));
        }
        return name;
    }

    private static void checkVariances(StoredTensor tensor) {
        for (int i = 0; i < tensor.size(); i++) {
            float value = tensor.values()[tensor.offset() + i];
            if (!(value >= 0 && value <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("tensor '" + tensor.name() + "' holds " + value);
            }
        }
    }
}
