package dev.lanewise.jmh;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Execution;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/** A training step of members that share their dense layers, beside one of as many networks without members, and of as many without scaling layers. */
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MembersBench extends TwinBench {

    private static final int INPUTS = 30;

    /** What is trained. */
    public enum How {
        /** One network with all members. */
        SHARED,
        /** A network for each, with the same layers. */
        SEPARATE,
        /** A network for each, dense layers alone. */
        PLAIN
    }

    /** What is trained. */
    @Param
    public How how = How.SHARED;

    /** Members. */
    @Param({"8", "32"})
    public int members;

    /** Units of each of two hidden layers. */
    @Param({"64", "256"})
    public int units;

    /** Rows of a batch. */
    @Param({"32", "256"})
    public int batch;

    /** Members of the team. */
    @Param("1")
    public int threads;

    private @Nullable Execution execution;
    private final List<Network> networks = new ArrayList<>();
    private final List<Trainer> trainers = new ArrayList<>();
    private final double[] loss = new double[1];
    private float[] x = {};
    private float[] y = {};

    @Override
    public boolean large() {
        return members * units * batch > 1 << 19;
    }

    @Override
    public void prepare() {
        execution = Execution.of(twin.kernels(), threads);
        x = Data.normal(1, batch * INPUTS);
        y = Data.normal(2, batch);
        restart();
    }

    /** Starts anew. */
    @Setup(Level.Iteration)
    public void restart() {
        networks.clear();
        trainers.clear();
        int count = how == How.SHARED ? 1 : members;
        TrainingPlan plan = TrainingPlan.of(Adam.defaults(), new MeanSquaredError());
        for (int i = 0; i < count; i++) {
            Network network = network(how == How.SHARED ? members : 1, i);
            networks.add(network);
            trainers.add(new Trainer(network, plan, Objects.requireNonNull(execution)));
        }
    }

    private Network network(int own, int seed) {
        Initializer one = Initializer.constant(1);
        boolean scaled = how != How.PLAIN;
        Network.Builder builder = Network.input(INPUTS);
        if (scaled) {
            builder.members(own).scale(false, Initializer.RANDOM_SIGN);
        }
        for (int layer = 0; layer < 2; layer++) {
            builder.dense(units, Activation.RELU);
            if (scaled) {
                builder.scale(true, one);
            }
        }
        return builder.dense(1, Activation.IDENTITY).build(seed);
    }

    @Override
    public List<?> results() {
        List<Object> results = new ArrayList<>();
        networks.forEach(network -> results.add(network.parameters()));
        results.add(loss);
        return results;
    }

    @Override
    public void close() {
        Objects.requireNonNull(execution).close();
    }

    /** A step of all members. */
    @Benchmark
    public void train() {
        double sum = 0;
        for (Trainer trainer : trainers) {
            sum += trainer.trainBatch(x, y, null, batch);
        }
        loss[0] = sum;
    }
}
