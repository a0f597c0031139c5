package dev.lanewise.cli;

import dev.lanewise.model.ModelTrainer;
import dev.lanewise.model.Normalization;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What hidden layers have beside units, activation and dropout. What is null was not given. */
final class LayerOptions {

    @Option(
            names = "--normalization",
            paramLabel = "N",
            converter = Normalizations.class,
            completionCandidates = Normalizations.class,
            description = "What stands between each hidden layer and its activation: none, layer or batch"
                    + " normalization. Default: none.")
    @Nullable
    String normalization;

    @Option(
            names = "--residual",
            paramLabel = "on|off",
            converter = RecipeOptions.Switch.class,
            description = "Whether what goes into a hidden layer is added to what comes out of it, from the second on;"
                    + " they need equal widths. Default: off.")
    @Nullable
    String residual;

    /** Hands on what was given. */
    void applyTo(ModelTrainer trainer) {
        if (normalization != null) {
            trainer.normalization(Normalization.valueOf(normalization.toUpperCase(Locale.ROOT)));
        }
        if (residual != null) {
            trainer.residual("on".equals(residual));
        }
    }

    /** Normalisations by their names. */
    static final class Normalizations extends RecipeOptions.Words {
        Normalizations() {
            super(
                    "normalization",
                    Normalization.NONE.label(),
                    Normalization.LAYER.label(),
                    Normalization.BATCH.label());
        }
    }
}
