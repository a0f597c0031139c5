package dev.lanewise.bench;

import dev.lanewise.kernel.Execution;
import dev.lanewise.optim.Optimizer;

/** Measures this machine. Not for use by several threads. */
public final class Bench {

    private final Execution execution;
    private final double seconds;
    private final double warmUpSeconds;
    private final MachineMeter machine;

    /**
     * Measures the machine's copy, and gets ready to measure its peak along with everything else.
     *
     * @param seconds time of each measurement after its warm-up
     * @param warmUpSeconds most time of a warm-up, which ends before when the rate has settled and the JIT compiler is quiet
     */
    public Bench(Execution execution, double seconds, double warmUpSeconds) {
        this.execution = execution;
        this.seconds = seconds;
        this.warmUpSeconds = warmUpSeconds;
        machine = new MachineMeter(execution, warmUpSeconds);
    }

    /** Measures training steps; the loss must fall, which {@link StepResult#lossFell} tells. */
    public StepResult steps(Workload workload, Optimizer optimizer) {
        return new StepBench(workload, optimizer, execution).run(machine, seconds, warmUpSeconds);
    }

    /** Measures a matrix product. */
    public ProductResult product(Product product) {
        return ProductBench.run(product, execution, machine, seconds, warmUpSeconds);
    }

    /** Measures an optimizer's step on arrays of {@code parameters} elements. */
    public UpdateResult update(Optimizer optimizer, int parameters) {
        return new UpdateBench(optimizer, parameters, execution).run(machine, seconds, warmUpSeconds);
    }

    /** Measures predictions of single rows through a workload's network, in the calling thread. */
    public PredictionResult prediction(Workload workload) {
        return PredictionBench.run(workload, execution.kernels(), machine, seconds, warmUpSeconds);
    }

    /** Returns the machine as the latest measurement saw it. */
    public Machine machine() {
        return machine.machine();
    }
}
