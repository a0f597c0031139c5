package dev.lanewise.cli;

import dev.lanewise.core.UserException;
import dev.lanewise.kernel.Kernels;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that choose how to run; none changes a result. */
final class KernelOptions {

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Threads to use; as many as there are processors by default. Changes no result.")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--kernels",
            paramLabel = "vector|scalar",
            converter = Word.class,
            description = "Kernels to use. Changes no result.")
    @Nullable
    String kernels;

    @Option(
            names = "--vector-bits",
            paramLabel = "128|256|512",
            converter = Bits.class,
            description = "Vector width; what the CPU prefers by default. Changes no result.")
    @Nullable
    String vectorBits;

    /** Decides the width before any vector kernel is loaded, and returns the kernels. */
    Kernels choose(PrintWriter err) {
        if (vectorBits != null) {
            System.setProperty("lanewise.vectorBits", vectorBits);
        }
        if (threads < 1 || threads > 1024) {
            throw new UserException("--threads must be from 1 to 1024, not " + threads + ".");
        }
        Kernels chosen =
                kernels == null ? Kernels.best() : "scalar".equals(kernels) ? Kernels.scalar() : Kernels.vector();
        if (chosen.vectorBits() > chosen.hardwareBits()) {
            err.println("lanewise: this CPU has vectors of " + chosen.hardwareBits() + " bits; " + chosen.vectorBits()
                    + " bits are emulated, with the same results, very slowly.");
        }
        return chosen;
    }

    /** The words for kernels. */
    static final class Word implements ITypeConverter<String> {
        @Override
        public String convert(String word) {
            return Names.find("kind of kernels", word, Map.of("vector", "vector", "scalar", "scalar"));
        }
    }

    /** The widths. */
    static final class Bits implements ITypeConverter<String> {
        @Override
        public String convert(String word) {
            if (!word.equals("128") && !word.equals("256") && !word.equals("512")) {
                throw new TypeConversionException("'" + word + "' is none of 128, 256 and 512.");
            }
            return word;
        }
    }
}
