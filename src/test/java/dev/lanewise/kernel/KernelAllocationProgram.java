package dev.lanewise.kernel;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.lanewise.core.SeededRandom;
import java.lang.management.ManagementFactory;

/** Runs every vector twin until nothing is allocated and prints a line for each that goes on; see {@link KernelAllocationTest}. */
final class KernelAllocationProgram {

    /** What is printed at the end, before the number of checks. */
    static final String DONE = "checks done: ";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Nanoseconds of processor time that the JIT compiler has to be done. */
    private static final long PATIENCE = 20_000_000_000L;

    private static final int N = 403;

    private final SeededRandom random = Cases.random(1);
    private final float[] a = normal();
    private final float[] b = normal();
    private final float[] c = normal();
    private final float[] d = normal();
    private final float[] e = normal();

    private final float[] wide = new float[35 * 72];
    private final float[] result = new float[35 * 72];

    private float[] normal() {
        float[] values = new float[N];
        for (int i = 0; i < N; i++) {
            values[i] = (float) random.nextNormal();
        }
        return values;
    }

    private int checks;

    private KernelAllocationProgram() {}

    /** Runs all checks. */
    public static void main(String[] arguments) {
        KernelAllocationProgram program = new KernelAllocationProgram();
        for (Activation activation : Activation.values()) {
            program.activation(activation);
        }
        for (LossFunction function : LossFunction.values()) {
            program.loss(function);
        }
        program.rows();
        program.updates();
        program.otherUpdates();
        program.penalties();
        program.averages();
        program.sums();
        program.dropout();
        program.scales();
        program.embeddings();
        program.normalizations();
        program.products();
        System.out.println(DONE + program.checks);
    }

