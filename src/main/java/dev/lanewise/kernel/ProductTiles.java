package dev.lanewise.kernel;

/** Chooses the register tiles of {@link ProductDirect} for a panel of one to four vectors or one or two half ones. */
final class ProductTiles {

    private static final int L = Lanes.FLOAT.length();

    private ProductTiles() {}

    /** {@code y[r][c] = init[r][c] + sum over k of a[r][k] * b[k][c]}. */
    static void along(
            int vectors,
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
        if (ProductPlan.shallow(depth, rows)) {
            int c = 0;
            for (; c < vectors - 1; c += 2) {
                ProductShallow2.rows(
                        rows,
                        a,
                        ai,
                        aRow,
                        b,
                        bi + c * L,
                        bRow,
                        depth,
                        init,
                        start + c * L,
                        initRow,
                        y,
                        yi + c * L,
                        yRow);
            }
            if (c < vectors) {
                ProductShallow1.rows(
                        rows,
                        a,
                        ai,
                        aRow,
                        b,
                        bi + c * L,
                        bRow,
                        depth,
                        init,
                        start + c * L,
                        initRow,
                        y,
                        yi + c * L,
                        yRow);
            }
            return;
        }
        switch (vectors) {
            case 4 -> ProductAlong4.rows(rows, a, ai, aRow, b, bi, bRow, depth, init, start, initRow, y, yi, yRow);
            case 2 -> two(L, L, rows, a, ai, aRow, b, bi, bRow, depth, init, start, initRow, y, yi, yRow);
            default -> alongHalves(2, L, L, rows, a, ai, aRow, b, bi, bRow, depth, init, start, initRow, y, yi, yRow);
        }
    }

    /**
     * The same for a panel of {@code halves} half vectors, one, two, four, six or eight, of which {@code width} columns are there.
     *
     * @param bWidth columns of a row of {@code b}: {@code width}, or those of whole vectors where the last one was copied behind the one that it overlaps
     */
    static void alongHalves(
            int halves,
            int bWidth,
            int width,
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
        switch (halves) {
            case 8 -> ProductAlong4.rows(rows, a, ai, aRow, b, bi, bRow, depth, init, start, initRow, y, yi, yRow);
            case 4 ->
                two(bWidth - L, width - L, rows, a, ai, aRow, b, bi, bRow, depth, init, start, initRow, y, yi, yRow);
            case 6 ->
                ProductAlong3.rows(
                        rows,
                        a,
                        ai,
                        aRow,
                        b,
                        bi,
                        bRow,
                        bWidth - L,
                        width - L,
                        depth,
                        init,
                        start,
                        initRow,
                        y,
                        yi,
                        yRow);
            case 2 -> {
                if (width == L) {
                    ProductAlong1.rows(rows, a, ai, aRow, b, bi, bRow, depth, init, start, initRow, y, yi, yRow);
                } else {
                    ProductAlongHalf2.rows(
                            rows,
                            a,
                            ai,
                            aRow,
                            b,
                            bi,
                            bRow,
                            width - ProductPlan.HALF,
                            depth,
                            init,
                            start,
                            initRow,
                            y,
                            yi,
                            yRow);
                }
            }
            default -> ProductAlongHalf1.rows(rows, a, ai, aRow, b, bi, bRow, depth, init, start, initRow, y, yi, yRow);
        }
    }

    /** A panel of two vectors, of which the second begins {@code bLast} and {@code last} columns after the first. */
    private static void two(
            int bLast,
            int last,
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
        if (bLast == L && last == L && ProductPlan.shallowPair(rows, depth)) {
            ProductShallow2.rows(rows, a, ai, aRow, b, bi, bRow, depth, init, start, initRow, y, yi, yRow);
        } else {
            ProductAlong2.rows(rows, a, ai, aRow, b, bi, bRow, bLast, last, depth, init, start, initRow, y, yi, yRow);
        }
    }

    /** {@code y[r][c] = init[r][c] + sum over k of a[k][r] * b[k][c]} for a panel as above, {@code bWidth} columns of it in a row of {@code b}. */
    static void down(
            int halves,
            int bWidth,
            int width,
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
        switch (halves) {
            case 8 -> ProductDown4.rows(rows, a, ai, aRow, b, bi, bRow, depth, init, start, initRow, y, yi, yRow);
            case 4 ->
                ProductDown2.rows(
                        rows,
                        a,
                        ai,
                        aRow,
                        b,
                        bi,
                        bRow,
                        bWidth - L,
                        width - L,
                        depth,
                        init,
                        start,
                        initRow,
                        y,
                        yi,
                        yRow);
            case 6 ->
                ProductDown3.rows(
                        rows,
                        a,
                        ai,
                        aRow,
                        b,
                        bi,
                        bRow,
                        bWidth - L,
                        width - L,
                        depth,
                        init,
                        start,
                        initRow,
                        y,
                        yi,
                        yRow);
            case 2 -> {
                if (width == L) {
                    ProductDown1.rows(rows, a, ai, aRow, b, bi, bRow, depth, init, start, initRow, y, yi, yRow);
                } else {
                    ProductDownHalf2.rows(
                            rows,
                            a,
                            ai,
                            aRow,
                            b,
                            bi,
                            bRow,
                            width - ProductPlan.HALF,
                            depth,
                            init,
                            start,
                            initRow,
                            y,
                            yi,
                            yRow);
                }
            }
            default -> ProductDownHalf1.rows(rows, a, ai, aRow, b, bi, bRow, depth, init, start, initRow, y, yi, yRow);
        }
    }
}
