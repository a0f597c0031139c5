package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Kernels;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose how the engine runs; none of them changes a result. */
final class KernelOptions {

    @Option(
            names = "--threads",
            paramLabel = "T",
            converter = Numbers.Threads.class,
            description =
                    "Threads, 1 to 1024. Default: as many as there are processors. Results are the same for any number.")
    int threads = Math.min(1024, Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--kernels",
            paramLabel = "K",
            converter = Names.KernelNames.class,
            completionCandidates = Names.KernelNames.class,
            description =
                    "vector, or scalar for the slow textbook twins with the same results. Default: vector where it is fast.")
    @Nullable
    String kernels;

    @Option(
            names = "--vector-bits",
            paramLabel = "N",
            converter = Names.VectorBits.class,
            completionCandidates = Names.VectorBits.class,
            description = "Vector width: 128, 256 or 512. Default: the CPU's. Results are the same for any width.")
    @Nullable
    Integer vectorBits;

    /** Chooses the kernels. Must come before anything else uses them, since the width is fixed from then on. */
    Kernels choose(Console console) {
        Kernels named = named(console);
        return named == null ? Kernels.best() : named;
    }

    /** As {@link #choose}, but null where the options leave it open; then nothing of the Vector API is loaded. */
    @Nullable
    Kernels named(Console console) {
        if (vectorBits != null) {
            if ("scalar".equals(kernels)) {
                throw new UserException("--vector-bits is for vector kernels; leave it out with --kernels scalar.");
            }
            System.setProperty("lanewise.vectorBits", String.valueOf(vectorBits));
        }
        if ("scalar".equals(kernels)) {
            return Kernels.scalar();
        }
        if (vectorBits == null && kernels == null) {
            return null;
        }
        Kernels chosen = Kernels.vector();
        if (chosen.vectorBits() > chosen.hardwareBits()) {
            console.message("This CPU has vectors of " + chosen.hardwareBits() + " bits; " + chosen.vectorBits()
                    + " bits run too, with the same results, but very slowly.");
        }
        return chosen;
    }
}
