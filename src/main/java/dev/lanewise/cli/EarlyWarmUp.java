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
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Has the vector kernels compiled while a large data set is being read, on a core that has nothing else to do. */
final class EarlyWarmUp {

    /** Size of a file that takes about as long to read as the kernels to compile. */
    private static final long LARGE = 8 << 20;

    private EarlyWarmUp() {}

    /**
     * Returns how kernels are chosen when the training begins, which ends the warm-up.
     *
     * @param named the kernels that the user named, or null
     */
    static LongFunction<Kernels> start(
            String data,
            @Nullable Kernels named,
            int threads,
            @Nullable Activation activation,
            @Nullable Optimizer optimizer) {
        if (!worthwhile(data, named, threads)) {
            return multiplyAdds -> named == null ? Kernels.forOneRun(multiplyAdds) : named;
        }
        KernelWarmUp warmUp = KernelWarmUp.start(
                named == null ? Kernels.best() : named,
                activation == null ? Activation.RELU : activation,
                optimizer == null ? Adam.defaults() : optimizer);
        return multiplyAdds -> {
            warmUp.close();
            return named == null ? Kernels.forOneRun(multiplyAdds) : named;
        };
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
