package dev.lanewise.jmh;

import dev.lanewise.kernel.PenaltyKernel;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** What changes gradients and weights beside the update. What is written over keeps its magnitude however often: factors are -1. */
public class PenaltyBench extends TwinBench {

    private static final int ROWS = 64;

    /** Columns of the matrices. */
    @Param({"1", "7", "33", "77", "1000"})
    public int columns;

    private PenaltyKernel kernel = Twin.SCALAR.kernels().penalties();
    private float[] w = {};
    private float[] decayed = {};
    private float[] clipped = {};
    private float[] multiplied = {};
    private float[] scaled = {};
    private float[] factors = {};
    private double[] squares = {};

    @Override
    public void prepare() {
        kernel = twin.kernels().penalties();
        int size = ROWS * columns;
        w = Data.normal(1, size);
        decayed = Data.normal(2, size);
        clipped = Data.normal(3, size);
        multiplied = Data.normal(4, size);
        scaled = Data.normal(5, size);
        factors = new float[columns];
        Arrays.fill(factors, -1);
        squares = new double[columns];
    }

    @Override
    public List<?> results() {
        return List.of(decayed, clipped, multiplied, scaled, squares);
    }

    /** L1 and L2. */
    @Benchmark
    public void addDecay(Counters.Memory memory) {
        kernel.addDecay(w, decayed, 0, w.length, 1e-4f, 1e-4f);
        memory.gigabytes += 12e-9 * w.length;
    }

    /** Clipping of elements. */
    @Benchmark
    public void clip(Counters.Memory memory) {
        kernel.clip(clipped, 0, w.length, 0.5f);
        memory.gigabytes += 8e-9 * w.length;
    }

    /** A factor, as of clipping by the norm. */
    @Benchmark
    public void multiply(Counters.Memory memory) {
        kernel.multiply(multiplied, 0, w.length, -1);
        memory.gigabytes += 8e-9 * w.length;
    }

    /** Squares of the columns. */
    @Benchmark
    public void columnSquares(Counters.Memory memory) {
        kernel.columnSquares(w, 0, ROWS, columns, squares);
        memory.gigabytes += 4e-9 * w.length;
    }

    /** A factor for each column. */
    @Benchmark
    public void scaleColumns(Counters.Memory memory) {
        kernel.scaleColumns(scaled, 0, ROWS, columns, factors);
        memory.gigabytes += 8e-9 * w.length;
    }
}
