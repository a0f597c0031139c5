package dev.lanewise.jmh;

import dev.lanewise.core.Layout;
import dev.lanewise.core.Tensor;
import dev.lanewise.kernel.Execution;
import dev.lanewise.optim.OptimizerState;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.optim.ParameterGroups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/** Whole optimizer steps over a slab. */
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class OptimizerBench extends TwinBench {

    /** Its name. */
    @Param({"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"})
    public String optimizer = "sgd";

    /** Length of the slab: in the nearest cache, that of the digits' network, in memory. */
    @Param({"4099", "535818", "16000000"})
    public int parameters;

    /** Members of the team. */
    @Param("1")
    public int threads;

    /** How large the numbers are; for the cost of subnormal ones, {@code -p numbers=NORMAL,SUBNORMAL,DEAD,DECAYED,SMALL}. */
    @Param("NORMAL")
    public String numbers = "NORMAL";

    private @Nullable Execution execution;
    private @Nullable OptimizerState state;
    private float[] w = {};
    private float[] g = {};

    @Override
    public boolean large() {
        return parameters > 1_000_000;
    }

    @Override
    public void prepare() {
        execution = Execution.of(twin.kernels(), threads);
        // Coupled weight decay would make normal gradients of those that are none.
        Map<String, String> decay = "NORMAL".equals(numbers) ? Map.of("weight-decay", "0.01") : Map.of();
        // Laid out as a network's parameters are.
        Layout.Builder builder = Layout.alignedBuilder();
        builder.add("parameters", 1, parameters, Tensor.Kind.BIAS);
        Layout layout = builder.build();
        w = Numbers.valueOf(numbers).right(Data.normal(1, layout.size()));
        g = Numbers.valueOf(numbers).left(Data.normal(2, layout.size()));
        state = Optimizers.parse(optimizer, decay).start(ParameterGroups.of(layout));
        if (List.of("DEAD", "DECAYED").contains(numbers)) {
            Arrays.fill(g, 0);
            state.slabs().values().forEach(slab -> Arrays.fill(slab, 1e-40f));
        }
    }

    @Override
    public List<float[]> results() {
        List<float[]> all =
                new ArrayList<>(Objects.requireNonNull(state).slabs().values());
        all.add(w);
        return all;
    }

    @Override
    public void close() {
        Objects.requireNonNull(execution).close();
    }

    /** One step. */
    @Benchmark
    public void step(Counters.Memory memory) {
        Objects.requireNonNull(state).step(Objects.requireNonNull(execution), w, g);
        memory.gigabytes += 4e-9 * parameters * (3 + 2 * state.slabs().size());
    }
}
