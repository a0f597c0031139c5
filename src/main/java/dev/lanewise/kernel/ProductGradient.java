package dev.lanewise.kernel;

/**
 * The weight gradient of {@link ProductDirect}: {@code a' b} over the rows of a batch, where lanes run across the columns of {@code b}. Each end of a
 * chain lands at {@code i * aStep + c * bStep} of the result, so that either side of the gradient can be the one that fills vectors.
 */
final class ProductGradient {

    private static final int H = ProductPlan.HALF;
    private static final int START = ProductScratch.START;

    private ProductGradient() {}

    /**
     * Computes columns {@code aFrom} to {@code aTo - 1} of {@code a} against columns {@code bFrom} to {@code bTo - 1} of {@code b}.
     *
     * @param add whether the result is added to what is there
     */
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
            boolean add,
            ProductScratch scratch) {
        int columns = bTo - bFrom;
        int to = yi + aFrom * aStep + bFrom;
        boolean plain = !add && bStep == 1;
        if (plain
                && fewRows(
                        rows, aTo - aFrom, a, ai + aFrom, aRow, b, bi + bFrom, bRow, columns, y, to, aStep, scratch)) {
            return;
        }
        int chunk = 0;
        do {
            int depth = Math.min(ProductKernel.ROWS_PER_CHAIN, rows - chunk);
            int panels = bStep == 1 ? ProductGradientPlan.groupedPanels(aTo - aFrom, columns, aRow, depth) : 0;
            if (panels > 0) {
                int from = ai + chunk * aRow;
                int of = bi + chunk * bRow;
                boolean more = add || chunk > 0;
                ProductGroups.compute(
                        a, from, aRow, aFrom, aTo, b, of, bRow, bFrom, panels, depth, y, yi, aStep, more, scratch);
            }
            int rest = bFrom + panels * ProductPlan.DIRECT_VECTORS * 2 * H;
            boolean copied = rest < bTo && ProductGradientPlan.blockCopied(aTo - aFrom, aRow, depth);
            int block = copied ? ProductGradientPlan.groupBlock(aTo - aFrom) : ProductGradientPlan.gradientBlock(depth);
            for (int i = aFrom; i < aTo && rest < bTo; i += block) {
                int height = Math.min(block, aTo - i);
                if (copied) {
                    ProductPanels.packBlock(a, ai + chunk * aRow + i, aRow, depth, height, scratch.block);
                }
                int width;
                for (int c = rest; c < bTo; c += width) {
                    boolean edge = columns < H;
                    int halves = ProductPlan.directHalves(bTo - c);
                    width = Math.min(halves * H, bTo - c);
                    boolean more = add || chunk > 0;
                    boolean direct = !more && bStep == 1 && !edge;
                    chains(
                            halves,
                            edge ? H : width,
                            height,
                            copied ? scratch.block : a,
                            copied ? 0 : ai + chunk * aRow + i,
                            copied ? ProductKernel.GRADIENT_BLOCK : aRow,
                            b,
                            bi + chunk * bRow + c,
                            bRow,
                            edge ? width : 0,
                            depth,
                            direct ? y : scratch.tile,
                            direct ? yi + i * aStep + c : 0,
                            direct ? aStep : halves * H,
                            scratch);
                    if (!direct) {
                        int at = yi + i * aStep + c * bStep;
                        if (aStep == 1) {
                            ProductTranspose.move(
                                    scratch.tile, 0, halves * H, height, width, y, at, bStep, more, scratch.panel);
                        } else {
                            move(scratch.tile, 0, halves * H, height, width, y, at, aStep, bStep, more);
                        }
                    }
                }
            }
            chunk += ProductKernel.ROWS_PER_CHAIN;
        } while (chunk < rows);
    }

    /** Computes the gradient if {@code rows} are so few that its time goes into writing it; returns whether it did. */
    private static boolean fewRows(
            int rows,
            int height,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int columns,
            float[] y,
            int yi,
            int yRow,
            ProductScratch scratch) {
        if (ProductGradientPlan.outer(rows, columns)) {
            ProductOuter.compute(rows, height, a, ai, aRow, b, bi, bRow, columns, y, yi, yRow);
        } else if (ProductGradientPlan.shallow(rows, columns)) {
            ProductDownShallow.compute(rows, height, a, ai, aRow, b, bi, bRow, columns, y, yi, yRow);
        } else if (ProductGradientPlan.shallowEdge(rows, columns)) {
            ProductDownShallow.edge(rows, height, a, ai, aRow, b, bi, bRow, columns, y, yi, yRow, scratch);
        } else {
            return false;
        }
        return true;
    }

    /**
     * Chains from +0.0 over {@code steps} rows, in parts of {@link ProductPlan#directDepth}; panels of {@code b} are read in place or copied.
     *
     * @param edge columns of {@code b} where they do not fill a vector, otherwise 0
     */
    private static void chains(
            int halves,
            int width,
            int height,
            float[] a,
            int ai,
            int aRow,
            float[] b,
            int bi,
            int bRow,
            int edge,
            int steps,
            float[] y,
            int yi,
            int yRow,
            ProductScratch scratch) {
        int k = 0;
        do {
            int depth = ProductPlan.directDepth(steps - k);
            int from = bi + k * bRow;
            boolean copied = ProductPlan.unaligned(height, bRow, halves);
            if (copied) {
                ProductPanels.copy(b, from, bRow, depth, halves / 2, width, scratch.panel, START);
            } else if (edge > 0) {
                ProductEdge.pack(b, from, bRow, depth, edge, scratch.panel, START, H);
            }
            ProductTiles.down(
                    halves,
                    copied ? halves * H : width,
                    width,
                    height,
                    a,
                    ai + k * aRow,
                    aRow,
                    copied || edge > 0 ? scratch.panel : b,
                    copied || edge > 0 ? START : from,
                    copied || edge > 0 ? halves * H : bRow,
                    depth,
                    k == 0 ? ProductDirect.ZEROS : y,
                    k == 0 ? 0 : yi,
                    k == 0 ? 0 : yRow,
                    y,
                    yi,
                    yRow);
            k += depth;
        } while (k < steps);
    }

    /** Moves {@code width} columns of a tile, or adds them to what is there. */
    static void move(
            float[] tile,
            int from,
            int tileRow,
            int height,
            int width,
            float[] y,
            int yi,
            int rowStep,
            int columnStep,
            boolean add) {
        for (int r = 0; r < height; r++) {
            for (int c = 0; c < width; c++) {
                float value = tile[from + r * tileRow + c];
                int at = yi + r * rowStep + c * columnStep;
                y[at] = add ? y[at] + value : value;
            }
        }
    }
}
