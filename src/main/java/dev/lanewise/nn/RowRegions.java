package dev.lanewise.nn;

import dev.lanewise.core.Team;
import dev.lanewise.core.TileTask;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a team, or the caller alone where a {@link TeamTrial} says so, goes through a small network: rows forward through all layers, deltas back through all
 * layers, and then the gradients of all layers. Each is one piece of work, since what a layer does takes little longer than the members need to hear of it.
 */
final class RowRegions {

    private static final float[] EMPTY = {};

    private final Team team;
    private final RowPass[] passes;
    private final @Nullable LayerPass[] targets;
    private final int members;
    private final long work;
    private final TeamTrial trial;
    private final TileTask forwardTile = this::forwardTile;
    private final TileTask deltaTile = this::deltaTile;
    private final TileTask gradientTile = this::gradientTile;

    private int rows;
    private int tileRows;
    private int parts;
    private boolean together;
    private float[] gradients = EMPTY;
    private boolean adding;

    private RowRegions(Team team, RowPass[] passes, @Nullable LayerPass[] targets, int members, LongSupplier clock) {
        trial = new TeamTrial(clock);
        this.team = team;
        this.passes = passes;
        this.targets = targets;
        this.members = members;
        long sum = 0;
        for (RowPass pass : passes) {
            sum += pass.work();
        }
        work = sum;
    }

    /**
     * Returns what fits the passes of a network, or null where the team is better used layer by layer.
     *
     * @param targets where each pass writes the deltas of the one before, or null
     * @param members rows that belong together
     * @param clock nanoseconds, for trials
     */
    static @Nullable RowRegions of(
            Team team, LayerPass[] passes, @Nullable LayerPass[] targets, int members, LongSupplier clock) {
        RowPass[] all = new RowPass[passes.length];
        long weights = 0;
        long most = 0;
        for (int i = 0; i < passes.length; i++) {
            if (!(passes[i] instanceof RowPass pass)) {
                return null;
            }
            all[i] = pass;
            weights += pass.weights();
            most = Math.max(most, pass.weights());
        }
        return team.threads() > 1 && TilePlan.shared(weights, most)
                ? new RowRegions(team, all, targets, members, clock)
                : null;
    }

    /** Takes note of what goes through a pass. */
    void begin(int pass, float[] x, int xOffset, int newRows) {
        passes[pass].begin(x, xOffset, newRows);
    }

    /**
     * Computes the outputs of all passes, each of which has begun.
     *
     * @param training whether {@link #backward} follows
     */
    void forward(int newRows, boolean training) {
        // Also where the caller does without it.
        team.requireOpen();
        rows = newRows;
        long all = work * rows;
        boolean much = TilePlan.certain(all);
        together = trial.begin(!much && !TilePlan.serial(all)) || much;
        parts = together ? TilePlan.parts(all, team.threads()) : 1;
        tileRows = TilePlan.rowTile(rows, parts, members);
        TilePlan.run(team, forwardTile, Math.ceilDiv(rows, tileRows), together);
        if (!training) {
            trial.end(rows);
        }
    }

    /** Computes the gradients from the deltas of the last pass. */
    void backward(float[] newGradients, boolean add) {
        gradients = newGradients;
        adding = add;
        TilePlan.run(team, deltaTile, Math.ceilDiv(rows, tileRows), together);
        TilePlan.run(team, gradientTile, parts * passes.length, together);
        trial.end(rows);
    }

    private void forwardTile(int tile, int member) {
        int from = tile * tileRows;
        int to = Math.min(rows, from + tileRows);
        for (RowPass pass : passes) {
            pass.forwardRows(from, to, member);
        }
    }

    private void deltaTile(int tile, int member) {
        int from = tile * tileRows;
        int to = Math.min(rows, from + tileRows);
        int last = passes.length - 1;
        passes[last].deltaWritten(from, to, 0, passes[last].outputs);
        for (int i = last; i >= 0; i--) {
            LayerPass target = targets[i];
            if (target != null) {
                passes[i].deltaRows(target, from, to, member);
            }
        }
    }

    /** The same part of all layers one behind the other: where there is one for each member, its share. */
    private void gradientTile(int tile, int member) {
        passes[tile % passes.length].gradientPart(gradients, adding, tile / passes.length, parts, member);
    }
}
