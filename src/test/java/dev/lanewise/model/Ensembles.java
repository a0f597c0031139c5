package dev.lanewise.model;

import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.LayerSpec;
import dev.lanewise.nn.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/** Trainings of networks with members. */
final class Ensembles {

    private Ensembles() {}

    /** Members with random signs in front, a shared scaling layer, factors and biases behind each hidden layer, and a shared scaling layer at the end. */
    static NetworkSpec of(NetworkSpec plain, int members) {
        Initializer one = Initializer.constant(1);
        List<LayerSpec> layers = new ArrayList<>(List.of(
                new LayerSpec.Members(members),
                new LayerSpec.Scale(members, false, Initializer.RANDOM_SIGN),
                new LayerSpec.Scale(1, false, one)));
        for (LayerSpec layer : plain.layers()) {
            layers.add(layer);
            if (layer instanceof LayerSpec.Dense) {
                boolean last = layer == plain.layers().getLast();
                layers.add(new LayerSpec.Scale(last ? 1 : members, true, one));
            }
        }
        return new NetworkSpec(plain.inputs(), layers);
    }

    /** A trainer of a bundled data set that is quick. */
    static ModelTrainer trainer(String name, int members) {
        return Models.trainer(name).network(spec -> of(spec, members));
    }
}
