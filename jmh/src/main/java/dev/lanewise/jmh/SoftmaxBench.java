package dev.lanewise.jmh;

import dev.lanewise.kernel.LossKernel;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** What works on the rows of a matrix of logits. */
public class SoftmaxBench extends TwinBench {

    /** Rows and classes. */
    @Param({"1x1000", "77x33", "128x10", "256x100", "4099x3"})
    public String matrix = "1x1";

    private LossKernel kernel = Twin.SCALAR.kernels().losses();
    private int rows;
    private int classes;
    private float[] logits = {};
    private float[] targets = {};
    private float[] losses = {};
    private float[] deltas = {};
    private float[] probabilities = {};
    private float[] scaled = {};
    private float[] signs = {};
    private final float[] scratch = new float[LossKernel.SCRATCH];

    @Override
    public void prepare() {
        kernel = twin.kernels().losses();
        String[] sizes = matrix.split("x");
        rows = Integer.parseInt(sizes[0]);
        classes = Integer.parseInt(sizes[1]);
        logits = Data.normal(1, rows * classes);
        targets = Data.classes(2, rows, classes);
        losses = new float[rows];
        deltas = new float[rows * classes];
        probabilities = new float[rows * classes];
        scaled = Data.normal(3, rows * classes);
        signs = new float[rows];
        for (int r = 0; r < rows; r++) {
            signs[r] = r % 2 == 0 ? -1 : 1; // in place again and again, other weights would leave the normal floats
        }
    }

    @Override
    public List<float[]> results() {
        return List.of(losses, deltas, probabilities, scaled);
    }

    /** Loss and deltas. */
    @Benchmark
    public void crossEntropy(Counters.Memory memory) {
        kernel.softmaxCrossEntropy(logits, 0, targets, 0, losses, 0, deltas, 0, rows, classes, 0.1f, 0.01f, scratch);
        memory.gigabytes += 8e-9 * rows * (classes + 1);
    }

    /** Probabilities. */
    @Benchmark
    public void softmax(Counters.Memory memory) {
        kernel.softmax(logits, 0, probabilities, 0, rows, classes, scratch);
        memory.gigabytes += 8e-9 * rows * classes;
    }

    /** Weights of the rows, in place. */
    @Benchmark
    public void scaleRows(Counters.Memory memory) {
        kernel.scaleRows(scaled, 0, rows, classes, signs, 0);
        memory.gigabytes += 8e-9 * rows * classes;
    }
}
