package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products with fewer columns than a vector has lanes: the right matrix is copied into rows of one vector, the results are computed in a tile of such
 * rows and copied out. What stands in the lanes beyond the columns never reaches a result.
 */
final class ProductEdge {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private ProductEdge() {}

    /**
     * Computes {@code y[r][c] = init[c] + sum over k of a[r][k] * b[k][c]}, or with {@code transposed} the sum of {@code a[r][k] * b[c][k]}.
     *
     * @param init starts of the chains of a row
     */
    static void along(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            boolean transposed,
            int steps,
            float[] init,
            int start,
            float[] y,
            int yi,
            int yRow,
            int columns,
            ProductScratch scratch) {
        System.arraycopy(init, start, scratch.start, 0, columns);
        for (int r = 0; r < rows; r += ProductPlan.DIRECT_BLOCK) {
            int height = Math.min(ProductPlan.DIRECT_BLOCK, rows - r);
            int k = 0;
            do {
                int depth = Math.min(ProductPlan.DIRECT_DEPTH, steps - k);
                if (r == 0 || steps > ProductPlan.DIRECT_DEPTH) {
                    if (transposed) {
                        ProductNarrow.transpose(b, bi + k, bRow, depth, columns, scratch.panel, L);
                    } else {
                        pack(b, bi + k * bRow, bRow, depth, columns, scratch.panel);
                    }
                }
                ProductTiles.along(
                        1,
                        height,
                        a,
                        ai + r * aRow + k,
                        aRow,
                        scratch.panel,
                        0,
                        L,
                        depth,
                        k == 0 ? scratch.start : scratch.tile,
                        0,
                        k == 0 ? 0 : L,
                        scratch.tile,
                        0,
                        L);
                k += ProductPlan.DIRECT_DEPTH;
            } while (k < steps);
            unpack(scratch.tile, height, columns, y, yi + r * yRow, yRow);
        }
    }

    /** Copies rows of {@code columns} elements into rows of one vector. */
    static void pack(float[] b, int bi, int bRow, int depth, int columns, float[] panel) {
        VectorMask<Float> mask = S.indexInRange(0, columns);
        for (int k = 0; k < depth; k++) {
            FloatVector.fromArray(S, b, bi + k * bRow, mask).intoArray(panel, k * L);
        }
    }

    private static void unpack(float[] tile, int rows, int columns, float[] y, int yi, int yRow) {
        VectorMask<Float> mask = S.indexInRange(0, columns);
        for (int r = 0; r < rows; r++) {
            FloatVector.fromArray(S, tile, r * L).intoArray(y, yi + r * yRow, mask);
        }
    }
}
