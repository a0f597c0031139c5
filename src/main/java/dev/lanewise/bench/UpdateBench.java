package dev.lanewise.bench;

import dev.lanewise.core.CacheLines;
import dev.lanewise.core.Layout;
import dev.lanewise.core.Room;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.TileTask;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.MachineKernel;
import dev.lanewise.optim.Muon;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.OptimizerState;
import dev.lanewise.optim.ParameterGroups;
import dev.lanewise.train.TrainingRoom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures an optimizer's step in turn with a reference loop over the very same arrays: the same streams, the same alignment, hardly any
 * arithmetic. In both, threads take tiles of the same size.
 */
final class UpdateBench {

    private static final int TILE = 16_384;
    private static final int SIDE = 512;

    private final Optimizer optimizer;
    private final Execution execution;
    private final OptimizerState state;
    private final int count;
    final float[] parameters;
    final float[] gradients;
    final float[][] slabs;
    private final MachineKernel loops;
    private final TileTask streamTile = this::streamTile;

    UpdateBench(Optimizer optimizer, int count, Execution execution) {
        this.optimizer = optimizer;
        this.execution = execution;
        long arrays = 2L + TrainingRoom.moments(optimizer);
        Room.check(arrays * count, "An update of " + count + " parameters", "fewer of them");
        this.count = count;
        ParameterGroups groups = groups(optimizer, count);
        int size = groups.layout().size();
        parameters = ProductBench.uniform("parameters", size);
        gradients = ProductBench.uniform("gradients", size);
        state = optimizer.start(groups);
        List<float[]> written = new ArrayList<>(List.of(parameters));
        state.slabs().values().stream().filter(slab -> slab.length == size).forEach(written::add);
        slabs = written.toArray(float[][]::new);
        loops = MachineKernel.of(execution.kernels());
    }

    /** One vector, laid out as a network's parameters; for Muon square matrices of the width of a layer, and what is left over. */
    private static ParameterGroups groups(Optimizer optimizer, int count) {
        Layout.Builder layout = Layout.alignedBuilder();
        int matrices = optimizer instanceof Muon ? count / (SIDE * SIDE) : 0;
        for (int i = 0; i < matrices; i++) {
            layout.add("matrix " + i, SIDE, SIDE, Tensor.Kind.WEIGHT);
        }
        layout.add("rest", 1, count - matrices * SIDE * SIDE, Tensor.Kind.BIAS);
        return ParameterGroups.of(layout.build());
    }

    UpdateResult run(MachineMeter machine, double seconds, double limitSeconds) {
        double windowSeconds = seconds / Gauge.WINDOWS;
        Gauge steps = new Gauge(this::steps, windowSeconds).warmUp(limitSeconds);
        @Nullable Gauge streams = null;
        if (slabs.length <= MachineKernel.MAX_STREAMS) {
            streams = new Gauge(this::streams, windowSeconds).warmUp(limitSeconds);
            machine.alternate(steps, streams);
        } else {
            machine.alternate(steps);
        }
        return new UpdateResult(
                optimizer,
                count,
                slabs.length,
                state.floatsMoved(),
                steps.samples(),
                streams == null ? null : streams.samples(),
                machine.machine());
    }

    private void steps(int times) {
        for (int i = 0; i < times; i++) {
            state.step(execution, parameters, gradients);
        }
    }

    /** The reference loop. */
    void streams(int times) {
        int tiles = (count + TILE - 1) / TILE;
        for (int i = 0; i < times; i++) {
            execution.team().run(streamTile, tiles);
        }
    }

    /** Adds 0 times the gradient, so that the optimizer goes on from where it was. */
    private void streamTile(int tile, int member) {
        int to = (int) Math.min(count, (tile + 1L) * TILE);
        loops.stream(gradients, slabs, CacheLines.START + tile * TILE, CacheLines.START + to, 0);
    }
}
