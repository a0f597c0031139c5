package dev.lanewise.nn;

import dev.lanewise.core.Team;
import dev.lanewise.core.TileTask;
import dev.lanewise.kernel.ProductKernel;

/**
 * How the work of a layer is cut into tiles for a team: enough tiles for sixteen threads where the work is large, tiles large enough to reuse
 * what a product brings into the cache. By contract none of these choices changes a result; they depend on the shapes and the number of threads.
 */
public final class TilePlan {

    /** Columns of a tile of outputs or input gradients: the widest panel of the products. */
    static final int COLUMNS = 64;

    /** Inputs of a register tile of large weight gradients. */
    private static final int TALL = 6;

    /** Multiply-adds below which waking other threads costs more than it gains. */
    private static final long SERIAL_WORK = 1 << 18;

    /** Multiply-adds of a forward pass that with the way back take longer than half a millisecond. */
    private static final long CERTAIN_WORK = 1 << 23;

    /** Weights that stay in the second-level cache of a core. */
    private static final long CACHED_WEIGHTS = 1 << 18;

    /** Weights of a layer that cost little to read anew for a part of the rows. */
    private static final long SHARED_WEIGHTS = 1 << 16;

    /** Weights whose transposed copy is cheap beside the product of 128 rows. */
    private static final long SMALL_WEIGHTS = 1 << 15;

    /** Inputs that are one tile, so that deltas are copied once. */
    private static final int FEW_INPUTS = 192;

    /** Columns of a tile whose product copies its rows. */
    private static final int COPIED_COLUMNS = 256;

    /** Rows that tiles through all layers are a multiple of. */
    private static final int EVEN_ROWS = 4;

    /** The most of them: what layers write stays in a cache. */
    private static final int MOST_ROWS = 256;

    private static final int SMALLEST_TILE = 1 << 13;
    private static final int LARGEST_TILE = 176_000;
    private static final int LARGEST_OF_FEW = 1 << 19;

    /** Threads of a team whose members may each copy the same deltas. */
    private static final int FEW_THREADS = 4;

    /** Outputs that these members may compute weight gradients of together. */
    private static final int WHOLE_OUTPUTS = 1024;

    /** Rows from which on this pays. */
    private static final int MANY_ROWS = 16;

    /** Tiles that weights are cut into for a team of many. */
    private static final int MOST_PARTS = 16;

    private TilePlan() {}

    /** Whether the caller does the work alone, in one tile. */
    static boolean serial(long multiplyAdds) {
        return multiplyAdds < SERIAL_WORK;
    }

    /** Whether a network of so many weights, and {@code most} in one layer, stays in the caches of all cores, so that each takes rows through all layers. */
    static boolean shared(long weights, long most) {
        return weights <= CACHED_WEIGHTS && most <= SHARED_WEIGHTS;
    }

    /** Whether the work of a small network is so much that a team is worth it, wherever its members are. */
    static boolean certain(long multiplyAdds) {
        return multiplyAdds >= CERTAIN_WORK;
    }

    /** How many parts work is cut into for a team: one for each thread, fewer where they would be too small. */
    static int parts(long multiplyAdds, int threads) {
        return (int) Math.max(1, Math.min(threads, 2 * multiplyAdds / SERIAL_WORK));
    }

    /** Rows of a tile that goes through all layers, where there are {@code parts} tiles or more; a multiple of {@code members}, which belong together. */
    static int rowTile(int rows, int parts, int members) {
        int unit = members == 1 ? EVEN_ROWS : members;
        return Math.max(1, Math.ceilDiv(Math.min(MOST_ROWS, Math.ceilDiv(rows, parts)), unit)) * unit;
    }

    /** Whether so many weights make a product wide: the rows are copied for tiles of many columns. */
    static boolean large(long weights) {
        return weights >= ProductKernel.LARGE_WEIGHTS;
    }

    /**
     * Rows of a tile of outputs: of cached weights few, so that no thread of a team waits long for the last one; many where tiles are so many columns wide that
     * each copies its weights.
     */
    static int forwardRows(int inputs, int outputs, int threads) {
        boolean cached = (long) inputs * outputs <= CACHED_WEIGHTS;
        if (!cached) {
            return columns(inputs, outputs, outputs, threads) >= COPIED_COLUMNS ? 512 : 256;
        }
        return threads == 1 ? 128 : 64;
    }

    /**
     * Columns of a tile of outputs or input gradients, of {@code columns}: of large weights many, so that rows are copied for few tiles, but two tiles for each
     * thread where panels are wide enough.
     */
    public static int columns(int inputs, int outputs, int columns, int threads) {
        if (!large((long) inputs * outputs)) {
            return COLUMNS;
        }
        int share = (columns + 2 * threads - 1) / (2 * threads);
        return Math.max(COLUMNS, Math.min(512, roundedUp(share)));
    }

