package dev.lanewise.jmh;

import dev.lanewise.kernel.DropoutKernel;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Dropout of one row: forward, where the random numbers are the work, and of its deltas. */
public class DropoutBench extends TwinBench {

    /** Units of the row. */
    @Param({"1", "7", "33", "77", "1000", "4099"})
    public int length;

    private DropoutKernel kernel = Twin.SCALAR.kernels().dropout();
    private float[] in = {};
    private float[] out = {};
    private float[] deltas = {};
    private long[] kept = {};

    @Override
    public void prepare() {
        kernel = twin.kernels().dropout();
        in = Data.normal(1, length);
        out = new float[length];
        deltas = Data.normal(2, length);
        kept = new long[DropoutKernel.words(length)];
        row(new Counters.Memory());
    }

    @Override
    public List<float[]> results() {
        return List.of(out);
    }

    /** Drops a fifth. */
    @Benchmark
    public void row(Counters.Memory memory) {
        kernel.forward(12345, 67890, (int) (long) (0.2 * 0x1p32), 1.25f, in, 0, out, 0, length, kept, 0);
        memory.gigabytes += 8e-9 * length;
    }

    /** The same units of the deltas. */
    @Benchmark
    public void backward(Counters.Memory memory) {
        kernel.backward(kept, 0, 1.25f, deltas, 0, out, 0, length);
        memory.gigabytes += 8e-9 * length;
    }
}
