package dev.lanewise.model;

import dev.lanewise.data.BundledData;
import dev.lanewise.data.Table;
import dev.lanewise.kernel.Activation;
import java.util.concurrent.ConcurrentHashMap;

/** Small models for tests, trained for a moment. */
final class Models {

    private static final ConcurrentHashMap<String, TrainedModel> TRAINED = new ConcurrentHashMap<>();

    private Models() {}

    /** A bundled table. */
    static Table table(String name) {
        return BundledData.find(name).orElseThrow().table();
    }

    /** A trainer of a bundled data set that is quick. */
    static ModelTrainer trainer(String name) {
        return ModelTrainer.on(table(name))
                .target(BundledData.find(name).orElseThrow().target())
                .hidden(7, 5)
                .activation(Activation.GELU)
                .dropout(0.1)
                .epochs(3)
                .threads(1);
    }

    /** A model of a bundled data set, made once. */
    static Model of(String name) {
        return TRAINED.computeIfAbsent(name, n -> trainer(n).train()).model();
    }
}
