package dev.lanewise.bench;

import dev.lanewise.optim.Optimizer;

/**
 * Training steps, measured.
 *
 * @param workload what was trained
 * @param optimizer optimizer
 * @param parameters parameters of the network
 * @param steps windows of steps
 * @param kernelWarmUpSeconds time in which a narrow sibling was trained before, for the sake of the JIT compiler
 * @param machine the machine at that time
 * @param lossStart mean loss of the first steps, one for each draw of the targets
 * @param lossEnd mean loss of the last steps, over the same targets
 * @param stepsInAll steps from the first to the last, those of the warm-up included
 */
public record StepResult(
        Workload workload,
        Optimizer optimizer,
        int parameters,
        Samples steps,
        double kernelWarmUpSeconds,
        Machine machine,
        double lossStart,
        double lossEnd,
        long stepsInAll) {

    /** Returns the rows trained on in a second. */
    public double samplesPerSecond() {
        return steps.median() * workload.batch();
    }

    /** Returns the same in the best window. */
    public double bestSamplesPerSecond() {
        return steps.best() * workload.batch();
    }

    /** Returns the arithmetic of the matrix products, a multiply-add counted as 2, in GFLOP/s. */
    public double gflops() {
        return steps.median() * workload.stepFlops() * 1e-9;
    }

    /** Returns {@link #gflops} over the measured peak of all threads. */
    public double fractionOfPeak() {
        return gflops() / machine.peakAllThreads();
    }

    /** Returns whether the training did learn. */
    public boolean lossFell() {
        return lossEnd < lossStart;
    }
}
