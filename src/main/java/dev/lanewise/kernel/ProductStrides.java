package dev.lanewise.kernel;

/**
 * Taller tiles than those of {@link ProductAlong1}, {@link ProductAlong2} and {@link ProductAlongNarrow} for left matrices with rows of 16, 32, 64, 128 or 256 elements, the usual widths
 * of small layers. Rows that lie a constant apart take one general register together, and loads reach them without an addition. They leave lower rests to the others.
 */
final class ProductStrides {

    /** Lanes of a vector. */
    static final int LANES = Lanes.FLOAT.length();

    private ProductStrides() {}

    /** Whether there are tiles for rows of so many elements. */
    static boolean has(int row) {
        return switch (row) {
            case 16, 32, 64, 128, 256 -> true;
            default -> false;
        };
    }

    /** Computes whole tiles of one vector, where the right matrix has rows of one; returns the rows that are done. */
    static int one(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        if (bRow != LANES) {
            return 0;
        }
        return switch (aRow) {
            case 16 -> ProductStride16.one(rows, a, ai, b, bi, depth, init, start, initRow, y, yi, yRow);
            case 32 -> ProductStride32.one(rows, a, ai, b, bi, depth, init, start, initRow, y, yi, yRow);
            case 64 -> ProductStride64.one(rows, a, ai, b, bi, depth, init, start, initRow, y, yi, yRow);
            case 128 -> ProductStride128.one(rows, a, ai, b, bi, depth, init, start, initRow, y, yi, yRow);
            case 256 -> ProductStride256.one(rows, a, ai, b, bi, depth, init, start, initRow, y, yi, yRow);
            default -> 0;
        };
    }

    /**
     * Computes whole tiles of two vectors, where the right matrix has rows of two; returns the rows that are done.
     *
     * @param last where the second vector of a row of {@code init} and {@code y} begins
     */
    static int two(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int last,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        if (bRow != 2 * LANES) {
            return 0;
        }
        return switch (aRow) {
            case 16 -> ProductStride16.two(rows, a, ai, b, bi, last, depth, init, start, initRow, y, yi, yRow);
            case 32 -> ProductStride32.two(rows, a, ai, b, bi, last, depth, init, start, initRow, y, yi, yRow);
            case 64 -> ProductStride64.two(rows, a, ai, b, bi, last, depth, init, start, initRow, y, yi, yRow);
            case 128 -> ProductStride128.two(rows, a, ai, b, bi, last, depth, init, start, initRow, y, yi, yRow);
            case 256 -> ProductStride256.two(rows, a, ai, b, bi, last, depth, init, start, initRow, y, yi, yRow);
            default -> 0;
        };
    }

    /** Computes whole tiles of a few columns, where the right matrix has rows of {@link ProductPlan#NARROW}; returns the rows that are done. */
    static int narrow(
            int rows,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int depth,
            float[] init,
            int start,
            int initRow,
            float[] y,
            int yi,
            int yRow) {
        if (bRow != ProductPlan.NARROW) {
            return 0;
        }
        return switch (aRow) {
            case 16 -> ProductStride16.narrow(rows, a, ai, b, bi, depth, init, start, initRow, y, yi, yRow);
            case 32 -> ProductStride32.narrow(rows, a, ai, b, bi, depth, init, start, initRow, y, yi, yRow);
            case 64 -> ProductStride64.narrow(rows, a, ai, b, bi, depth, init, start, initRow, y, yi, yRow);
            case 128 -> ProductStride128.narrow(rows, a, ai, b, bi, depth, init, start, initRow, y, yi, yRow);
            case 256 -> ProductStride256.narrow(rows, a, ai, b, bi, depth, init, start, initRow, y, yi, yRow);
            default -> 0;
        };
    }
}
