package dev.lanewise.jmh;

import dev.lanewise.kernel.ScaleKernel;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** A scaling layer of some members: forward, and the gradients of its factors and biases. */
public class ScaleBench extends TwinBench {

    private static final int ROWS = 64;

    /** Members. */
    @Param({"1", "32"})
    public int members;

    /** Units of each. */
    @Param({"7", "64", "77", "256"})
    public int units;

    private ScaleKernel kernel = Twin.SCALAR.kernels().scales();
    private float[] x = {};
    private float[] dy = {};
    private float[] scale = {};
    private float[] bias = {};
    private float[] y = {};
    private float[] scaleGradient = {};
    private float[] biasGradient = {};

    private int columns() {
        return members * units;
    }

    @Override
    public void prepare() {
        kernel = twin.kernels().scales();
        x = Data.normal(1, ROWS * columns());
        dy = Data.normal(2, ROWS * columns());
        scale = Data.normal(3, columns());
        bias = Data.normal(4, columns());
        y = new float[ROWS * columns()];
        scaleGradient = new float[columns()];
        biasGradient = new float[columns()];
    }

    @Override
    public List<float[]> results() {
        return List.of(y, scaleGradient, biasGradient);
    }

    /** Factors and biases. */
    @Benchmark
    public void forward(Counters.Memory memory) {
        kernel.affine(x, 0, scale, 0, bias, 0, y, 0, columns(), 0, ROWS);
        memory.gigabytes += 8e-9 * ROWS * columns();
    }

    /** Their gradients. */
    @Benchmark
    public void gradients(Counters.Memory memory) {
        int depth = ScaleKernel.rowsPerChain(members);
        kernel.scaleGradient(x, 0, dy, 0, scaleGradient, 0, ROWS, columns(), 0, columns(), depth, false);
        kernel.biasGradient(dy, 0, biasGradient, 0, ROWS, columns(), 0, columns(), depth, false);
        memory.gigabytes += 12e-9 * ROWS * columns();
    }
}
