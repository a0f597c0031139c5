package dev.lanewise.bench;

import dev.lanewise.core.Team;
import dev.lanewise.core.TileTask;
import dev.lanewise.kernel.Execution;
import dev.lanewise.kernel.MachineKernel;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Measures a {@link Machine}. */
final class MachineMeter {

    /** Multiply-adds of a chain in one call of the peak's loop: a microsecond or so. */
    private static final int ROUNDS = 256;

    private static final int CALLS_PER_TILE = 8;

    private static final double PEAK_WINDOW_SECONDS = 0.003;
    private static final double COPY_WINDOW_SECONDS = 0.02;

    /** Floats that are copied, 64 MiB from one array to another: beyond the caches. */
    private static final int COPY_ELEMENTS = 1 << 24;

    private final Execution execution;
    private final MachineKernel loops;
    private final float[][] chains;
    private final TileTask peakTile = this::peakTile;
    private final Gauge peakOne;
    private final Gauge peakAll;
    private double copyOne;
    private double copyAll;

    /** Measures the copy and warms the peak up. */
    MachineMeter(Execution execution, double limitSeconds) {
        this(execution, MachineKernel.of(execution.kernels()), limitSeconds);
    }

    MachineMeter(Execution execution, MachineKernel loops, double limitSeconds) {
        this.execution = execution;
        this.loops = loops;
        int threads = execution.team().threads();
        chains = new float[threads][MachineKernel.CHAIN_ELEMENTS];
        for (float[] values : chains) {
            Arrays.fill(values, 0x1p-40f);
        }
        peakOne = new Gauge(this::peakOfOne, PEAK_WINDOW_SECONDS).warmUp(limitSeconds);
        peakAll = threads == 1 ? peakOne : new Gauge(this::peakOfAll, PEAK_WINDOW_SECONDS).warmUp(limitSeconds);
        measureCopy(limitSeconds);
    }

    private void peakOfOne(int times) {
        for (int i = 0; i < times; i++) {
            peakTile(0, 0);
        }
    }

    /** One region for all repetitions: what a team's start and end cost, on a busy machine a lot, is no part of the peak. */
    private void peakOfAll(int times) {
        Team team = execution.team();
        team.run(peakTile, Math.multiplyExact(times, team.threads()));
    }

    /** The peak's loop for a while. */
    void peakTile(int tile, int member) {
        for (int call = 0; call < CALLS_PER_TILE; call++) {
            loops.multiplyAdds(chains[member], ROUNDS);
        }
    }

    private void measureCopy(double limitSeconds) {
        float[] from = new float[COPY_ELEMENTS];
        float[] to = new float[COPY_ELEMENTS];
        double bytes = 2.0 * Float.BYTES * COPY_ELEMENTS;
        int threads = execution.team().threads();
        Gauge one = copy(from, to, 1).warmUp(limitSeconds);
        Gauge all = threads == 1 ? one : copy(from, to, threads).warmUp(limitSeconds);
        alternate(one, all);
        copyOne = one.samples().median() * bytes * 1e-9;
        copyAll = all.samples().median() * bytes * 1e-9;
    }

    /** Copies in one piece for each of {@code pieces} threads. */
    private Gauge copy(float[] from, float[] to, int pieces) {
        int length = COPY_ELEMENTS / pieces;
        TileTask tile = (piece, member) -> System.arraycopy(from, piece * length, to, piece * length, length);
        return new Gauge(
                times -> {
                    for (int i = 0; i < times; i++) {
                        execution.team().run(tile, pieces);
                    }
                },
                COPY_WINDOW_SECONDS);
    }

    /** Takes the windows of some works in turn with those of the peak. */
    void alternate(Gauge... works) {
        Set<Gauge> gauges = new LinkedHashSet<>(List.of(peakOne, peakAll));
        gauges.addAll(Arrays.asList(works));
        Gauge.alternate(List.copyOf(gauges));
    }

    /** Returns the floating-point operations of {@link #peakTile}, a multiply-add counted as 2. */
    double flopsOfTile() {
        return 2.0 * MachineKernel.CHAINS * loops.lanes() * ROUNDS * CALLS_PER_TILE;
    }

    /** Returns the machine as the latest windows saw it. */
    Machine machine() {
        double flops = flopsOfTile();
        int threads = execution.team().threads();
        double one = peakOne.samples().median() * flops * 1e-9;
        double all = threads == 1 ? one : peakAll.samples().median() * flops * threads * 1e-9;
        return new Machine(one, all, copyOne, copyAll, threads, loops.lanes());
    }
}
