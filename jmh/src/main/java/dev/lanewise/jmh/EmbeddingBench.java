package dev.lanewise.jmh;

import dev.lanewise.kernel.EmbeddingKernel;
import dev.lanewise.kernel.ProductKernel;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Rows of two tables, looked up for a batch, and the gradient of one of them. */
public class EmbeddingBench extends TwinBench {

    private static final int ROWS = 256;
    private static final int CODES = 100;
    private static final int NUMBERS = 5;
    private static final int INPUTS = NUMBERS + 2;

    /** Elements of a table's row. */
    @Param({"3", "8", "17", "50"})
    public int dimension;

    private EmbeddingKernel kernel = Twin.SCALAR.kernels().embeddings();
    private final int[] starts = {0, CODES, 2 * CODES};
    private final int[] first = new int[CODES];
    private final int[] next = new int[ROWS];
    private float[] x = {};
    private float[] tables = {};
    private float[] y = {};
    private float[] dy = {};
    private float[] gradient = {};

    private int columns() {
        return NUMBERS + 2 * dimension;
    }

    @Override
    public void prepare() {
        kernel = twin.kernels().embeddings();
        x = Data.normal(1, ROWS * INPUTS);
        float[] codes = Data.classes(2, 2 * ROWS, CODES);
        for (int r = 0; r < ROWS; r++) {
            System.arraycopy(codes, 2 * r, x, r * INPUTS + NUMBERS, 2);
        }
        tables = Data.normal(3, 2 * CODES * dimension);
        dy = Data.normal(4, ROWS * columns());
        y = new float[ROWS * columns()];
        gradient = new float[CODES * dimension];
    }

    @Override
    public List<float[]> results() {
        return List.of(y, gradient);
    }

    /** Both tables' rows beside the numbers. */
    @Benchmark
    public void gather(Counters.Memory memory) {
        kernel.gather(x, 0, INPUTS, starts, tables, 0, dimension, y, 0, 0, ROWS);
        memory.gigabytes += 4e-9 * ROWS * (INPUTS + columns());
    }

    /** The gradient of the first table; the rows of each code are linked before. */
    @Benchmark
    public void gradient(Counters.Memory memory) {
        EmbeddingKernel.link(x, NUMBERS, INPUTS, ROWS, CODES, first, 0, next, 0);
        int depth = ProductKernel.ROWS_PER_CHAIN;
        kernel.gradient(first, 0, next, 0, dy, NUMBERS, columns(), gradient, 0, CODES, dimension, depth, false);
        memory.gigabytes += 4e-9 * (ROWS + CODES) * dimension;
    }
}
