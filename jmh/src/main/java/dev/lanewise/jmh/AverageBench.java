package dev.lanewise.jmh;

import dev.lanewise.kernel.AverageKernel;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** A running average of weights. */
public class AverageBench extends TwinBench {

    /** Elements. */
    @Param({"1", "7", "33", "77", "1000", "4099"})
    public int length;

    private AverageKernel kernel = Twin.SCALAR.kernels().averages();
    private float[] weights = {};
    private float[] average = {};

    @Override
    public void prepare() {
        kernel = twin.kernels().averages();
        weights = Data.normal(1, length);
        average = Data.normal(2, length);
    }

    @Override
    public List<float[]> results() {
        return List.of(average);
    }

    /** One step towards the weights. */
    @Benchmark
    public void follow(Counters.Memory memory) {
        kernel.follow(average, weights, 0, length, 0.001f);
        memory.gigabytes += 12e-9 * length;
    }
}
