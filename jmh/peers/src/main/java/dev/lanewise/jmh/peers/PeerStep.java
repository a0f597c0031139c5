package dev.lanewise.jmh.peers;

import dev.lanewise.jmh.Counters;
import dev.lanewise.jmh.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Whole training steps of a peer on one batch, whose data it already has in its own form. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class PeerStep {

    static final float SGD_RATE = 0.01f;
    static final float ADAM_RATE = 0.001f;

    /** The network, batch and loss. */
    @Param
    public Workload workload = Workload.TINY;

    /** Threads to use. */
    @Param("1")
    public int threads;

    /** Makes data and network; called again before every iteration, as ours is. */
    @Setup(Level.Iteration)
    public abstract void prepare();

    /** Frees what {@link #prepare} took. */
    @TearDown(Level.Iteration)
    public void release() {}

    /** Does a step: forward, loss, backward, update. */
    abstract void step();

    /** Returns the mean loss of the batch now; not measured. */
    abstract double loss();

    /** Returns the number of weights and biases. */
    abstract long parameters();

    /** One step. */
    @Benchmark
    public void train(Counters.Training training) {
        step();
        training.step(workload);
    }

    /** Returns the targets one-hot where they are classes of a softmax, else as they are: {@code [batch][outputs]}. */
    static float[] dense(Workload workload) {
        float[] targets = workload.targets();
        int outputs = workload.outputs();
        if (targets.length == workload.batch() * outputs) {
            return targets;
        }
        float[] dense = new float[workload.batch() * outputs];
        for (int r = 0; r < workload.batch(); r++) {
            dense[r * outputs + (int) targets[r]] = 1;
        }
        return dense;
    }
}
