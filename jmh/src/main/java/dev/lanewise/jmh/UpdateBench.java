package dev.lanewise.jmh;

import dev.lanewise.kernel.UpdateKernel;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The kernels of the optimizers. */
public class UpdateBench extends TwinBench {

    /** The update rule, with the arrays that it takes. */
    public enum Rule {
        SGD(2),
        MOMENTUM(3),
        ADA_GRAD(3),
        RMS_PROP(3),
        RMS_PROP_FULL(5),
        ADAM(4),
        AMS_GRAD(5);

        private final int arrays;

        Rule(int arrays) {
            this.arrays = arrays;
        }
    }

    /** The rule. */
    @Param
    public Rule rule = Rule.SGD;

    /** Elements. */
    @Param({"1", "7", "33", "77", "1000", "4099"})
    public int length;

    private UpdateKernel kernel = Twin.SCALAR.kernels().updates();
    private final List<float[]> arrays = new ArrayList<>();
    private float[] w = {};
    private float[] g = {};
    private float[] a = {};
    private float[] b = {};
    private float[] c = {};

    @Override
    public void prepare() {
        kernel = twin.kernels().updates();
        w = Data.normal(1, length);
        g = Data.normal(2, length);
        a = Data.positive(3, length);
        b = Data.positive(4, length);
        c = Data.positive(5, length);
        arrays.clear();
        arrays.addAll(List.of(w, a, b, c));
    }

    @Override
    public List<float[]> results() {
        return arrays;
    }

    /** One step; coupled weight decay keeps the weights bounded however often it runs. */
    @Benchmark
    public void update(Counters.Memory memory) {
        int n = length;
        switch (rule) {
            case SGD -> kernel.sgd(w, g, 0, n, 0.01f, 1, 0.01f, 1);
            case MOMENTUM -> kernel.momentum(w, g, a, 0, n, 0.01f, 0.9f, 1, 1, 0, 1, 0.01f, 1);
            case ADA_GRAD -> kernel.adaGrad(w, g, a, 0, n, 0.01f, 0, 1e-7f, 1, 0.01f, 1);
            case RMS_PROP -> kernel.rmsProp(w, g, a, 0, n, 0.001f, 0.9f, 0.1f, 0, 1e-7f, 1, 0.01f, 1);
            case RMS_PROP_FULL ->
                kernel.rmsPropFull(w, g, a, b, c, 0, n, 0.001f, 0.9f, 0.1f, 1, 0.9f, 0, 1e-7f, 1, 0.01f, 1);
            case ADAM -> kernel.adam(w, g, a, b, 0, n, 0.001f, 0.9f, 0.1f, 0.999f, 0.001f, 1, 1e-7f, 1, 0.01f, 1);
            case AMS_GRAD ->
                kernel.amsGrad(w, g, a, b, c, 0, n, 0.001f, 0.9f, 0.1f, 0.999f, 0.001f, 1, 1e-7f, 1, 0.01f, 1);
        }
        memory.gigabytes += 4e-9 * length * (2 * rule.arrays - 1); // all are read, all but the gradient written
    }
}
