package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.lanewise.core.SeededRandom;
import java.lang.management.ManagementFactory;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.BeforeAll;
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

    /**
     * Several lengths first: what is profiled of a vector method is shared by all lengths, and C2 boxes a vector that goes from a load to a store without any
     * arithmetic, once it has seen two.
     */
    @BeforeAll
    static void severalLengths() {
        float[] to = new float[16];
        for (int i = 0; i < 100_000; i++) {
            FloatVector.zero(FloatVector.SPECIES_128).intoArray(to, 0);
            FloatVector.zero(FloatVector.SPECIES_512).intoArray(to, 0);
        }
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
        UpdateDescentKernel descent = new UpdateDescentVector();
        check("sgd", () -> descent.sgd(a, b, 1, 401, 0.1f, 1, 0, 1));
        check("momentum", () -> descent.momentum(a, b, c, 1, 401, 0.1f, 0.9f, 1, 1, 0, 1, 0, 1));
        check("lion", () -> descent.lion(a, b, c, 1, 401, 0.1f, 0.9f, 0.1f, 0.9f, 0.1f, 1, 0, 1));
        check("rprop", () -> descent.rprop(a, b, c, d, 1, 401, 1.2f, 0.5f, 1e-6f, 50, 1, 0, 1));
        UpdateRootKernel root = new UpdateRootVector();
        check("adaGrad", () -> root.adaGrad(a, b, c, 1, 401, 0.1f, 0, 1e-8f, 1, 0, 1));
        check("rmsProp", () -> root.rmsProp(a, b, c, 1, 401, 0.1f, 0.9f, 0.1f, 1, 0, 1e-8f, 1, 0, 1));
        check(
                "rmsPropFull",
                () -> root.rmsPropFull(a, b, c, d, e, 1, 401, 0.1f, 0.9f, 0.1f, 1, 0.9f, 1, 1, 0, 1e-8f, 1, 0, 1));
        check("adadelta", () -> root.adadelta(a, b, c, d, 1, 401, 0.1f, 0.9f, 0.1f, 1e-6f, 1, 0, 1));
        UpdateAdamKernel adam = new UpdateAdamVector();
        check("adam", () -> adam.adam(a, b, c, d, 1, 401, 0.1f, 0.9f, 0.1f, 0.9f, 0.1f, 1, 0, 1e-8f, 1, 0, 1));
        check(
                "amsGrad",
                () -> adam.amsGrad(a, b, c, d, e, 1, 401, 0.1f, 0.9f, 0.1f, 0.9f, 0.1f, 1, 1, 0, 1e-8f, 1, 0, 1));
        check("adamax", () -> adam.adamax(a, b, c, d, 1, 401, 0.1f, 0.9f, 0.1f, 0.9f, 0, 1e-8f, 1, 0, 1));
        check("nadam", () -> adam.nadam(a, b, c, d, 1, 401, 0.1f, 0, 0.9f, 0.1f, 0.9f, 0.1f, 1, 0, 1e-8f, 1, 0, 1));
    }

    @Test
    void otherUpdates() {
        UpdateVariantKernel variant = new UpdateVariantVector();
        float[] f = normal();
        check(
                "adaBelief",
                () -> variant.adaBelief(a, b, c, d, 1, 401, 0.1f, 0.9f, 0.1f, 0.9f, 0.1f, 1, 0, 1e-8f, 1, 0, 1));
        check("yogi", () -> variant.yogi(a, b, c, d, 1, 401, 0.1f, 0.9f, 0.1f, 0.1f, 1, 0, 1e-3f, 1, 0, 1));
        check(
                "adan",
                () -> variant.adan(
                        a, b, c, d, e, f, 1, 401, 0.1f, 0.1f, 0.9f, 0.1f, 0.9f, 0.1f, 0.9f, 0.1f, 0.9f, 1, 1, 0, 1e-8f,
                        1, 0, 1));
        check(
                "scheduleFree",
                () -> variant.scheduleFree(
                        a, b, c, d, 1, 401, 0.1f, 0.9f, 0.1f, 1.1f, 0.1f, 0.1f, 0.9f, 0.1f, 1, 1e-8f, 0, 1, 0));
        UpdateLayerKernel layer = new UpdateLayerVector();
        check(
                "adamMoments",
                () -> layer.adamMoments(a, b, c, d, e, -1, 1, 401, 1, 0.9f, 0.1f, 0.9f, 0.1f, 1, 0, 1e-8f, 0, 1, 0));
        check("adamMove", () -> layer.adamMove(a, c, d, 1, 401, 0.1f, 1, 1, 0, 1e-8f, 0, 1));
        check(
                "prodigyMoments",
                () -> layer.prodigyMoments(a, b, c, d, e, f, f, -1, 1, 401, 0.9f, 0.1f, 0.9f, 0.1f, 0.9f, 0.1f, 1));
        check("direction", () -> layer.direction(a, b, c, d, -1, 1, 401, 0.9f, 0.1f, 1, 0, 1, 0));
        check("move", () -> layer.move(a, b, -1, 1, 401, 0.1f, 1));
        check("combine", () -> layer.combine(a, b, -1, 1, 401, 0.1f, 0.9f));
    }

    @Test
    void penalties() {
        PenaltyKernel kernel = new PenaltyVector();
        double[] squares = new double[80];
        check("decay", () -> kernel.addDecay(a, b, 1, 401, 1e-3f, 1e-3f));
        check("clip", () -> kernel.clip(a, 1, 401, 1));
        check("multiply", () -> kernel.multiply(a, 1, 401, 0.999f));
        check("column squares", () -> kernel.columnSquares(a, 1, 5, 80, squares));
        check("scaled columns", () -> kernel.scaleColumns(a, 1, 5, 80, b));
    }

    @Test
    void sums() {
        SumKernel kernel = new SumVector();
        double[] lanes = new double[SumKernel.LANES];
        check("sum", () -> lanes[0] = kernel.sum(a, 0, N, lanes));
        check("sum of squares", () -> lanes[0] = kernel.sumOfSquares(a, 0, N, lanes));
        check("sum of magnitudes", () -> lanes[0] = kernel.sumOfMagnitudes(a, 0, N, lanes));
        check("dot", () -> lanes[0] = kernel.dot(a, 0, b, 1, N - 1, lanes));
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
        check("few columns", () -> kernel.affine(a, 1, b, 0, c, 0, d, 0, n, 10, 0, n, 0, 10, scratch));
        check("few columns back", () -> kernel.inputGradient(a, 1, b, 0, d, 0, 10, n, 0, n, 0, 10, scratch));
        check(
                "few columns of weights",
                () -> kernel.weightGradient(a, 1, b, 0, d, 0, n, n, 10, 0, n, 0, 10, false, scratch));
        check("transposed blocks", () -> kernel.inputGradient(a, 1, b, 0, d, 0, 16, 16, 0, n, 0, 16, scratch));
        check("rows", () -> kernel.affine(a, 1, b, 0, c, 0, d, 0, 3, 100, 0, 2, 0, 100, scratch));
        check("input gradient", () -> kernel.inputGradient(a, 1, b, 0, d, 0, n, n, 0, n, 0, n, scratch));
        check("weight gradient", () -> kernel.weightGradient(a, 1, b, 0, d, 0, n, n, n, 0, n, 0, n, false, scratch));
        check("bias gradient", () -> kernel.biasGradient(a, 1, d, 0, n, n, 0, n, false));
        check("copied panels", () -> ProductPanels.copy(a, 0, n, 3, scratch.panel));
    }
}
