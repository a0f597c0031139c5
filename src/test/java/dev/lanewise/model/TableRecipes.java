package dev.lanewise.model;

import dev.lanewise.data.BundledData;
import dev.lanewise.kernel.Kernels;

/** Trainers by the recipe for tables. */
final class TableRecipes {

    private TableRecipes() {}

    /** A trainer of a bundled data set, by one thread. */
    static ModelTrainer on(String name) {
        BundledData bundled = BundledData.find(name).orElseThrow();
        return ModelTrainer.on(bundled.table())
                .target(bundled.target())
                .threads(1)
                .kernels(Kernels.scalar())
                .recipe(Recipe.TABLE);
    }

    /** One of a small network and few epochs. */
    static ModelTrainer quick(String name) {
        return on(name).hidden(6, 5).epochs(4).batchSize(64);
    }
}
