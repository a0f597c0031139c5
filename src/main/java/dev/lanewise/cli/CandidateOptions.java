package dev.lanewise.cli;

import dev.lanewise.lab.Candidate;
import dev.lanewise.optim.Convention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which optimizers take part, and at which rates. */
final class CandidateOptions {

    private static final List<String> USUAL = List.of("sgd", "momentum", "rmsprop", "adam");

    @Option(
            names = "--optimizers",
            paramLabel = "O,O",
            split = Help.COMMA,
            splitSynopsisLabel = ",",
            converter = Names.OptimizerNames.class,
            description = "Optimizers, see 'lanewise optimizers'. Default: sgd,momentum,rmsprop,adam.")
    List<String> optimizers = new ArrayList<>();

    @Option(
            names = "--rates",
            paramLabel = "R,R",
            split = Help.COMMA,
            splitSynopsisLabel = ",",
            converter = Numbers.Positive.class,
            description =
                    "Learning rates, each tried with each optimizer, which takes part at its best: that of the lowest validation loss, or"
                            + " in a race of the lowest end. Default: each optimizer's own.")
    List<Double> rates = new ArrayList<>();

    /** Returns each optimizer at each rate. */
    List<Candidate> candidates(@Nullable Convention convention, Map<String, String> settings) {
        return Candidate.of(
                optimizers.isEmpty() ? USUAL : optimizers,
                convention == null ? Convention.LANEWISE : convention,
                settings,
                rates);
    }
}
