package dev.lanewise.jmh;

import java.io.IOException;
import java.util.List;

/** A benchmark whose answer a test can check: it sets the parameters, calls {@link #prepare}, each method once, and reads the results. */
public interface Checked extends AutoCloseable {

    /** Makes the data of the parameters; called once before measuring. */
    void prepare() throws Exception;

    /** Returns the arrays that the benchmark wrote, {@code float[]} or {@code double[]}. */
    List<?> results();

    /** Returns what {@link #results} has to be; only for benchmarks without twins. */
    default List<?> expected() {
        throw new UnsupportedOperationException("its twins are compared");
    }

    /** Whether the scalar twin takes so long that only the long tests check these parameters. */
    default boolean large() {
        return false;
    }

    @Override
    default void close() throws IOException {}
}
