package dev.lanewise.kernel;

/** How a weight gradient is cut, beyond what {@link ProductPlan} says of all products. By contract none of these choices changes a result. */
final class ProductGradientPlan {

    /** So many outputs fill the lanes of a weight gradient well enough. */
    private static final int ACROSS_OUTPUTS = 13;

    /** The most rows of a batch whose weight gradient is written a row at a time. */
    private static final int OUTER_DEPTH = 4;

    /** The most rows of a batch that {@link ProductDownShallow} takes. */
    static final int SHALLOW_DEPTH = 8;

    /** Elements of a group of panels: the left matrix is copied again for each, which costs more than that some of a large group wait in the third-level cache. */
    static final int GROUP_ELEMENTS = 1 << 18;

    /** The most panels of a group. */
    private static final int GROUP_PANELS = 16;

    /** The most register tiles of {@link #tallBlock}. */
    static final int TALL_BLOCKS = 15;

    private ProductGradientPlan() {}

    /** {@link ProductPlan#directTallRows} of a weight gradient. */
    static int downTallRows(int rows) {
        return rows >= 16 ? 16 : ProductPlan.directTallRows(rows);
    }

    /**
     * How many of the last outputs of a weight gradient of {@code rows} rows have lanes across its inputs, since they would fill less than a third of a vector. Of a few rows, whose time goes into
     * writing the gradient, none.
     */
    static int restOutputs(int rows, int inputs, int outputs) {
        int rest = outputs % (2 * ProductPlan.HALF);
        return rows > 8 && inputs >= 4 * ProductPlan.HALF && outputs >= 4 * ProductPlan.HALF && rest <= 5 ? rest : 0;
    }

    /**
     * Whether lanes of a weight gradient of {@code rows} rows run across inputs rather than outputs: where outputs are so few that they leave lanes empty, or inputs fill two whole vectors, whose
     * tiles load less for each multiply-add. Not for seventeen to twenty-four outputs, whose two vectors are as good, but for up to twenty of these where there are rows enough that transposing the
     * result takes little of the time. Of fewer than 24 rows it takes too much; so it does of fewer than 16 for eight to twelve outputs.
     */
    static boolean acrossInputs(int rows, int inputs, int outputs) {
        if (outputs < ACROSS_OUTPUTS) {
            return inputs > outputs && (rows >= 16 || outputs < ProductPlan.HALF);
        }
        if (rows < 24 || inputs < 4 * ProductPlan.HALF || outputs >= 4 * ProductPlan.HALF) {
            return false;
        }
        int most = rows >= 64 ? 20 : 2 * ProductPlan.HALF;
        return outputs <= most || outputs > 3 * ProductPlan.HALF;
    }

    /** Whether the time of a weight gradient goes into writing it, and its rows are so long that writing them one after the other is faster than {@link #shallow}. */
    static boolean outer(int rows, int columns) {
        return rows > 0 && rows <= OUTER_DEPTH && columns >= (rows <= 2 ? 128 : 512);
    }

    /** Whether so few rows of a weight gradient pay better with the deltas in registers; of so many columns that the strides between rows cost more, not. */
    static boolean shallow(int rows, int columns) {
        return rows > 0 && rows <= SHALLOW_DEPTH && columns >= 2 * ProductPlan.HALF && columns <= 512;
    }

    /** The same for less than a vector of columns. */
    static boolean shallowEdge(int rows, int columns) {
        return rows > 0 && rows <= SHALLOW_DEPTH && columns >= ProductPlan.HALF && columns < 2 * ProductPlan.HALF;
    }

    /** Rows of a weight gradient that pass by a panel before the next: a few where chains are so short that the result is what the time goes into. */
    static int gradientBlock(int depth) {
        return depth <= 8 ? 5 : ProductPlan.DIRECT_BLOCK;
    }

    /** Rows of a weight gradient that are copied together for a group of panels: even parts of about sixty. */
    static int groupBlock(int rows) {
        int blocks = Math.max(1, (rows + 30) / 60);
        return (rows + blocks - 1) / blocks;
    }

    /** Panels of a group that is {@code depth} deep, where there is room for {@code elements}. */
    static int groupPanels(int depth, int elements) {
        return Math.max(
                1, Math.min(GROUP_PANELS, elements / (depth * ProductPlan.DIRECT_VECTORS * 2 * ProductPlan.HALF)));
    }

    /** Whether rows of a weight gradient are copied for what is no such panel: where their strides leave few places of a cache to what is read. */
    static boolean blockCopied(int rows, int stride, int depth) {
        return rows >= 48 && depth >= 64 && stride % 256 == 0;
    }

    /** How many of the widest panels of a weight gradient of {@code rows} by {@code columns} pay for copies. */
    static int groupedPanels(int rows, int columns, int stride, int depth) {
        boolean many = rows >= 80 || (rows >= 48 && stride % 256 == 0);
        if (!many || depth < 32) {
            return 0;
        }
        return ProductPlan.widest(columns);
    }

    /** Columns of the left matrix of a weight gradient that are copied together for a group of panels: even parts of about sixty, in whole tiles of six. */
    static int tallBlock(int columns) {
        return (groupBlock(columns) + 5) / 6 * 6;
    }
}
