package dev.lanewise.nn;

import dev.lanewise.core.Team;
import dev.lanewise.core.TileTask;

/**
 * How the work of a layer is cut into tiles for a team: enough tiles for sixteen threads where the work is large, tiles large enough to reuse
 * what a product brings into the cache. By contract none of these choices changes a result; they depend on shapes alone.
 */
final class TilePlan {

    /** Columns of a tile of outputs or input gradients: the widest panel of the products. */
    static final int COLUMNS = 64;

    /** Multiply-adds below which waking other threads costs more than it gains. */
    private static final long SERIAL_WORK = 1 << 18;

    /** Weights that stay in the second-level cache of a core. */
    private static final long CACHED_WEIGHTS = 1 << 18;

    /** Weights whose transposed copy is cheap beside the product of 128 rows. */
    private static final long SMALL_WEIGHTS = 1 << 15;

    /** Weights that a team has large tiles of. */
    private static final long LARGE_WEIGHTS = 1 << 20;

    /** Inputs that are one tile, so that deltas are copied once. */
    private static final int FEW_INPUTS = 192;

    private static final int SMALLEST_TILE = 1 << 13;
    private static final int LARGEST_TILE = 176_000;

    private TilePlan() {}

    /** Whether the caller does the work alone, in one tile. */
    static boolean serial(long multiplyAdds) {
        return multiplyAdds < SERIAL_WORK;
    }

    /** Rows of a tile of outputs. */
    static int forwardRows(int inputs, int outputs) {
        return (long) inputs * outputs <= CACHED_WEIGHTS ? 64 : 256;
    }

    /** Rows of a tile of input gradients: each tile makes a transposed copy of its weights. */
    static int inputGradientRows(int inputs, int outputs) {
        return (long) inputs * outputs <= SMALL_WEIGHTS ? 128 : 512;
    }

    /** Outputs of a tile of weight gradients, which copies as many columns of deltas. */
    static int weightGradientOutputs(int inputs, int outputs) {
        if (inputs <= FEW_INPUTS) {
            return Math.min(outputs, roundedUp(Math.max(1, share(inputs, outputs) / inputs)));
        }
        int widest = (long) inputs * outputs < LARGE_WEIGHTS ? 256 : 512;
        int tiles = (outputs + widest - 1) / widest;
        return outputs <= 384 ? outputs : roundedUp((outputs + tiles - 1) / tiles);
    }

    /** Inputs of such a tile. */
    static int weightGradientInputs(int inputs, int outputs) {
        int most = Math.max(60, share(inputs, outputs) / weightGradientOutputs(inputs, outputs));
        int tiles = Math.max(1, Math.round((float) inputs / most));
        return (inputs + tiles - 1) / tiles;
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
        if (serial(multiplyAdds)) {
            for (int tile = 0; tile < tiles; tile++) {
                task.run(tile, 0);
            }
        } else {
            team.run(task, tiles);
        }
    }

    /** Weights of a tile of weight gradients. */
    private static int share(int inputs, int outputs) {
        return (int) Math.max(SMALLEST_TILE, Math.min(LARGEST_TILE, (long) inputs * outputs / 16));
    }

    /** Whole panels. */
    private static int roundedUp(int columns) {
        return (columns + COLUMNS - 1) / COLUMNS * COLUMNS;
    }
}
