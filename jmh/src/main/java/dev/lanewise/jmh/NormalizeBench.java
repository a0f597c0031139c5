package dev.lanewise.jmh;

import dev.lanewise.kernel.NormalizeKernel;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Layer and batch normalisation of a batch, the ways back, and the sum of a residual block. */
public class NormalizeBench extends TwinBench {

    private static final int ROWS = 64;
    private static final double EPSILON = 1e-5;

    /** Columns. */
    @Param({"7", "64", "77", "512"})
    public int columns;

    private NormalizeKernel kernel = Twin.SCALAR.kernels().normalizations();
    private float[] x = {};
    private float[] normal = {};
    private float[] dy = {};
    private float[] mean = {};
    private float[] slope = {};
    private float[] factor = {};
    private float[] inverse = {};
    private float[] sum = {};
    private float[] byRow = {};
    private float[] byRowInverse = {};
    private float[] byRowDelta = {};
    private float[] byColumn = {};
    private float[] byColumnDelta = {};
    private final float[] scratch = new float[NormalizeKernel.SCRATCH];

    @Override
    public void prepare() {
        kernel = twin.kernels().normalizations();
        int size = ROWS * columns;
        x = Data.normal(1, size);
        normal = Data.normal(2, size);
        dy = Data.normal(3, size);
        mean = Data.normal(4, columns);
        slope = Data.normal(5, columns);
        factor = Data.positive(6, columns);
        inverse = Data.positive(7, ROWS);
        sum = new float[size];
        byRow = new float[size];
        byRowInverse = new float[ROWS];
        byRowDelta = new float[size];
        byColumn = new float[size];
        byColumnDelta = new float[size];
    }

    @Override
    public List<float[]> results() {
        return List.of(sum, byRow, byRowInverse, byRowDelta, byColumn, byColumnDelta);
    }

    /** The rows. */
    @Benchmark
    public void rows(Counters.Memory memory) {
        kernel.rows(x, 0, byRow, 0, byRowInverse, columns, 0, ROWS, EPSILON, scratch);
        memory.gigabytes += 8e-9 * ROWS * columns;
    }

    /** The way back through the rows, on a copy of the deltas, since it writes over them. */
    @Benchmark
    public void rowDeltas(Counters.Memory memory) {
        System.arraycopy(dy, 0, byRowDelta, 0, dy.length);
        kernel.rowDeltas(normal, 0, inverse, byRowDelta, 0, columns, 0, ROWS, scratch);
        memory.gigabytes += 12e-9 * ROWS * columns;
    }

    /** The columns. */
    @Benchmark
    public void columns(Counters.Memory memory) {
        kernel.columns(x, 0, mean, factor, byColumn, 0, columns, 0, ROWS, 0, columns);
        memory.gigabytes += 8e-9 * ROWS * columns;
    }

    /** The way back through the columns. */
    @Benchmark
    public void columnDeltas(Counters.Memory memory) {
        kernel.columnDeltas(normal, 0, dy, 0, mean, slope, factor, byColumnDelta, 0, columns, 0, ROWS);
        memory.gigabytes += 12e-9 * ROWS * columns;
    }

    /** The sum of two batches. */
    @Benchmark
    public void add(Counters.Memory memory) {
        kernel.add(x, 0, dy, 0, sum, 0, ROWS * columns);
        memory.gigabytes += 12e-9 * ROWS * columns;
    }
}
