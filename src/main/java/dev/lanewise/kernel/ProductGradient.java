package dev.lanewise.kernel;

/**
 * The weight gradient of {@link ProductDirect}: {@code a' b} over the rows of a batch, where lanes run across the columns of {@code b}. Each end of a
 * chain lands at {@code i * aStep + c * bStep} of the result, so that either side of the gradient can be the one that fills vectors.
 */
final class ProductGradient {

    private static final int L = Lanes.FLOAT.length();

    private ProductGradient() {}

    /** Computes columns {@code aFrom} to {@code aTo - 1} of {@code a} against columns {@code bFrom} to {@code bTo - 1} of {@code b}. */
    static void compute(
            float[] a,
            int ai,
            int aRow,
            int aFrom,
            int aTo,
            float[] b,
            int bi,
            int bRow,
            int bFrom,
            int bTo,
            int rows,
            float[] y,
            int yi,
            int aStep,
            int bStep,
            ProductScratch scratch) {
        int all = bTo - bFrom;
        int chunk = 0;
        do {
            int depth = Math.min(ProductKernel.ROWS_PER_CHAIN, rows - chunk);
            int from = bi + chunk * bRow;
            boolean edge = all < L;
            if (edge) {
                ProductEdge.pack(b, from + bFrom, bRow, depth, all, scratch.panel);
            }
            boolean direct = chunk == 0 && bStep == 1 && !edge;
            for (int i = aFrom; i < aTo; i += ProductPlan.DIRECT_BLOCK) {
                int height = Math.min(ProductPlan.DIRECT_BLOCK, aTo - i);
                for (int c = bFrom; c < bTo; ) {
                    int vectors = ProductPlan.directVectors(bTo - c, all, L);
                    int at = ProductPlan.directStart(c, bTo, vectors, all, L);
                    int end = Math.min(at + vectors * L, bTo);
                    ProductTiles.down(
                            vectors,
                            height,
                            a,
                            ai + chunk * aRow + i,
                            aRow,
                            edge ? scratch.panel : b,
                            edge ? 0 : from + at,
                            edge ? L : bRow,
                            depth,
                            direct ? y : scratch.tile,
                            direct ? yi + i * aStep + at : 0,
                            direct ? aStep : vectors * L);
                    if (!direct) {
                        int to = yi + i * aStep + at * bStep;
                        move(scratch.tile, vectors * L, height, c - at, end - at, y, to, aStep, bStep, chunk > 0);
                    }
                    c = end;
                }
            }
            chunk += ProductKernel.ROWS_PER_CHAIN;
        } while (chunk < rows);
    }

    /** Moves columns {@code from} to {@code to - 1} of a tile, or adds them to what is there. */
    private static void move(
            float[] tile,
            int tileRow,
            int height,
            int from,
            int to,
            float[] y,
            int yi,
            int rowStep,
            int columnStep,
            boolean add) {
        for (int r = 0; r < height; r++) {
            for (int c = from; c < to; c++) {
                float value = tile[r * tileRow + c];
                int at = yi + r * rowStep + c * columnStep;
                y[at] = add ? y[at] + value : value;
            }
        }
    }
}
