package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Copies parts of a matrix into panels: {@code panel[k][c]}. Those of {@code pack} have rows as {@link ProductPlan#panelRow} says, and columns that are not there are 0. */
final class ProductPanels {

    private static final VectorSpecies<Float> S = Lanes.FLOAT;
    private static final int L = S.length();

    private ProductPanels() {}

    /** Copies {@code b[bi + k * bRow + c]} for {@code width} columns. */
    static void pack(float[] b, int bi, int bRow, int depth, int width, int vectors, float[] panel) {
        if (width < vectors * L) {
            packPadded(b, bi, bRow, depth, width, vectors, panel);
        } else if (vectors == 3) {
            for (int k = 0; k < depth; k++) {
                int from = bi + k * bRow;
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, from)).intoArray(panel, k * 4 * L);
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, from + L)).intoArray(panel, k * 4 * L + L);
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, from + 2 * L)).intoArray(panel, k * 4 * L + 2 * L);
            }
        } else {
            for (int k = 0; k < depth; k++) {
                int from = bi + k * bRow;
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, from)).intoArray(panel, k * 2 * L);
                Lanes.TYPE.cast(FloatVector.fromArray(S, b, from + L)).intoArray(panel, k * 2 * L + L);
            }
        }
    }

    private static void packPadded(float[] b, int bi, int bRow, int depth, int width, int vectors, float[] panel) {
        int row = ProductPlan.panelRow(vectors, L);
        for (int v = 0; v < vectors; v++) {
            int column = v * L;
            VectorMask<Float> mask = S.indexInRange(column, width);
            for (int k = 0; k < depth; k++) {
                int to = k * row + column;
                if (column < width) {
                    Lanes.TYPE
                            .cast(FloatVector.fromArray(S, b, bi + k * bRow + column, mask))
                            .intoArray(panel, to);
                } else {
                    Lanes.TYPE.cast(FloatVector.zero(S)).intoArray(panel, to);
                }
            }
        }
    }

    /** Copies {@code b[bi + c * bRow + k]}, the transposed matrix, for {@code width} columns. */
    static void packTransposed(float[] b, int bi, int bRow, int depth, int width, int vectors, float[] panel) {
        int row = ProductPlan.panelRow(vectors, L);
        int c = 0;
        for (; c <= width - 4; c += 4) {
            if (vectors == 3) {
                fourOfThree(b, bi + c * bRow, bRow, depth, panel, c);
            } else {
                fourOfTwo(b, bi + c * bRow, bRow, depth, panel, c);
            }
        }
        for (; c < vectors * L; c++) {
            for (int k = 0; k < depth; k++) {
                panel[k * row + c] = c < width ? b[bi + c * bRow + k] : 0;
            }
        }
    }

    // Two methods, since bounds checks leave a loop only where strides are constants.
    private static void fourOfThree(float[] b, int bi, int bRow, int depth, float[] panel, int to) {
        for (int k = 0; k < depth; k++) {
            panel[to + k * 4 * L] = b[bi + k];
            panel[to + k * 4 * L + 1] = b[bi + bRow + k];
            panel[to + k * 4 * L + 2] = b[bi + 2 * bRow + k];
            panel[to + k * 4 * L + 3] = b[bi + 3 * bRow + k];
        }
    }

    private static void fourOfTwo(float[] b, int bi, int bRow, int depth, float[] panel, int to) {
        for (int k = 0; k < depth; k++) {
            panel[to + k * 2 * L] = b[bi + k];
            panel[to + k * 2 * L + 1] = b[bi + bRow + k];
            panel[to + k * 2 * L + 2] = b[bi + 2 * bRow + k];
            panel[to + k * 2 * L + 3] = b[bi + 3 * bRow + k];
        }
    }

    /** Copies {@code a[ai + k * aRow + i]} for {@code width} columns into the block that {@link ProductTilesDown} reads. */
    static void packBlock(float[] a, int ai, int aRow, int depth, int width, float[] block) {
        for (int k = 0; k < depth; k++) {
            System.arraycopy(a, ai + k * aRow, block, k * ProductKernel.GRADIENT_BLOCK, width);
        }
    }

    /** Copies {@code b[bi + k * bRow + c]} for four vectors of columns into rows without gaps, from {@code to} on. */
    static void copy(float[] b, int bi, int bRow, int depth, float[] panel, int to) {
        for (int k = 0; k < depth; k++) {
            int from = bi + k * bRow;
            int at = to + k * 4 * L;
            Lanes.TYPE.cast(FloatVector.fromArray(S, b, from)).intoArray(panel, at);
            Lanes.TYPE.cast(FloatVector.fromArray(S, b, from + L)).intoArray(panel, at + L);
            Lanes.TYPE.cast(FloatVector.fromArray(S, b, from + 2 * L)).intoArray(panel, at + 2 * L);
            Lanes.TYPE.cast(FloatVector.fromArray(S, b, from + 3 * L)).intoArray(panel, at + 3 * L);
        }
    }

    /** The same for {@code vectors} vectors that take {@code width} columns; where these do not fill the last vector, it begins before them, with columns that the panel then has twice. */
    static void copy(float[] b, int bi, int bRow, int depth, int vectors, int width, float[] panel, int to) {
        if (vectors == 4 && width == 4 * L) {
            copy(b, bi, bRow, depth, panel, to);
            return;
        }
        for (int v = 0; v < vectors; v++) {
            int column = Math.min(v * L, width - L);
            for (int k = 0; k < depth; k++) {
                Lanes.TYPE
                        .cast(FloatVector.fromArray(S, b, bi + k * bRow + column))
                        .intoArray(panel, to + (k * vectors + v) * L);
            }
        }
    }

    /**
     * Copies {@code a[ai + k * aRow + c]} for {@code width} columns into groups of {@link ProductTall#ROWS} columns that lie {@code group} apart, a step's row of
     * each {@link ProductTallDown#ROW} long; what else such a row holds does not matter.
     */
    static void packTall(float[] a, int ai, int aRow, int depth, int width, float[] block, int to, int group) {
        // Loads take the whole row of a group, and so more columns than there are.
        int whole = (width - 1) / ProductTall.ROWS * ProductTall.ROWS + ProductTallDown.ROW;
        int inside = Math.clamp(Math.floorDiv(a.length - ai - whole, aRow) + 1, 0, depth);
        for (int k = 0; k < inside; k++) {
            int at = to + k * ProductTallDown.ROW;
            for (int c = 0; c < width; c += ProductTall.ROWS) {
                Lanes.HALF_TYPE
                        .cast(FloatVector.fromArray(Lanes.HALF, a, ai + k * aRow + c))
                        .intoArray(block, at);
                at += group;
            }
        }
        for (int k = inside; k < depth; k++) {
            int at = to + k * ProductTallDown.ROW;
            for (int c = 0; c < width; c += ProductTall.ROWS) {
                System.arraycopy(a, ai + k * aRow + c, block, at, Math.min(ProductTall.ROWS, width - c));
                at += group;
            }
        }
    }
}
