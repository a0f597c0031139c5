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
    private static final int START = ProductScratch.START;

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
        int lanes = ProductPlan.edgeLanes(columns);
        System.arraycopy(init, start, scratch.start, 0, columns);
        for (int r = 0; r < rows; r += ProductPlan.DIRECT_BLOCK) {
            int height = Math.min(ProductPlan.DIRECT_BLOCK, rows - r);
            int k = 0;
            do {
                int depth = ProductPlan.directDepth(steps - k);
                if (r == 0 || depth < steps) {
                    if (transposed) {
                        ProductTranspose.copy(b, bi + k, bRow, depth, columns, scratch.panel, START, lanes);
                    } else {
                        pack(b, bi + k * bRow, bRow, depth, columns, scratch.panel, START, lanes);
                    }
                }
                float[] from = k == 0 ? scratch.start : scratch.tile;
                int fromRow = k == 0 ? 0 : lanes;
                int at = ai + r * aRow + k;
                if (lanes > ProductPlan.NARROW) {
                    ProductTiles.alongHalves(
                            lanes / ProductPlan.HALF,
                            lanes,
                            lanes,
                            height,
                            a,
                            at,
                            aRow,
                            scratch.panel,
                            START,
                            lanes,
                            depth,
                            from,
                            0,
                            fromRow,
                            scratch.tile,
                            0,
                            lanes);
                } else {
                    ProductAlongNarrow.rows(
                            height,
                            a,
                            at,
                            aRow,
                            scratch.panel,
                            START,
                            lanes,
                            depth,
                            from,
                            0,
                            fromRow,
                            scratch.tile,
                            0,
                            lanes);
                }
                k += depth;
            } while (k < steps);
            unpack(scratch.tile, lanes, height, columns, y, yi + r * yRow, yRow);
        }
    }

    /** Copies rows of {@code columns} elements into rows of {@code lanes}, from {@code to} on. */
    static void pack(float[] b, int bi, int bRow, int depth, int columns, float[] panel, int to, int lanes) {
        if (lanes == L) {
            VectorMask<Float> mask = S.indexInRange(0, columns);
            for (int k = 0; k < depth; k++) {
                Lanes.TYPE
                        .cast(FloatVector.fromArray(S, b, bi + k * bRow, mask))
                        .intoArray(panel, to + k * L);
            }
        } else {
            move(b, bi, bRow, depth, columns, panel, to, lanes);
        }
    }

    private static void unpack(float[] tile, int lanes, int rows, int columns, float[] y, int yi, int yRow) {
        if (lanes == columns && yRow == columns) {
            System.arraycopy(tile, 0, y, yi, rows * columns);
        } else if (lanes == L) {
            VectorMask<Float> mask = S.indexInRange(0, columns);
            for (int r = 0; r < rows; r++) {
                Lanes.TYPE.cast(FloatVector.fromArray(S, tile, r * L)).intoArray(y, yi + r * yRow, mask);
            }
        } else {
            move(tile, 0, lanes, rows, columns, y, yi, yRow);
        }
    }

    private static void move(float[] a, int ai, int aRow, int rows, int columns, float[] y, int yi, int yRow) {
        if (columns > ProductPlan.NARROW) {
            VectorMask<Float> mask = Lanes.HALF.indexInRange(0, columns);
            for (int r = 0; r < rows; r++) {
                Lanes.HALF_TYPE
                        .cast(FloatVector.fromArray(Lanes.HALF, a, ai + r * aRow, mask))
                        .intoArray(y, yi + r * yRow, mask);
            }
        } else {
            VectorMask<Float> mask = Lanes.NARROW.indexInRange(0, columns);
            for (int r = 0; r < rows; r++) {
                Lanes.NARROW_TYPE
                        .cast(FloatVector.fromArray(Lanes.NARROW, a, ai + r * aRow, mask))
                        .intoArray(y, yi + r * yRow, mask);
            }
        }
    }
}
