package dev.lanewise.jmh;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.ActivationKernel;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Activations and their derivatives. */
public class ActivationBench extends TwinBench {

    /** The function. */
    @Param
    public Activation activation = Activation.RELU;

    /** Elements. */
    @Param({"7", "77", "4099"})
    public int length;

    private ActivationKernel kernel = Twin.SCALAR.kernels().activations();
    private float[] z = {};
    private float[] y = {};
    private float[] saved = {};
    private float[] source = {};
    private float[] delta = {};
    private float[] scratch = {};

    @Override
    public void prepare() {
        kernel = twin.kernels().activations();
        z = Data.normal(1, length);
        y = new float[length];
        saved = z.clone();
        if (!activation.derivativeFromArgument()) {
            kernel.forward(activation, z, 0, saved, 0, length);
        }
        source = Data.normal(2, length);
        delta = new float[length];
        scratch = new float[2 * length];
    }

    @Override
    public List<float[]> results() {
        return List.of(y, delta);
    }

    /** The function. */
    @Benchmark
    public void forward(Counters.Memory memory) {
        kernel.forward(activation, z, 0, y, 0, length);
        memory.gigabytes += 8e-9 * length;
    }

    /** The derivative times the deltas, which are copied anew: multiplied again and again they would leave the normal floats. */
    @Benchmark
    public void backward(Counters.Memory memory) {
        System.arraycopy(source, 0, delta, 0, length);
        kernel.backward(activation, saved, 0, delta, 0, length, scratch, 0);
        memory.gigabytes += 12e-9 * length;
    }
}
