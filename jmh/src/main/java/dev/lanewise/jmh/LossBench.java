package dev.lanewise.jmh;

import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.LossKernel;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Losses element by element, with their deltas. */
public class LossBench extends TwinBench {

    /** The function. */
    @Param
    public LossFunction function = LossFunction.SQUARED;

    /** Elements. */
    @Param({"7", "77", "4099"})
    public int length;

    private LossKernel kernel = Twin.SCALAR.kernels().losses();
    private float[] outputs = {};
    private float[] targets = {};
    private float[] losses = {};
    private float[] deltas = {};

    @Override
    public void prepare() {
        kernel = twin.kernels().losses();
        outputs = Data.normal(1, length);
        targets = Data.positive(2, length);
        losses = new float[length];
        deltas = new float[length];
    }

    @Override
    public List<float[]> results() {
        return List.of(losses, deltas);
    }

    /** Losses and deltas. */
    @Benchmark
    public void elements(Counters.Memory memory) {
        kernel.elements(function, 0.5f, outputs, 0, targets, 0, losses, 0, deltas, 0, length, 0.01f);
        memory.gigabytes += 16e-9 * length;
    }
}
