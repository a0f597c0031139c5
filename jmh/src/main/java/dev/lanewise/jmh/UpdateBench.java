package dev.lanewise.jmh;

import dev.lanewise.kernel.UpdateKernels;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The kernels of the optimizers. */
public class UpdateBench extends TwinBench {

    /** The kernel, with the floats that it reads and writes for each element. */
    public enum Rule {
        SGD(3),
        MOMENTUM(5),
        LION(5),
        RPROP(7),
        ADA_GRAD(5),
        RMS_PROP(5),
        RMS_PROP_FULL(9),
        ADADELTA(7),
        ADAM(7),
        AMS_GRAD(9),
        ADAMAX(7),
        NADAM(7),
        ADA_BELIEF(7),
        YOGI(7),
        ADAN(11),
        SCHEDULE_FREE(7);

        private final int floats;

        Rule(int floats) {
            this.floats = floats;
        }
    }

    /** The rule. */
    @Param
    public Rule rule = Rule.SGD;

    /** Elements. */
    @Param({"1", "7", "33", "77", "1000", "4099"})
    public int length;

    private UpdateKernels kernel = Twin.SCALAR.kernels().updates();
    private final List<float[]> arrays = new ArrayList<>();
    private float[] w = {};
    private float[] g = {};
    private float[] a = {};
    private float[] b = {};
    private float[] c = {};
    private float[] d = {};

    @Override
    public void prepare() {
        kernel = twin.kernels().updates();
        w = Data.normal(1, length);
        g = Data.normal(2, length);
        a = Data.positive(3, length);
        b = Data.positive(4, length);
        c = Data.positive(5, length);
        d = Data.positive(6, length);
        arrays.clear();
        arrays.addAll(List.of(w, a, b, c, d));
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
            case SGD -> kernel.descent().sgd(w, g, 0, n, 0.01f, 1, 0.01f, 1);
            case MOMENTUM -> kernel.descent().momentum(w, g, a, 0, n, 0.01f, 0.9f, 1, 1, 0, 1, 0.01f, 1);
            case LION -> kernel.descent().lion(w, g, a, 0, n, 0.01f, 0.9f, 0.1f, 0.99f, 0.01f, 1, 0.01f, 1);
            case RPROP -> kernel.descent().rprop(w, g, a, b, 0, n, 1.2f, 0.5f, 1e-6f, 0.1f, 1, 0.01f, 1);
            case ADA_GRAD -> kernel.root().adaGrad(w, g, a, 0, n, 0.01f, 0, 1e-7f, 1, 0.01f, 1);
            case RMS_PROP -> kernel.root().rmsProp(w, g, a, 0, n, 0.001f, 0.9f, 0.1f, 1, 0, 1e-7f, 1, 0.01f, 1);
            case RMS_PROP_FULL ->
                kernel.root()
                        .rmsPropFull(w, g, a, b, c, 0, n, 0.001f, 0.9f, 0.1f, 1, 0.9f, 1, 1, 0, 1e-7f, 1, 0.01f, 1);
            case ADADELTA -> kernel.root().adadelta(w, g, a, b, 0, n, 0.1f, 0.9f, 0.1f, 1e-6f, 1, 0.01f, 1);
            default -> adam(n);
        }
        memory.gigabytes += 4e-9 * length * rule.floats;
    }

    private void adam(int n) {
        switch (rule) {
            case ADAM ->
                kernel.adam().adam(w, g, a, b, 0, n, 0.001f, 0.9f, 0.1f, 0.999f, 0.001f, 1, 0, 1e-7f, 1, 0.01f, 1);
            case AMS_GRAD ->
                kernel.adam()
                        .amsGrad(w, g, a, b, c, 0, n, 0.001f, 0.9f, 0.1f, 0.999f, 0.001f, 1, 1, 0, 1e-7f, 1, 0.01f, 1);
            case ADAMAX -> kernel.adam().adamax(w, g, a, b, 0, n, 0.001f, 0.9f, 0.1f, 0.999f, 0, 1e-7f, 1, 0.01f, 1);
            case NADAM ->
                kernel.adam()
                        .nadam(w, g, a, b, 0, n, 0.001f, 1e-4f, 0.9f, 0.1f, 0.999f, 0.001f, 1, 0, 1e-7f, 1, 0.01f, 1);
            case ADA_BELIEF ->
                kernel.variant()
                        .adaBelief(w, g, a, b, 0, n, 0.001f, 0.9f, 0.1f, 0.999f, 0.001f, 1, 1e-8f, 1e-7f, 1, 0.01f, 1);
            case YOGI -> kernel.variant().yogi(w, g, a, b, 0, n, 0.001f, 0.9f, 0.1f, 0.001f, 1, 0, 1e-3f, 1, 0.01f, 1);
            case ADAN ->
                kernel.variant()
                        .adan(
                                w, g, a, b, c, d, 0, n, 0.001f, 0.001f, 0.98f, 0.02f, 0.92f, 0.08f, 0.99f, 0.01f, 0.92f,
                                1, 1, 0, 1e-7f, 1, 0.01f, 1);
            case SCHEDULE_FREE ->
                kernel.variant()
                        .scheduleFree(
                                w,
                                g,
                                a,
                                b,
                                0,
                                n,
                                0.001f,
                                0.9f,
                                0.1f,
                                1.1111112f,
                                0.11111111f,
                                0.01f,
                                0.999f,
                                0.001f,
                                1,
                                1e-7f,
                                0.01f,
                                1,
                                0);
            default -> throw new IllegalStateException(rule.name());
        }
    }
}
