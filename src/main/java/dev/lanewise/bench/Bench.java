package dev.lanewise.bench;

import dev.lanewise.kernel.Execution;
import dev.lanewise.optim.Optimizer;

/** Measures this machine. Not for use by several threads. */
public final class Bench {

    /** Most time of a warm-up: the compiler may share a core with the work, and needs seconds for the larger kernels. */
    private static final double WARM_UP_SECONDS = 15;

    private final Execution execution;
    private final double seconds;
    private final MachineMeter machine;

    /**
     * Measures the machine's copy, and gets ready to measure its peak along with everything else.
     *
     * @param seconds time of each measurement after its warm-up, which takes as long as rates change or the JIT compiler
     *     is busy, but at most {@value #WARM_UP_SECONDS} seconds
     */
    public Bench(Execution execution, double seconds) {
        this.execution = execution;
        this.seconds = seconds;
        machine = new MachineMeter(execution, WARM_UP_SECONDS);
    }

    /** Measures training steps. */
    public StepResult steps(Workload workload, Optimizer optimizer) {
        return new StepBench(workload, optimizer, execution).run(machine, seconds, WARM_UP_SECONDS);
    }
}
