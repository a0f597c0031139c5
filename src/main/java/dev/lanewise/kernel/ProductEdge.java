package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products with fewer columns than a vector has lanes: the right matrix is copied into rows of one vector, and results are computed in a tile of such
 * rows and copied out, or by whole vectors in place. A whole vector is stored over what follows a row only where rows follow one another, from the first to the last, and later ones of the same
 * rectangle overwrite what it has too many; so nothing outside the rectangle ever changes, and no lane beyond the columns stays in a result.
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
        if (!transposed && ProductPlan.shallowEdge(rows, steps, columns)) {
            shallow(rows, a, ai, aRow, b, bi, bRow, steps, init, start, y, yi, yRow, columns, scratch);
            return;
        }
        int lanes = ProductPlan.edgeLanes(columns);
        System.arraycopy(init, start, scratch.start, 0, columns);
        for (int r = 0; r < rows; r += ProductPlan.DIRECT_BLOCK) {
            int height = Math.min(ProductPlan.DIRECT_BLOCK, rows - r);
            int k = 0;
            do {
                int depth = ProductPlan.edgeDepth(steps - k);
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

    /** The same for so few steps that all of them are done at once. */
    private static void shallow(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int steps,
            float[] init,
            int start,
            float[] y,
            int yi,
            int yRow,
            int columns,
            ProductScratch scratch) {
        float[] panel = scratch.panel;
        System.arraycopy(init, start, scratch.start, 0, columns);
        pack(b, bi, bRow, steps, columns, panel, START, L);
        int followed = followed(rows, columns, L, yRow);
        ProductShallow1.rows(followed, a, ai, aRow, panel, START, L, steps, scratch.start, 0, 0, y, yi, yRow);
        for (int r = followed; r < rows; r += ProductPlan.TILE_ROWS) {
            int some = Math.min(ProductPlan.TILE_ROWS, rows - r);
            int i = ai + r * aRow;
            ProductShallow1.rows(some, a, i, aRow, panel, START, L, steps, scratch.start, 0, 0, scratch.tile, 0, L);
            unpack(scratch.tile, L, some, columns, y, yi + r * yRow, yRow);
        }
    }

    /** How many rows of less than a vector can be stored as whole vectors, since each is followed by others that overwrite what it has too many. */
    static int followed(int rows, int columns, int lanes, int yRow) {
        return yRow == columns ? Math.max(0, rows + 1 - Math.ceilDiv(lanes, columns)) : 0;
    }

    /** Copies rows of {@code columns} elements into rows of {@code lanes}, from {@code to} on; in their other lanes stands what follows in {@code b}, even if another thread writes there, or anything. */
    static void pack(float[] b, int bi, int bRow, int depth, int columns, float[] panel, int to, int lanes) {
        int inside = Math.clamp(Math.floorDiv(b.length - bi - lanes, bRow) + 1, 0, depth);
        move(lanes, inside, b, bi, bRow, panel, to, lanes);
        for (int k = inside; k < depth; k++) {
            System.arraycopy(b, bi + k * bRow, panel, to + k * lanes, columns);
        }
    }

    /** Copies the columns of a tile with rows of {@code lanes} to their places. */
    static void unpack(float[] tile, int lanes, int rows, int columns, float[] y, int yi, int yRow) {
        int followed = followed(rows, columns, lanes, yRow);
        move(lanes, followed, tile, 0, lanes, y, yi, yRow);
        for (int r = followed; r < rows; r++) {
            System.arraycopy(tile, r * lanes, y, yi + r * yRow, columns);
        }
    }

    /** Copies whole vectors: masked ones are far slower, since masked loads wait for the stores before them. */
    private static void move(int lanes, int rows, float[] a, int ai, int aRow, float[] y, int yi, int yRow) {
        switch (lanes) {
            case ProductPlan.NARROW -> {
                for (int r = 0; r < rows; r++) {
                    Lanes.NARROW_TYPE
                            .cast(FloatVector.fromArray(Lanes.NARROW, a, ai + r * aRow))
                            .intoArray(y, yi + r * yRow);
                }
            }
            case ProductPlan.HALF -> {
                for (int r = 0; r < rows; r++) {
                    Lanes.HALF_TYPE
                            .cast(FloatVector.fromArray(Lanes.HALF, a, ai + r * aRow))
                            .intoArray(y, yi + r * yRow);
                }
            }
            default -> {
                for (int r = 0; r < rows; r++) {
                    Lanes.TYPE.cast(FloatVector.fromArray(S, a, ai + r * aRow)).intoArray(y, yi + r * yRow);
                }
            }
        }
    }
}
