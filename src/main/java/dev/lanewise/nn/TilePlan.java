package dev.lanewise.nn;

import dev.lanewise.kernel.ProductKernel;

/**
 * How the products of a dense layer are cut into tiles for a team: enough tiles for sixteen threads where the work is large, tiles large enough to reuse
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

    /** Inputs of a tile of weight gradients, whose columns are all outputs, so that a tile is one range of the slab. */
    static int weightGradientInputs(int inputs) {
        int step = ProductKernel.GRADIENT_BLOCK / 2;
        int share = (inputs / 24 + step - 1) / step * step;
        return Math.max(step, Math.min(4 * step, share));
    }
}