    /** Rows of a tile of up to {@code most}: even parts, which threads share better than whole tiles and a rest. */
    public static int even(int rows, int most) {
        int parts = Math.max(1, Math.ceilDiv(rows, most));
        return Math.max(1, Math.ceilDiv(rows, parts));
    }

    /** Columns of a tile of outputs: of few rows and large weights one tile for each thread, which reads long runs of the weights. */
    static int forwardColumns(int rows, int inputs, int outputs, int threads) {
        boolean few = rows <= ProductKernel.FEW_ROWS && large((long) inputs * outputs);
        return few ? roundedUp((outputs + threads - 1) / threads) : columns(inputs, outputs, outputs, threads);
    }

    /** Rows of a tile of input gradients: each tile makes a transposed copy of its weights. */
    public static int inputGradientRows(int inputs, int outputs) {
        return (long) inputs * outputs <= SMALL_WEIGHTS ? 128 : 512;
    }

    /**
     * Whether tiles of weight gradients have all outputs, so that members of a team compute gradients of the same weights that they update; one thread is faster so, too. Not of a large team, whose
     * members would each copy all deltas, and not of so few rows that narrower tiles have faster kernels.
     */
    private static boolean wholeOutputs(int rows, int inputs, int outputs, int threads) {
        return threads <= FEW_THREADS
                && rows >= MANY_ROWS
                && inputs > FEW_INPUTS
                && outputs <= WHOLE_OUTPUTS
                && !large((long) inputs * outputs);
    }

    /** Outputs of a tile of weight gradients, which copies as many columns of deltas. */
    static int weightGradientOutputs(int rows, int inputs, int outputs, int threads) {
        if (wholeOutputs(rows, inputs, outputs, threads)) {
            return outputs;
        }
        if (inputs <= FEW_INPUTS) {
            return Math.min(outputs, roundedUp(Math.max(1, share(inputs, outputs, MOST_PARTS) / inputs)));
        }
        int widest = !large((long) inputs * outputs) ? 256 : 512;
        int tiles = (outputs + widest - 1) / widest;
        return outputs <= 384 ? outputs : roundedUp((outputs + tiles - 1) / tiles);
    }

    /** Inputs of such a tile: of several, whole register tiles where that leaves no small one; as many tiles of all outputs for each member of a team. */
    static int weightGradientInputs(int rows, int inputs, int outputs, int threads) {
        int most =
                Math.max(60, share(inputs, outputs, threads) / weightGradientOutputs(rows, inputs, outputs, threads));
        int tiles = Math.max(1, Math.round((float) inputs / most));
        boolean shared = wholeOutputs(rows, inputs, outputs, threads);
        if (shared) {
            tiles = Math.max(1, tiles / threads) * threads;
        }
        int even = (inputs + tiles - 1) / tiles;
        int whole = (even + TALL - 1) / TALL * TALL;
        int last = (inputs - 1) % whole + 1;
        boolean fits = tiles > 1 && 2 * last >= whole && (!shared || Math.ceilDiv(inputs, whole) % threads == 0);
        return fits ? whole : even;
    }

    /** Rows of a tile of a scaling layer: what stays in the first-level cache. */
    static int scaleRows(int columns) {
        return Math.max(1, SMALLEST_TILE / columns);
    }

    /** Columns of a tile of its gradients: sixteen tiles, or fewer of the width that is summed at once. */
    static int scaleColumns(int columns) {
        return roundedUp((columns + 15) / 16);
    }

    /** Multiply-adds that take as long as a scaling layer of so many elements, which the memory bounds. */
    static long scaleWork(int rows, int columns) {
        return 8L * rows * columns;
    }

    /** Runs the tiles, or all of them in the caller where they are little work. */
    static void run(Team team, TileTask task, int tiles, long multiplyAdds) {
        run(team, task, tiles, !serial(multiplyAdds));
    }

    /** Runs the tiles, by the team or in the caller. */
    static void run(Team team, TileTask task, int tiles, boolean together) {
        if (together) {
            team.run(task, tiles);
            return;
        }
        for (int tile = 0; tile < tiles; tile++) {
            task.run(tile, 0);
        }
    }

    /** Weights of a tile of weight gradients: a sixteenth, or of large weights more for few threads, which then copy deltas for fewer tiles. */
    private static int share(int inputs, int outputs, int threads) {
        long weights = (long) inputs * outputs;
        boolean few = large(weights) && 4 * threads < MOST_PARTS;
        int parts = few ? 4 * threads : MOST_PARTS;
        return (int) Math.max(SMALLEST_TILE, Math.min(few ? LARGEST_OF_FEW : LARGEST_TILE, weights / parts));
    }

    /** Whole panels. */
    private static int roundedUp(int columns) {
        return (columns + COLUMNS - 1) / COLUMNS * COLUMNS;
    }
}
