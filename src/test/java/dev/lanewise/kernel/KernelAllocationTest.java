package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.lanewise.core.SeededRandom;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No vector twin allocates once it is compiled. One helper that the JIT compiler does not inline would box every vector that passes through
 * it, and cost most of the speed.
 */
class KernelAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Nanoseconds that the JIT compiler has to be done, on a busy machine, too. */
    private static final long PATIENCE = 60_000_000_000L;

    private static final int N = 403;

    private final SeededRandom random = Cases.random(1);
    private final float[] a = normal();
    private final float[] b = normal();
    private final float[] c = normal();
    private final float[] d = normal();
    private final float[] e = normal();

    private float[] normal() {
        float[] values = new float[N];
        for (int i = 0; i < N; i++) {
            values[i] = (float) random.nextNormal();
        }
        return values;
    }

    private static void check(String what, Runnable kernel) {
        long bytes = Long.MAX_VALUE;
        for (long end = System.nanoTime() + PATIENCE; bytes > 0 && System.nanoTime() < end; ) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 400; i++) {
                kernel.run();
            }
            bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, bytes, what + ": bytes in 400 calls");
    }

    @ParameterizedTest
    @EnumSource
    void activations(Activation activation) {
        ActivationKernel kernel = new ActivationVector();
        float[] scratch = new float[800];
        check(activation.label(), () -> kernel.forward(activation, a, 1, b, 2, 400));
        check(activation.label() + " derivative", () -> {
            System.arraycopy(c, 0, d, 0, N);
            kernel.backward(activation, a, 1, d, 2, 400, scratch, 0);
        });
    }

    @ParameterizedTest
    @EnumSource
    void losses(LossFunction function) {
        LossKernel kernel = new LossVector();
        check(function.name(), () -> kernel.elements(function, 0.3f, a, 1, b, 2, c, 0, d, 1, 400, 0.5f));
    }

    @Test
    void rows() {
        LossKernel kernel = new LossVector();
        float[] scratch = new float[LossKernel.SCRATCH];
        float[] targets = new float[10];
        check(
                "softmax cross-entropy",
                () -> kernel.softmaxCrossEntropy(a, 0, targets, 0, c, 0, d, 0, 10, 39, 0.1f, 0.5f, scratch));
        check(
                "softmax cross-entropy of few classes",
                () -> kernel.softmaxCrossEntropy(a, 0, targets, 0, c, 0, d, 0, 10, 3, 0.1f, 0.5f, scratch));
        check("softmax of few classes", () -> kernel.softmax(a, 0, b, 0, 10, 3, scratch));
        check("softmax", () -> kernel.softmax(a, 0, b, 0, 10, 39, scratch));
        check("scaled rows", () -> kernel.scaleRows(c, 0, 10, 39, targets, 0));
        check("scaled short rows", () -> kernel.scaleRows(c, 0, 10, 3, targets, 0));
    }

    @Test
    void updates() {
        UpdateKernel kernel = new UpdateVector();
        float[][] slabs = {a, b, c, d, e};
        float[] h = Cases.positives(random, 8);
        for (String rule : UpdateTwinTest.RULES) {
            check(rule, () -> UpdateTwinTest.run(rule, kernel, slabs, 1, 401, h, 1, 0, 1));
        }
    }

    @Test
    void sums() {
        SumKernel kernel = new SumVector();
        double[] lanes = new double[SumKernel.LANES];
        check("sum", () -> lanes[0] = kernel.sum(a, 0, N, lanes));
        check("sum of squares", () -> lanes[0] = kernel.sumOfSquares(a, 0, N, lanes));
    }

    @Test
    void dropout() {
        DropoutKernel kernel = new DropoutVector();
        check("dropout", () -> kernel.row(3, 4, 0x20000000, 1.1f, a, 1, b, 2, 400));
    }

    @Test
    void products() {
        ProductKernel kernel = Kernels.vector().products();
        int n = 19;
        ProductScratch scratch = ProductScratch.training();
        check("affine", () -> kernel.affine(a, 1, b, 0, c, 0, d, 0, n, n, 0, n, 0, n, scratch));
        check("rows", () -> kernel.affine(a, 1, b, 0, c, 0, d, 0, 3, 100, 0, 2, 0, 100, scratch));
        check("input gradient", () -> kernel.inputGradient(a, 1, b, 0, d, 0, n, n, 0, n, 0, n, scratch));
        check("weight gradient", () -> kernel.weightGradient(a, 1, b, 0, d, 0, n, n, n, 0, n, 0, n, false, scratch));
        check("bias gradient", () -> kernel.biasGradient(a, 1, d, 0, n, n, 0, n, false));
    }
}
