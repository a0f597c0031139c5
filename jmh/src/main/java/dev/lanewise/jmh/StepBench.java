package dev.lanewise.jmh;

import dev.lanewise.kernel.Execution;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingPlan;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/** Whole training steps: forward, loss, backward, update. */
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
public class StepBench extends TwinBench {

    /** The network, batch and loss. */
    @Param
    public Workload workload = Workload.TINY;

    /** The optimizer, at its defaults. */
    @Param({"sgd", "adam"})
    public String optimizer = "sgd";

    /** Members of the team. */
    @Param("1")
    public int threads;

    /** How large the numbers are; for the cost of subnormal ones, {@code -p numbers=NORMAL,SUBNORMAL,DEAD,DECAYED,SMALL}. */
    @Param("NORMAL")
    public String numbers = "NORMAL";

    private @Nullable Execution execution;
    private @Nullable Network network;
    private @Nullable Trainer trainer;
    private float[] x = {};
    private float[] y = {};
    private final double[] loss = new double[1];

    @Override
    public boolean large() {
        return workload == Workload.WIDE;
    }

    @Override
    public void prepare() {
        execution = Execution.of(twin.kernels(), threads);
        x = Numbers.valueOf(numbers).left(workload.features());
        y = workload.targets();
        restart();
    }

    /** Starts anew, so that no iteration trains a network that has nothing left to learn. */
    @Setup(Level.Iteration)
    public void restart() {
        network = Network.of(workload.network(), 1);
        Numbers.valueOf(numbers).right(network.parameters());
        TrainingPlan plan = TrainingPlan.of(Optimizers.parse(optimizer, Map.of()), workload.loss());
        trainer = new Trainer(network, plan, Objects.requireNonNull(execution));
        if ("DEAD".equals(numbers)) {
            Numbers.kill(network, trainer.optimizerState());
        }
    }

    @Override
    public List<?> results() {
        return List.of(Objects.requireNonNull(network).parameters(), loss);
    }

    @Override
    public void close() {
        Objects.requireNonNull(execution).close();
    }

    /** One step. */
    @Benchmark
    public void train(Counters.Training training) {
        loss[0] = Objects.requireNonNull(trainer).trainBatch(x, y, null, workload.batch());
        training.step(workload);
    }
}
