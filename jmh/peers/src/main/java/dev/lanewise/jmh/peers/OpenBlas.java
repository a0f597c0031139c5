package dev.lanewise.jmh.peers;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.lanewise.jmh.Peer;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** OpenBLAS as the system has it, called through the foreign-function API. */
public final class OpenBlas implements Peer {

    static final String LIBRARY = "libopenblas.so.0";

    /** {@code CblasRowMajor}. */
    private static final int ROW_MAJOR = 101;

    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;

    /** Loads the library; a class of its own, so that its absence is an error of the benchmark alone. */
    private static final class Native {
        static final SymbolLookup SYMBOLS = SymbolLookup.libraryLookup(LIBRARY, Arena.global());

        static final MethodHandle SGEMM = handle(
                "cblas_sgemm",
                FunctionDescriptor.ofVoid(
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_FLOAT,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        JAVA_FLOAT,
                        ADDRESS,
                        JAVA_INT));

        static final MethodHandle SET_THREADS = handle("openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT));
        static final MethodHandle CONFIG = handle("openblas_get_config", FunctionDescriptor.of(ADDRESS));
        static final MethodHandle CORE = handle("openblas_get_corename", FunctionDescriptor.of(ADDRESS));

        static MethodHandle handle(String name, FunctionDescriptor type) {
            return Linker.nativeLinker().downcallHandle(SYMBOLS.findOrThrow(name), type);
        }
    }

    /** Sets the number of threads. */
    static void threads(int threads) {
        try {
            Native.SET_THREADS.invokeExact(threads);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Computes {@code c = a * b} of row-major matrices, overwriting {@code c}.
     *
     * @param a {@code [m][k]}, or {@code [k][m]} where it is transposed
     * @param b {@code [k][n]}, or {@code [n][k]} where it is transposed
     * @param c {@code [m][n]}
     */
    static void multiply(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            MemorySegment a,
            MemorySegment b,
            MemorySegment c) {
        try {
            Native.SGEMM.invokeExact(
                    ROW_MAJOR,
                    transposeA ? TRANSPOSED : PLAIN,
                    transposeB ? TRANSPOSED : PLAIN,
                    m,
                    n,
                    k,
                    1f,
                    a,
                    transposeA ? m : k,
                    b,
                    transposeB ? k : n,
                    0f,
                    c,
                    n);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return "OpenBLAS";
    }

    @Override
    public String coordinates() {
        return LIBRARY;
    }

    @Override
    public String describe() {
        return text(Native.CONFIG) + ", runs as " + text(Native.CORE) + ", one thread";
    }

    private static String text(MethodHandle function) {
        try {
            return ((MemorySegment) function.invokeExact()).reinterpret(1000).getString(0);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
