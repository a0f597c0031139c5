package dev.lanewise.jmh;

import dev.lanewise.kernel.SumKernel;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Sums of floats in double. */
public class SumBench extends TwinBench {

    /** Elements. */
    @Param({"1", "7", "33", "77", "1000", "4099"})
    public int length;

    private SumKernel kernel = Twin.SCALAR.kernels().sums();
    private float[] values = {};
    private final double[] lanes = new double[SumKernel.LANES];
    private final double[] results = new double[2];

    @Override
    public void prepare() {
        kernel = twin.kernels().sums();
        values = Data.normal(1, length);
    }

    @Override
    public List<double[]> results() {
        return List.of(results);
    }

    /** The sum. */
    @Benchmark
    public void sum(Counters.Memory memory) {
        results[0] = kernel.sum(values, 0, length, lanes);
        memory.gigabytes += 4e-9 * length;
    }

    /** The sum of squares. */
    @Benchmark
    public void sumOfSquares(Counters.Memory memory) {
        results[1] = kernel.sumOfSquares(values, 0, length, lanes);
        memory.gigabytes += 4e-9 * length;
    }
}
