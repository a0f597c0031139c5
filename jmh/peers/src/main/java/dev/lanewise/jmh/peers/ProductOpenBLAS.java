package dev.lanewise.jmh.peers;

import dev.lanewise.jmh.Counters;
import dev.lanewise.jmh.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The products of a dense layer by OpenBLAS, from aligned memory outside the heap, without the bias that ours adds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ProductOpenBLAS {

    private static final int ALIGNMENT = 64;

    /** {@code MxNxK}. */
    @Param({
        "128x512x784",
        "128x256x512",
        "784x512x128",
        "192x192x192",
        "384x384x384",
        "768x768x768",
        "1536x1536x1536",
        "256x2048x2048",
        "32x64x64",
        "77x33x129",
        "1x512x784",
        "128x10x256",
        "16x512x784",
        "16x1x64",
        "7x1000x33"
    })
    public String shape = "1x1x1";

    private Shape size = new Shape(1, 1, 1);
    MemorySegment left = MemorySegment.NULL;
    MemorySegment right = MemorySegment.NULL;
    MemorySegment result = MemorySegment.NULL;

    /** Makes the matrices. */
    @Setup
    public void prepare() {
        OpenBlas.threads(1);
        size = Shape.parse(shape);
        left = matrix(size.m() * size.k());
        right = matrix(size.k() * size.n());
        result = matrix(size.m() * size.n());
    }

    private static MemorySegment matrix(int length) {
        MemorySegment segment = Arena.global().allocate(4L * length, ALIGNMENT);
        for (int i = 0; i < length; i++) {
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) Math.sin(i + 1.0));
        }
        return segment;
    }

    /** Plain times plain. */
    @Benchmark
    public void affine(Counters.Arithmetic arithmetic) {
        OpenBlas.multiply(false, false, size.m(), size.n(), size.k(), left, right, result);
        arithmetic.gflops += size.gigaflop();
    }

    /** Plain times transposed. */
    @Benchmark
    public void inputGradient(Counters.Arithmetic arithmetic) {
        OpenBlas.multiply(false, true, size.m(), size.n(), size.k(), left, right, result);
        arithmetic.gflops += size.gigaflop();
    }

    /** Transposed times plain. */
    @Benchmark
    public void weightGradient(Counters.Arithmetic arithmetic) {
        OpenBlas.multiply(true, false, size.m(), size.n(), size.k(), left, right, result);
        arithmetic.gflops += size.gigaflop();
    }
}
