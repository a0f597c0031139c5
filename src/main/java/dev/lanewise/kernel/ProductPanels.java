package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Copies parts of a matrix into panels: {@code panel[k][c]}, a row as long as two or three vectors, columns that are not there 0. */
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
                FloatVector.fromArray(S, b, from).intoArray(panel, k * 3 * L);
                FloatVector.fromArray(S, b, from + L).intoArray(panel, k * 3 * L + L);
                FloatVector.fromArray(S, b, from + 2 * L).intoArray(panel, k * 3 * L + 2 * L);
            }
        } else {
            for (int k = 0; k < depth; k++) {
                int from = bi + k * bRow;
                FloatVector.fromArray(S, b, from).intoArray(panel, k * 2 * L);
                FloatVector.fromArray(S, b, from + L).intoArray(panel, k * 2 * L + L);
            }
        }
    }

    private static void packPadded(float[] b, int bi, int bRow, int depth, int width, int vectors, float[] panel) {
        for (int v = 0; v < vectors; v++) {
            VectorMask<Float> mask = S.indexInRange(v * L, width);
            int to = v * L;
            if (to >= width) {
                for (int k = 0; k < depth; k++) {
                    FloatVector.zero(S).intoArray(panel, k * vectors * L + to);
                }
            } else {
                for (int k = 0; k < depth; k++) {
                    FloatVector.fromArray(S, b, bi + k * bRow + to, mask).intoArray(panel, k * vectors * L + to);
                }
            }
        }
    }

    /** Copies {@code b[bi + c * bRow + k]}, the transposed matrix, for {@code width} columns. */
    static void packTransposed(float[] b, int bi, int bRow, int depth, int width, int vectors, float[] panel) {
        int row = vectors * L;
        for (int c = 0; c < row; c++) {
            if (c < width) {
                int from = bi + c * bRow;
                for (int k = 0; k < depth; k++) {
                    panel[k * row + c] = b[from + k];
                }
            } else {
                for (int k = 0; k < depth; k++) {
                    panel[k * row + c] = 0;
                }
            }
        }
    }
}
