package dev.lanewise.cli;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.train.KernelWarmUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Has the vector kernels compiled while a large data set is being read and prepared, on a core that has nothing else to do. */
final class EarlyWarmUp implements AutoCloseable {

    /** Size of a file that takes about as long to read as the kernels to compile. */
    private static final long LARGE = 8 << 20;

    private final @Nullable Kernels named;
    private final @Nullable KernelWarmUp warmUp;

    private EarlyWarmUp(@Nullable Kernels named, @Nullable KernelWarmUp warmUp) {
        this.named = named;
        this.warmUp = warmUp;
    }

    /**
     * Starts, where it is worthwhile.
     *
     * @param named the kernels that the user named, or null
     */
    static EarlyWarmUp start(
            String data,
            @Nullable Kernels named,
            int threads,
            @Nullable Activation activation,
            @Nullable Optimizer optimizer) {
        if (!worthwhile(data, named, threads)) {
            return new EarlyWarmUp(named, null);
        }
        return new EarlyWarmUp(
                named,
                KernelWarmUp.start(
                        named == null ? Kernels.best() : named,
                        activation == null ? Activation.RELU : activation,
                        optimizer == null ? Adam.defaults() : optimizer));
    }

    /** Chooses the kernels of the training. */
    Kernels kernels(long multiplyAdds) {
        return named == null ? Kernels.forOneRun(multiplyAdds) : named;
    }

    /** Ends what has not ended: where no training began. */
    @Override
    public void close() {
        end();
    }

    /** Ends the warm-up, when the training begins or anything is timed. */
    void end() {
        if (warmUp != null) {
            warmUp.close();
        }
    }

    private static boolean worthwhile(String data, @Nullable Kernels named, int threads) {
        boolean scalar = named == null ? !Kernels.obstacle().isEmpty() : named.vectorBits() == 0;
        if (scalar || threads == 1 || Runtime.getRuntime().availableProcessors() == 1) {
            return false;
        }
        try {
            Path path = Path.of(data);
            return Files.isDirectory(path) || (Files.isRegularFile(path) && Files.size(path) >= LARGE);
        } catch (IOException | InvalidPathException e) {
            // Reading the data will say what is wrong.
            return false;
        }
    }
}
