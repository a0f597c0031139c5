package dev.lanewise.jmh;

import dev.lanewise.core.CacheLines;
import dev.lanewise.kernel.ProductKernel;
import dev.lanewise.kernel.ProductScratch;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/** The products of a dense layer, each with a result of M x N elements that are chains of K terms. */
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ProductBench extends TwinBench {

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

    /** How large the numbers are; for the cost of subnormal ones, {@code -p numbers=NORMAL,SUBNORMAL,DECAYED,SMALL}. */
    @Param("NORMAL")
    public String numbers = "NORMAL";

    /** Where weights and deltas start in a network's slabs. */
    private static final int START = CacheLines.START;

    private ProductKernel kernel = Twin.SCALAR.kernels().products();
    private ProductScratch scratch = ProductScratch.forward();
    private Shape size = new Shape(1, 1, 1);
    private float[] left = {};
    private float[] right = {};
    private float[] bias = {};
    private float[] affine = {};
    private float[] inputGradient = {};
    private float[] weightGradient = {};
    private float[] biasGradient = {};

    @Override
    public boolean large() {
        return Shape.parse(shape).gigaflop() > 0.15;
    }

    @Override
    public void prepare() {
        kernel = twin.kernels().products();
        scratch = ProductScratch.training();
        size = Shape.parse(shape);
        left = Numbers.valueOf(numbers).left(Data.normal(1, size.m() * size.k()));
        float[] matrix = Numbers.valueOf(numbers).right(Data.normal(2, size.k() * size.n()));
        right = new float[START + matrix.length];
        System.arraycopy(matrix, 0, right, START, matrix.length);
        bias = Data.normal(3, size.n());
        affine = new float[size.m() * size.n()];
        inputGradient = new float[size.m() * size.n()];
        weightGradient = new float[size.m() * size.n()];
        biasGradient = new float[size.n()];
    }

    @Override
    public List<float[]> results() {
        return List.of(affine, inputGradient, weightGradient, biasGradient);
    }

    /** M rows of a batch, K inputs, N outputs. */
    @Benchmark
    public void affine(Counters.Arithmetic arithmetic) {
        int m = size.m();
        int n = size.n();
        kernel.affine(left, 0, right, START, bias, 0, affine, 0, size.k(), n, 0, m, 0, n, scratch);
        arithmetic.gflops += size.gigaflop();
    }

    /** M rows of a batch, K outputs, N inputs. */
    @Benchmark
    public void inputGradient(Counters.Arithmetic arithmetic) {
        int m = size.m();
        int n = size.n();
        kernel.inputGradient(left, 0, right, START, inputGradient, 0, n, size.k(), 0, m, 0, n, scratch);
        arithmetic.gflops += size.gigaflop();
    }

    /** K rows of a batch, M inputs, N outputs. */
    @Benchmark
    public void weightGradient(Counters.Arithmetic arithmetic) {
        int m = size.m();
        int n = size.n();
        kernel.weightGradient(left, 0, right, START, weightGradient, 0, size.k(), m, n, 0, m, 0, n, false, scratch);
        arithmetic.gflops += size.gigaflop();
    }

    /** K rows of a batch, N outputs: additions only. */
    @Benchmark
    public void biasGradient(Counters.Arithmetic arithmetic) {
        kernel.biasGradient(right, START, biasGradient, 0, size.k(), size.n(), 0, size.n(), false);
        arithmetic.gflops += 1e-9 * size.k() * size.n();
    }
}
