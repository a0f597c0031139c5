package dev.lanewise.bench;

import dev.lanewise.core.Room;
import dev.lanewise.kernel.Execution;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.Losses;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingPlan;
import dev.lanewise.train.TrainingRoom;
import java.util.Arrays;
import java.util.Map;

/** Measures whole training steps: {@link Trainer#trainBatch}, on one batch in memory, its targets redrawn from step to step. */
final class StepBench {

    /** More calls than the JIT compiler waits for before it compiles a method with all optimisations. */
    private static final int COMPILED_CALLS = 6_000;

    private final Workload workload;
    private final Optimizer optimizer;
    private final Execution execution;
    private final SyntheticBatch data;
    private final Network network;
    private final Trainer trainer;
    private final double[] first = new double[SyntheticBatch.DRAWS];
    private final double[] last = new double[SyntheticBatch.DRAWS];
    private long steps;

    StepBench(Workload workload, Optimizer optimizer, Execution execution) {
        this.workload = workload;
        this.optimizer = optimizer;
        this.execution = execution;
        Loss loss = Losses.parse(workload.loss(), Map.of());
        TrainingPlan plan = TrainingPlan.of(optimizer, loss).withBatchSize(workload.batch());
        Room.check(
                TrainingRoom.floats(workload.spec(), plan, workload.batch(), false, false),
                "A training step of this network",
                "a smaller batch or a smaller network");
        data = new SyntheticBatch(workload, loss.targetColumns(workload.outputs()));
        network = Network.of(workload.spec(), 1);
        trainer = new Trainer(network, plan, execution);
    }

    StepResult run(MachineMeter machine, double seconds, double limitSeconds) {
        double kernelWarmUp = warmKernelsUp(limitSeconds);
        Gauge gauge = new Gauge(this::steps, seconds / Gauge.WINDOWS).warmUp(limitSeconds);
        machine.alternate(gauge);
        return new StepResult(
                workload,
                optimizer,
                network.layout().parameters(),
                gauge.samples(),
                kernelWarmUp,
                machine.machine(),
                Arrays.stream(first).average().orElse(Double.NaN),
                Arrays.stream(last).average().orElse(Double.NaN),
                steps);
    }

    /**
     * Trains a narrow sibling for a while, so that kernels that are called only once a step reach the JIT compiler too: a large network takes
     * minutes for the calls that it asks for. Returns the seconds that it took.
     */
    private double warmKernelsUp(double limitSeconds) {
        StepBench sibling = new StepBench(workload.narrow(), optimizer, execution);
        long start = System.nanoTime();
        double elapsed = 0;
        while (sibling.steps < COMPILED_CALLS && elapsed < limitSeconds) {
            sibling.steps(1);
            elapsed = (System.nanoTime() - start) * 1e-9;
        }
        return elapsed;
    }

    private void steps(int times) {
        for (int i = 0; i < times; i++) {
            int draw = (int) (steps % SyntheticBatch.DRAWS);
            double loss = trainer.trainBatch(data.features, data.targets[draw], null, workload.batch());
            last[draw] = loss;
            if (steps < SyntheticBatch.DRAWS) {
                first[draw] = loss;
            }
            steps++;
        }
    }
}