    private void check(String what, Runnable kernel) {
        long bytes = Long.MAX_VALUE;
        for (long end = PROCESS.getProcessCpuTime() + PATIENCE; bytes > 0 && PROCESS.getProcessCpuTime() < end; ) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 400; i++) {
                kernel.run();
            }
            bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        checks++;
        if (bytes > 0) {
            System.out.println(what + ": " + bytes + " bytes in 400 calls");
        }
    }

    private void activation(Activation activation) {
        ActivationKernel kernel = new ActivationVector();
        float[] scratch = new float[800];
        check(activation.label(), () -> kernel.forward(activation, a, 1, b, 2, 400));
        check(activation.label() + " derivative", () -> {
            System.arraycopy(c, 0, d, 0, N);
            kernel.backward(activation, a, 1, d, 2, 400, scratch, 0);
        });
    }

    private void loss(LossFunction function) {
        LossKernel kernel = new LossVector();
        check(function.name(), () -> kernel.elements(function, 0.3f, a, 1, b, 2, c, 0, d, 1, 400, 0.5f));
    }

    private void rows() {
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

    private void updates() {
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

    private void otherUpdates() {
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

    private void penalties() {
        PenaltyKernel kernel = new PenaltyVector();
        double[] squares = new double[80];
        check("decay", () -> kernel.addDecay(a, b, 1, 401, 1e-3f, 1e-3f));
        check("clip", () -> kernel.clip(a, 1, 401, 1));
        check("multiply", () -> kernel.multiply(a, 1, 401, 0.999f));
        check("column squares", () -> kernel.columnSquares(a, 1, 5, 80, squares));
        check("scaled columns", () -> kernel.scaleColumns(a, 1, 5, 80, b));
    }

    private void averages() {
        AverageKernel kernel = new AverageVector();
        check("average", () -> kernel.follow(a, b, 1, 401, 0.1f));
    }

    private void sums() {
        SumKernel kernel = new SumVector();
        double[] lanes = new double[SumKernel.LANES];
        check("sum", () -> lanes[0] = kernel.sum(a, 0, N, lanes));
        check("sum of squares", () -> lanes[0] = kernel.sumOfSquares(a, 0, N, lanes));
        check("sum of magnitudes", () -> lanes[0] = kernel.sumOfMagnitudes(a, 0, N, lanes));
        check("dot", () -> lanes[0] = kernel.dot(a, 0, b, 1, N - 1, lanes));
    }

    private void dropout() {
        DropoutKernel kernel = new DropoutVector();
        long[] kept = new long[DropoutKernel.words(400)];
        check("dropout", () -> kernel.forward(3, 4, 0x20000000, 1.1f, a, 1, b, 2, 400, kept, 0));
        check("dropout of deltas", () -> kernel.backward(kept, 0, 1.1f, a, 1, b, 2, 400));
    }

    private void products() {
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
        check("copied panels", () -> ProductPanels.copy(a, 0, n, 3, scratch.panel, 0));
        for (int rows : new int[] {1, 2, 3, 4, 5, 7, 8, 20}) {
            check("products of " + rows + " rows", () -> {
                for (int outputs = 1; outputs <= 72; outputs += outputs < 33 ? 1 : 13) {
                    products(kernel, rows, 5, outputs, scratch);
                    products(kernel, rows, 9, outputs, scratch);
                    products(kernel, rows, 35, outputs, scratch);
                }
            });
        }
    }

    private void scales() {
        ScaleKernel kernel = new ScaleVector();
        for (int columns : new int[] {1, 3, 4, 5, 8, 9, 16, 23, 35, 64, 71}) {
            int rows = 35;
            check("scale of " + columns, () -> kernel.multiply(wide, 0, a, 0, result, 0, columns, 0, rows));
            check(
                    "scale and bias of " + columns,
                    () -> kernel.affine(wide, 0, a, 0, b, 0, result, 0, columns, 0, rows));
            check(
                    "scale gradient of " + columns,
                    () -> kernel.scaleGradient(wide, 0, result, 0, c, 0, rows, columns, 0, columns, 4, false));
            check(
                    "scale's bias gradient of " + columns,
                    () -> kernel.biasGradient(wide, 0, c, 0, rows, columns, 0, columns, 4, true));
        }
    }

    private void embeddings() {
        EmbeddingKernel kernel = new EmbeddingVector();
        int rows = 40;
        int[] starts = {0, 3, 8};
        int[] first = new int[8];
        int[] next = new int[2 * rows];
        float[] x = new float[rows * 4];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 4 < 2 ? 0.5f : i % 3;
        }
        for (int dimension : new int[] {1, 4, 8, 16, 20}) {
            int outputs = 2 + 2 * dimension;
            check(
                    "embeddings of " + dimension,
                    () -> kernel.gather(x, 0, 4, starts, wide, 0, dimension, result, 0, 0, rows));
            check("embedding gradient of " + dimension, () -> {
                EmbeddingKernel.link(x, 2, 4, rows, 3, first, 0, next, 0);
                kernel.gradient(first, 0, next, 0, wide, 2, outputs, c, 0, 3, dimension, 7, true);
            });
        }
    }

    private void normalizations() {
        NormalizeKernel kernel = new NormalizeVector();
        float[] scratch = new float[NormalizeKernel.SCRATCH];
        for (int columns : new int[] {1, 3, 4, 5, 8, 9, 16, 23, 35, 64, 71}) {
            int rows = 35;
            check("rows of " + columns, () -> kernel.rows(wide, 0, result, 0, a, columns, 0, rows, 1e-5, scratch));
            check(
                    "deltas of rows of " + columns,
                    () -> kernel.rowDeltas(wide, 0, a, result, 0, columns, 0, rows, scratch));
            check(
                    "columns of " + columns,
                    () -> kernel.columns(wide, 0, a, b, result, 0, columns, 0, rows, 0, columns));
            check(
                    "deltas of columns of " + columns,
                    () -> kernel.columnDeltas(wide, 0, wide, 0, a, b, c, result, 0, columns, 0, rows));
            check("sums of " + columns, () -> kernel.add(wide, 0, a, 0, result, 0, columns));
        }
    }

    private void products(ProductKernel kernel, int rows, int inputs, int outputs, ProductScratch scratch) {
        kernel.affine(wide, 0, wide, 0, wide, 0, result, 0, inputs, outputs, 0, rows, 0, outputs, scratch);
        kernel.inputGradient(wide, 0, wide, 0, result, 0, inputs, outputs, 0, rows, 0, inputs, scratch);
        kernel.weightGradient(
                wide, 0, wide, 0, result, 0, rows, inputs, outputs, 0, inputs, 0, outputs, false, scratch);
    }
}
